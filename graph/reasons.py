"""Why one concept is learnt before another: the codes of `Relation.reason` in words."""

from __future__ import annotations

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
    "mention_asymmetry": {"zh": "讲解中多次提到它，反之则无", "en": "the explanation names it, not the reverse"},
    "mentions": {"zh": "讲解中多次提到它，反之则无", "en": "the explanation names it, not the reverse"},
    "reference_distance": {"zh": "相关讲解多引用它", "en": "related explanations refer to it"},
    "note_order": {"zh": "笔记先讲它", "en": "the notes teach it first"},
}
"""Code -> language -> words that follow the name of what is needed."""


def reason_text(code: str, language: str) -> str:
    """Return the words for a reason; a code that is not known is shown as words, not hidden.

    >>> reason_text("derives_from", "zh"), reason_text("some_new_rule", "en"), reason_text("", "en")
    ('由它改进而来', 'some new rule', '')
    """
    return REASONS.get(code, {}).get(language, code.replace("_", " "))
