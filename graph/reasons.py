"""Why one concept is learnt before another, and why two names are one concept's: codes of reasons in words."""

from __future__ import annotations

from collections.abc import Mapping

REASONS: dict[str, dict[str, str]] = {
    "derives_from": {"zh": "由它改进而来", "en": "derives from it"},
    "is_a": {"zh": "是它的一种", "en": "is a kind of it"},
    "part_of": {"zh": "笔记在它之下讲解", "en": "is taught as a part of it"},
    "has_part": {"zh": "定义中把它当作组成部分", "en": "is made of it"},
    "mention": {"zh": "讲解中提到它，反之则无", "en": "the explanation names it, not the reverse"},
    "includes": {"zh": "它是其中的组成部分", "en": "it is a part"},
    "uses": {"zh": "用到它", "en": "uses it"},
    "solves": {"zh": "为解决它而提出", "en": "made to solve it"},
    "named_in_definition": {"zh": "定义中用到它", "en": "the definition names it"},
    "definition": {"zh": "定义中用到它", "en": "the definition names it"},
}
"""Code -> language -> words that follow the name of what is needed."""


ALIAS_REASONS: dict[str, dict[str, str]] = {
    "spelling": {"zh": "写法不同", "en": "spelt differently"},
    "brackets": {"zh": "笔记把它写在括号里", "en": "the notes have it in brackets"},
    "also_called": {"zh": "笔记说“又称”", "en": "the notes say “also called”"},
    "gloss": {"zh": "标题下的注释", "en": "a gloss under the heading"},
    "front_matter": {"zh": "笔记开头列出的别名", "en": "listed at the head of the note"},
    "typo": {"zh": "当作笔误", "en": "taken for a misspelling"},
    "abbreviation": {"zh": "缩写", "en": "abbreviation"},
    "translation": {"zh": "译名", "en": "translation"},
    "class_noun": {"zh": "只多一个类别词", "en": "only the word for its kind is added"},
    "form": {"zh": "名称相近，用法一致", "en": "alike in form and use"},
    "lexicon": {"zh": "词库", "en": "the lexicon"},
}
"""Code of `graph.model.Alias.reason` -> language -> words."""


def alias_reason_text(code: str, language: str) -> str:
    """Return the words for the reason of a merge; a code that is not known is shown as words.

    >>> alias_reason_text("brackets", "en"), alias_reason_text("some_new_rule", "en")
    ('the notes have it in brackets', 'some new rule')
    """
    return _words(ALIAS_REASONS, code, language)


def reason_text(code: str, language: str) -> str:
    """Return the words for a reason; a code that is not known is shown as words, not hidden.

    >>> reason_text("derives_from", "zh"), reason_text("some_new_rule", "en"), reason_text("", "en")
    ('由它改进而来', 'some new rule', '')
    """
    return _words(REASONS, code, language)


def _words(table: Mapping[str, Mapping[str, str]], code: str, language: str) -> str:
    return table.get(code, {}).get(language, code.replace("_", " "))
