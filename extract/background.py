"""The domain lexicon: well-known concepts with their names, kinds and relations; an aid that can be switched off."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from extract.concepts.candidates import Candidate
from extract.concepts.mentions import key_of
from extract.general_language import UNKNOWN, chinese_frequency, english_frequency
from extract.language import has_han
from extract.lexicon import DATA
from graph.errors import NotegraphError
from graph.model import Concept, Evidence, Relation
from graph.vocabulary import CONCEPT_KINDS, TYPED_KINDS

FOLDER = DATA / "lexicon" / "domains"
"""One file = one domain; each line says of one concept what is well known."""
RULE = "lexicon"
"""Rule of the evidence, origin of the relations and reason of the aliases that come from here."""

_NAMES = ("zh", "en")
_LINKS = ("is_a", "derives_from", "includes", "uses", "solves")
_COMMON = 1.0
"""From this frequency on (log10 per million words) a single word is rather one of general language."""
_RAISE, _RAISE_COMMON, _SURE = 0.3, 0.1, 0.9
"""What it adds to the probability of a candidate that an entry names it, and how sure that makes it at most."""
_CONFIDENCE = 0.6
"""A background fact weighs less than a sentence of the notes."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What the lexicon says of one concept."""

    name: str
    """The name by which other entries refer to it."""
    names: tuple[str, ...]
    """All names, that one first."""
    kind: str
    """A name of `graph.vocabulary.CONCEPT_KINDS`, or empty."""
    links: tuple[tuple[str, str], ...]
    """Relation kind and name of another entry."""
    path: str
    """File, relative to the checkout, with forward slashes."""
    line: int
    """Line of the entry, from 1."""


@cache
def entries() -> tuple[Entry, ...]:
    """Return the entries of all domains, by file and line; NotegraphError where a file cannot be understood."""
    return tuple(entry for file in sorted(FOLDER.glob("*.yaml")) for entry in read_entries(file))


