"""Groups of names to concepts: displayed name, aliases with reasons, identifier."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from extract.concepts.aliases import Equation, Group, Names
from extract.concepts.candidates import Candidate
from extract.general_language import english_lemmas
from extract.language import has_han
from graph.model import Alias, Concept, concept_id, fold

_TRANSLATED = 0.7
"""What a name of plain English words loses, in notes that are all Chinese, beside a Chinese name."""


def build_concepts(names: Names, groups: Sequence[Group]) -> list[tuple[Concept, Group]]:
    """Return a concept, without passages yet, for each group, with identifiers that differ, sorted by identifier."""
    taken: Counter[str] = Counter()
    built = []
    for group in groups:
        concept = _concept(names, group)
        taken[concept.id] += 1
        if taken[concept.id] > 1:
            concept = _renamed(concept, f"{concept.id}-{taken[concept.id]}")
        built.append((concept, group))
    return sorted(built, key=lambda pair: pair[0].id)


def _concept(names: Names, group: Group) -> Concept:
    candidates = [names.candidates[key] for key in group.keys]
    chinese = any(has_han(c.surface) for c in candidates)
    best = max(candidates, key=lambda c: _fitness(c, names, chinese=chinese))
    name = _display(best)
    return Concept(
        id=concept_id(name),
        name=name,
        language="zh" if has_han(name) else "en",
        aliases=tuple(_aliases(name, best, candidates, group.equations)),
        mentions=len({place for c in candidates for place in c.places}),
    )


def _renamed(concept: Concept, id: str) -> Concept:
    return Concept(id, concept.name, concept.language, concept.kind, concept.aliases, mentions=concept.mentions)


def _fitness(candidate: Candidate, names: Names, *, chinese: bool) -> tuple[float, int, str]:
    """What a learner would look up: a likely concept, often named, in headings, not too short and no sentence.

    In Chinese notes a name of plain English words is only the translation of a Chinese one (光合作用, photosynthesis).
    """
    probability = names.probability[candidate.key]
    heading = candidate.clues["heading_exact"] + candidate.clues["heading_core"]
    short = len(candidate.surface) <= 2 and not has_han(candidate.surface)
    score = len(candidate.places) ** 0.5 * probability + 0.5 * min(heading, 2) - 0.8 * short
    if chinese and _plain_english(candidate.surface):
        score *= 1 - _TRANSLATED * names.share_of("zh")
    return (round(score, 3), -len(candidate.surface), candidate.key)


def _plain_english(surface: str) -> bool:
    """Tell whether a name is made of common words, or of none but small letters: no acronym, no proper name."""
    words = surface.replace("-", " ").split()
    return not has_han(surface) and (
        all(word.isalpha() and word.islower() for word in words) or all(english_lemmas(w.lower()) for w in words)
    )


def _display(candidate: Candidate) -> str:
    """The most used spelling; an all-lower-case Latin one only if no other is half as common."""
    ranked = sorted(candidate.surfaces.items(), key=lambda item: (-item[1], item[0]))
    best, count = ranked[0]
    if not has_han(best):
        singular = [s for s, n in ranked if not s.lower().endswith("s") and n * 3 >= count]
        best = best if best == best.upper() or not singular else singular[0]
    return re.sub(r"\s+", " ", best)


def _aliases(name: str, best: Candidate, candidates: list[Candidate], equations: Sequence[Equation]) -> list[Alias]:
    """Other spellings first of the best candidate, then of the others, most used first, each folded form once."""
    reasons = {key: e for e in reversed(equations) for key in (e.a, e.b) if key != best.key}
    found: dict[str, Alias] = {}
    ordered = sorted(candidates, key=lambda c: (c is not best, -len(c.places), c.key))
    for candidate in ordered:
        reason = reasons.get(candidate.key)
        for surface, _ in sorted(candidate.surfaces.items(), key=lambda item: (-item[1], item[0])):
            if surface == name or (fold(surface) in found):
                continue
            if fold(surface) == fold(name) and (surface.lower() == name.lower() or has_han(surface)):
                continue
            found[fold(surface)] = _alias(surface, reason)
    return list(found.values())


def _alias(surface: str, equation: Equation | None) -> Alias:
    language = "zh" if has_han(surface) else "en"
    if equation is None:
        return Alias(surface, language, "spelling")
    return Alias(surface, language, equation.reason, equation.path, equation.line)
