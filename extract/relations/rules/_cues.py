"""What a heading or lead-in says of the members listed under it."""

from __future__ import annotations

import re

_CUES: tuple[tuple[str, str, re.Pattern[str]], ...] = tuple(
    (kind, direction, re.compile(pattern, re.IGNORECASE))
    for kind, direction, pattern in (
        (
            "",
            "",
            r"区别|异同|对比|优点|缺点|优缺点|优势|劣势|\bvs\b|advantage|disadvantage|pros|cons\b|differen|compar|参考|应用|用途|例子|example|application|reference|assumption",
        ),
        (
            "solves",
            "up",
            r"解决|缓解|避免|防止|预防|应对|处理|减轻|克服|怎么办|solv|prevent|mitigat|avoid|handl|reduc|overcom|deal(?:ing)? with",
        ),
        (
            "includes",
            "down",
            r"步骤|流程|过程|阶段|组成|构成|结构|架构|组件|部分|模块|原理|机制|优化|改进|提升|技巧|要素|特征|条件|步|steps?\b|process|stages?\b|phases?\b|components?\b|consists?\b|parts?\b|structure|architecture|condition|techniques?\b|strateg|includ",
        ),
        (
            "is_a",
            "up",
            r"有哪些|哪几|有什么|种类|类型|类别|分类|分为|分成|常见|常用|几种|[两三四五六]种|[两三四五六]类|types?\b|kinds?\b|categor|classif|forms of|methods|algorithms|examples of|commonly used|方法|算法|方式|方案|策略|模型|变体",
        ),
    )
)


def cue(text: str) -> tuple[str, str]:
    """Return (kind, direction) that a text tells for its members; direction up: the member is the source.

    >>> cue("常见的损失函数有哪些"), cue("RAG 的流程"), cue("如何缓解过拟合"), cue("注意力")
    (('is_a', 'up'), ('includes', 'down'), ('solves', 'up'), ('includes', ''))
    """
    for kind, direction, pattern in _CUES:
        if pattern.search(text):
            return kind, direction
    return "includes", ""