def read_entries(file: Path) -> Iterator[Entry]:
    """Yield the entries of one file; NotegraphError names file and line where it cannot be understood."""
    path = file.relative_to(DATA.parent).as_posix() if file.is_relative_to(DATA.parent) else str(file)
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        root = yaml.compose(file.read_text("utf-8"), Loader=loader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        place = f"{path}:{mark.line + 1}" if mark else path
        raise NotegraphError(f"not YAML ({getattr(error, 'problem', error)})", place=place, remedy="mend it") from error
    for key, value in root.value if isinstance(root, yaml.MappingNode) else ():
        yield _entry(key, value, path)


def _entry(key: yaml.Node, value: yaml.Node, path: str) -> Entry:
    line = key.start_mark.line + 1
    fields: dict[str, list[str]] = {}
    for name, node in value.value if isinstance(value, yaml.MappingNode) else ():
        if name.value not in (*_NAMES, "kind", *_LINKS):
            raise NotegraphError(
                f"unknown field {name.value!r}", place=f"{path}:{name.start_mark.line + 1}", remedy="see CONTRIBUTING"
            )
        fields[name.value] = _words(node)
    names = (key.value, *(n for language in _NAMES for n in fields.get(language, ())))
    links = tuple((kind, other) for kind in _LINKS for other in fields.get(kind, ()))
    return Entry(key.value, names, "".join(fields.get("kind", ())), links, path, line)


def _words(node: yaml.Node) -> list[str]:
    return [item.value for item in node.value] if isinstance(node, yaml.SequenceNode) else [node.value]


def problems(known: Sequence[Entry]) -> list[str]:
    """Return what is wrong with entries: names in two of them, unknown references and kinds, is_a in circles."""
    owner: dict[str, Entry] = {}
    found = []
    for entry in known:
        for name in entry.names:
            other = owner.setdefault(key_of(name), entry)
            if other is not entry:
                found.append(f"{entry.path}:{entry.line}: {name!r} is a name of {other.name!r} too")
        if entry.kind not in CONCEPT_KINDS:
            found.append(f"{entry.path}:{entry.line}: unknown kind {entry.kind!r}")
    names = {entry.name for entry in known}
    found += [
        f"{e.path}:{e.line}: {kind} names {other!r}, which is no entry"
        for e in known
        for kind, other in e.links
        if other not in names or other == e.name
    ]
    return found + [f"is_a goes round in a circle at {name!r}" for name in _circles(known)]


def _circles(known: Sequence[Entry]) -> list[str]:
    above = {e.name: [other for kind, other in e.links if kind == "is_a"] for e in known}
    return [name for name in above if name in _ancestors(name, above)]


def _ancestors(name: str, above: Mapping[str, Sequence[str]]) -> set[str]:
    seen: set[str] = set()
    stack = list(above[name])
    while stack:
        other = stack.pop()
        if other not in seen:
            seen.add(other)
            stack += above.get(other, ())
    return seen


@cache
def _by_key() -> dict[str, tuple[Entry, str]]:
    found: dict[str, tuple[Entry, str]] = {}
    for entry in entries():
        for name in entry.names:
            found.setdefault(key_of(name), (entry, name))
    return found


def lookup(surface: str) -> Entry | None:
    """Return the entry that has this name, spelling folded; None where there is none.

    A name that is also an English word must stand in capitals as the lexicon writes it (RAG, GAP, Lion).
    """
    entry, name = _by_key().get(key_of(surface), (None, ""))
    if entry and name.isupper() and not surface.isupper() and english_frequency(surface) > UNKNOWN:
        return None
    if entry and name[:1].isupper() and surface.islower() and english_frequency(surface) >= _COMMON:
        return None
    return entry


def boosted(probabilities: Mapping[str, float], candidates: Mapping[str, Candidate]) -> dict[str, float]:
    """Return the probabilities with those of the lexicon's names raised, common words only a little."""
    return {key: _boosted(p, candidates[key].surface) for key, p in probabilities.items()}


def _boosted(probability: float, surface: str) -> float:
    if lookup(surface) is None:
        return probability
    raised = probability + (_RAISE_COMMON if _is_common(surface) else _RAISE)
    return max(probability, min(_SURE, raised))


def _is_common(surface: str) -> bool:
    """Tell whether a name is rather a word of general language (key, value, 学习)."""
    if has_han(surface):
        return len(surface) == 1 or chinese_frequency(surface) >= _COMMON
    return not surface.isupper() and english_frequency(surface) >= _COMMON


def entries_of(concept: Concept) -> list[Entry]:
    """Return the entries that a concept's names belong to, in the order of its names."""
    found = (lookup(name) for name in concept.names)
    return list(dict.fromkeys(entry for entry in found if entry))


def background(concepts: Sequence[Concept], relations: Iterable[Relation]) -> list[Relation]:
    """Return the lexicon's relations between concepts of the notes of which the notes themselves state none."""
    ids = _ids(concepts)
    taken = {frozenset((r.source, r.target)) for r in relations if r.kind in TYPED_KINDS}
    found: dict[frozenset[str], Relation] = {}
    for entry in entries():
        for kind, other in entry.links if entry.name in ids else ():
            source, target = ids[entry.name], ids.get(other, "")
            pair = frozenset((source, target))
            if target and target != source and pair not in taken:
                found.setdefault(pair, _relation(entry, kind, other, source, target))
    return sorted(found.values(), key=lambda r: (r.source, r.kind, r.target))


def _ids(concepts: Sequence[Concept]) -> dict[str, str]:
    """Return name of an entry -> id of its concept: the one that is called so rather than one also called so."""
    found: dict[str, str] = {}
    for first in (True, False):
        for concept in concepts:
            for entry in entries_of(concept):
                if not first or lookup(concept.name) is entry:
                    found.setdefault(entry.name, concept.id)
    return found


def _relation(entry: Entry, kind: str, other: str, source: str, target: str) -> Relation:
    evidence = Evidence(entry.path, entry.line, f"{entry.name} {kind} {other}", RULE)
    return Relation(source, target, kind, origin=RULE, confidence=_CONFIDENCE, evidence=(evidence,))
