"""What is known of a candidate, as numbers for `extract.concepts.selection`."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from extract.concepts.candidates import Candidate, Place
from extract.concepts.phrases import is_frame
from extract.general_language import (
    UNKNOWN,
    adjectiveness,
    chinese_frequency,
    collocation,
    english_frequency,
    english_lemmas,
    singular,
    verbness,
)
from extract.language import has_han
from extract.reading.document import BlockKind, Document
from extract.tokens import Token, is_word, tokenize

Features = dict[str, float]


@dataclass(frozen=True, slots=True)
class Corpus:
    """Counts over all candidates that single candidates are held against."""

    documents: Sequence[Document]
    candidates: Mapping[str, Candidate]
    holders: Mapping[Place, tuple[tuple[int, str], ...]]
    """Place of a start -> lengths and keys of the candidates that start there."""
    heads: Mapping[str, int]
    """Last word -> number of candidates with a clue that end with it."""
    firsts: Mapping[str, int]
    """First word -> number of candidates with a clue that start with it."""
    words: int
    """Words in the documents."""


def corpus(documents: Sequence[Document], candidates: Mapping[str, Candidate]) -> Corpus:
    """Return the counts over all candidates."""
    holders: dict[Place, list[tuple[int, str]]] = defaultdict(list)
    heads: Counter[str] = Counter()
    firsts: Counter[str] = Counter()
    for key, candidate in candidates.items():
        size = len(candidate.surface)
        for place in candidate.places:
            holders[place].append((size, key))
        words = [t for t in _tokens(candidate.surface) if is_word(t)]
        if len(words) > 1 and (len(candidate.places) > 1 or set(candidate.clues) - {"phrase_inner", "phrase_whole"}):
            heads[words[-1].text.lower()] += 1
            firsts[words[0].text.lower()] += 1
    total = sum(len(d.lines) and sum(len(b.text) for b in d.blocks) for d in documents) / 2
    return Corpus(
        documents, candidates, {p: tuple(sorted(h)) for p, h in holders.items()}, heads, firsts, int(total) + 1
    )


def features(candidate: Candidate, corpus: Corpus) -> Features:
    """Return the features of a candidate: name -> number."""
    surface = candidate.surface
    tokens = [t for t in _tokens(surface) if is_word(t)]
    return {
        **_clue_features(candidate),
        **_count_features(candidate, corpus),
        **_form_features(surface, tokens),
        **_word_features(surface, tokens, candidate, corpus),
        **_english_features(tokens),
        **_context_features(candidate, corpus),
    }


def _tokens(surface: str) -> tuple[Token, ...]:
    return tokenize(surface, "zh" if has_han(surface) else "en")


def _clue_features(candidate: Candidate) -> Features:
    found: Features = {}
    for clue, count in candidate.clues.items():
        found[f"clue.{clue}"] = math.log2(1 + min(count, 16))
    strong = {c.split("_")[0] for c in candidate.clues} - {"phrase"}
    found["clues.kinds"] = float(len(strong))
    found["clues.none"] = float(not strong)
    return found


def _count_features(candidate: Candidate, corpus: Corpus) -> Features:
    places = len(candidate.places)
    blocks = {(d, b) for d, b, _ in candidate.places}
    sections = {(d, corpus.documents[d].blocks[b].heading) for d, b in blocks}
    headings = sum(corpus.documents[d].blocks[b].kind is BlockKind.HEADING for d, b in blocks)
    whole, inner = candidate.clues["phrase_whole"], candidate.clues["phrase_inner"]
    return {
        "count.places": math.log2(1 + places),
        "count.sections": math.log2(1 + len(sections)),
        "count.documents": len(candidate.documents) / len(corpus.documents),
        "count.headings": math.log2(1 + headings),
        "count.once": float(places <= 1),
        "count.whole": whole / (whole + inner) if whole + inner else 1.0,
        "count.whole_some": float(whole > 0),
        "count.rate": math.log2((places + 0.5) / corpus.words * 1e4),
        **_nesting(candidate, corpus),
    }


def _nesting(candidate: Candidate, corpus: Corpus) -> Features:
    """How far the candidate stands alone and not only inside longer ones (after the C-value of Frantzi, 2000)."""
    size = len(candidate.surface)
    longer: Counter[str] = Counter()
    covered = 0
    for d, b, start in candidate.places:
        outer = {
            key
            for back in range(25)
            for length, key in corpus.holders.get((d, b, start - back), ())
            if back + size <= length and length > size
        }
        longer.update(outer)
        covered += bool(outer)
    places = max(1, len(candidate.places))
    return {
        "nest.free": 1 - covered / places,
        "nest.longer": math.log2(1 + len(longer)),
        "nest.top_share": max(longer.values(), default=0) / places,
    }


def _form_features(surface: str, tokens: list[Token]) -> Features:
    latin = not has_han(surface)
    first = surface[:1]
    words = len(tokens) or 1
    return {
        "form.chars": float(min(len(surface), 30)) if latin else float(min(len(surface), 16)) * 2,
        "form.words": float(words),
        f"form.words_{min(words, 5)}": 1.0,
        "form.latin": float(latin),
        "form.mixed": float(not latin and bool(re.search("[A-Za-z]", surface))),
        "form.abbreviation": float(bool(re.fullmatch(r"[A-Z][A-Z0-9+#/.-]{1,7}s?", surface))),
        "form.camel": float(bool(re.search(r"[a-z][A-Z]|[A-Z]{2,}[a-z]", surface))),
        "form.capital": float(latin and first.isupper()),
        "form.title": float(latin and words > 1 and all(t.text[:1].isupper() for t in tokens)),
        "form.digit": float(bool(re.search(r"\d", surface))),
        "form.number_end": float(bool(re.search(r"\d$", surface))),
        "form.short": float(len(surface) <= 2),
        "form.single_han": float(len(surface) == 1),
        "form.hyphen": float("-" in surface),
        "form.symbols": float(bool(re.search(r"[^\w\s\-·.]", surface))),
        "form.dots": float(bool(re.search(r"\w\.\w", surface))),
        "form.frame": float(is_frame(surface)),
        "form.frame_number": float(is_frame(re.sub(r"[\s\d.]+$", "", surface)) and bool(re.search(r"\d$", surface))),
        "form.ordinal": float(bool(re.match(r"第[一二三四五六七八九十\d]", surface))),
    }


def _word_features(surface: str, tokens: list[Token], candidate: Candidate, corpus: Corpus) -> Features:
    rates = [_general(t) for t in tokens] or [UNKNOWN]
    tags = [t.tag for t in tokens] or ["x"]
    whole = chinese_frequency(surface) if has_han(surface) else english_frequency(singular(surface))
    last, first = (tokens[-1].text.lower(), tokens[0].text.lower()) if tokens else ("", "")
    alone = len(tokens) == 1
    return {
        "word.rarest": min(rates),
        "word.commonest": max(rates),
        "word.mean": sum(rates) / len(rates),
        "word.first": rates[0],
        "word.last": rates[-1],
        "word.unknown": float(sum(r == UNKNOWN for r in rates)),
        "word.known_whole": float(whole != UNKNOWN),
        "word.whole": whole,
        "word.whole_common": float(whole > 1.5),
        "word.specific": math.log10((len(candidate.places) + 0.5) / corpus.words * 1e6) - max(whole, UNKNOWN),
        "word.head_family": math.log2(1 + corpus.heads[last]),
        "word.first_family": math.log2(1 + corpus.firsts[first]),
        "word.as_head": math.log2(1 + corpus.heads[surface.lower()]),
        "word.as_first": math.log2(1 + corpus.firsts[surface.lower()]),
        f"tag.first_{tags[0]}": 1.0,
        f"tag.last_{tags[-1]}": 1.0,
        f"tag.all_{''.join(tags[:3])}": 1.0 if len(tags) <= 3 else 0.0,
        f"tag.alone_{tags[0]}": float(alone),
        "word.frame_first": float(is_frame(first) and not alone),
        "word.frame_last": float(is_frame(last) and not alone),
    }


def _english_features(tokens: list[Token]) -> Features:
    """Whether English words make a noun phrase: no verb in front, no plural inside, words that go together."""
    if not tokens or any(has_han(t.text) for t in tokens):
        return {}
    words = [t.text for t in tokens]
    plurals = [singular(w.lower()) != w.lower() and not w.isupper() for w in words[:-1]]
    pairs = [collocation(a, b) for a, b in pairwise(words)]
    return {
        "en.first_verb": verbness(words[0]),
        "en.last_verb": verbness(words[-1]),
        "en.inner_verb": max((verbness(w) for w in words[1:-1]), default=-1.0),
        "en.first_adjective": adjectiveness(words[0]),
        "en.plural_inside": float(any(plurals)),
        "en.plural": float(singular(words[-1].lower()) != words[-1].lower()),
        "en.collocation": sum(pairs) / len(pairs) if pairs else 0.0,
        "en.strange_pair": float(sum(p == 0 for p in pairs)),
        "en.first_ing": float(words[0].lower().endswith("ing") and len(words) > 1),
        "en.first_ed": float(words[0].lower().endswith("ed") and len(words) > 1),
        "en.last_noun": float("NOUN" in english_lemmas(words[-1].lower())),
        "en.only_verb": float(set(english_lemmas(words[0].lower())) == {"VERB"}),
    }


def _general(token: Token) -> float:
    if has_han(token.text):
        return chinese_frequency(token.text)
    return english_frequency(singular(token.text.lower()))


def _context_features(candidate: Candidate, corpus: Corpus) -> Features:
    """How varied the neighbours are: a term meets many words on both sides."""
    left: Counter[str] = Counter()
    right: Counter[str] = Counter()
    size = len(candidate.surface)
    for d, b, start in sorted(candidate.places)[:200]:
        text = corpus.documents[d].blocks[b].text
        left[text[max(0, start - 1) : start]] += 1
        right[text[start + size : start + size + 1]] += 1
    total = max(1, sum(left.values()))
    edge = sum(n for c, n in left.items() if not c or not c.isalnum()) / total
    edge_right = sum(n for c, n in right.items() if not c or not c.isalnum()) / total
    return {
        "context.left": _entropy(left),
        "context.right": _entropy(right),
        "context.edge_left": edge,
        "context.edge_right": edge_right,
        "context.lists": math.log2(1 + left["、"] + right["、"] + left[","] + right[","]),
        "context.of_before": (right["的"]) / total,
        "context.of_after": (left["的"]) / total,
    }


def _entropy(counts: Counter[str]) -> float:
    total = sum(counts.values()) or 1
    return -sum(n / total * math.log2(n / total) for n in counts.values())
