"""What the notes leave open: concepts named and never explained, without a definition, without a connection."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from graph.learning_order import teaching_key, unlocked_ids
from graph.model import Concept, ConceptGraph, NoteWarning, Passage
from graph.prerequisites import cycles
from graph.vocabulary import RELATION_KINDS

EXPLAINED = 60
"""Characters, without spaces and markup, from which a passage counts as an explanation."""

_MARKUP = re.compile(r"^\s*#{1,6}\s.*$|!\[[^\]]*\]\([^)]*\)|<[^>]+>|[\s*_`#>|~]+|\]\([^)]*\)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class GapKind:
    """One way in which notes fall short."""

    name: str
    """Identifier."""
    en: str
    """What it says of its concepts, in English."""
    zh: str
    """The same in Chinese."""


GAP_KINDS: dict[str, GapKind] = {
    kind.name: kind
    for kind in (
        GapKind(
            "needed_unexplained", "others need them, and no note explains them", "别的概念以其为前提，但笔记没有解释"
        ),
        GapKind("only_mentioned", "named, and explained nowhere", "只被提到，没有解释"),
        GapKind("thin", f"explained in fewer than {EXPLAINED} characters", f"解释不足 {EXPLAINED} 字"),
        GapKind("no_definition", "explained, and never defined in a sentence", "有解释，但没有一句话的定义"),
        GapKind("isolated", "related to no other concept", "与其他概念没有关系"),
    )
}
"""All kinds, in the order of menus."""


@dataclass(frozen=True, slots=True)
class Gaps:
    """All that the notes leave open."""

    concepts: dict[str, tuple[Concept, ...]]
    """Kind of gap -> its concepts, the most important first; every kind is a key."""
    cycles: tuple[tuple[str, ...], ...]
    """Groups of ids that need each other in a circle."""
    warnings: tuple[NoteWarning, ...]
    """What the extraction could not read or had to settle."""


def gaps(graph: ConceptGraph) -> Gaps:
    """Return what the notes leave open.

    >>> graph = ConceptGraph()
    >>> graph.add_concept(Concept("hyde", "HyDE"))
    >>> found = gaps(graph)
    >>> [kind for kind, concepts in found.concepts.items() if concepts]
    ['only_mentioned', 'isolated']
    """
    tests = _tests(graph)
    concepts = sorted(graph.concepts(), key=teaching_key)
    found = {kind: tuple(filter(tests[kind], concepts)) for kind in GAP_KINDS}
    return Gaps(found, tuple(cycles(graph)), graph.warnings)


def own_text(concept: Concept) -> int:
    """Return the length of the longest passage that explains a concept itself: characters without spaces and markup.

    >>> own_text(Concept("a", "A", passages=(Passage("n.md", 1, 2, "section", (), "# A\\n**A** is b."),)))
    5
    """
    return max((reading_length(p) for p in concept.passages if p.role != "mention"), default=0)


def reading_length(passage: Passage) -> int:
    """Return the characters of a passage without headings, images, spaces and markup."""
    return len(_MARKUP.sub("", passage.text))


def explained(concepts: Iterable[Concept], *, least: int = EXPLAINED) -> tuple[list[Concept], list[Concept]]:
    """Return the concepts that have an own passage of at least so many characters, and those that have none."""
    enough: list[Concept] = []
    lacking: list[Concept] = []
    for concept in concepts:
        (enough if own_text(concept) >= least else lacking).append(concept)
    return enough, lacking


def _tests(graph: ConceptGraph) -> dict[str, Callable[[Concept], bool]]:
    unlocked = unlocked_ids(graph)
    return {
        "needed_unexplained": lambda c: c.only_mentioned and bool(unlocked[c.id]),
        "only_mentioned": lambda c: c.only_mentioned and not unlocked[c.id],
        "thin": lambda c: not c.only_mentioned and own_text(c) < EXPLAINED,
        "no_definition": lambda c: own_text(c) >= EXPLAINED and c.definition is None,
        "isolated": lambda c: _isolated(graph, c.id),
    }


def _isolated(graph: ConceptGraph, id: str) -> bool:
    return all(RELATION_KINDS[relation.kind].hidden for relation in graph.relations_of(id))
