"""Notes to a concept graph: the whole flow."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from extract.background import background, boosted
from extract.cache import Cache
from extract.concepts.aliases import Names, group
from extract.concepts.building import build_concepts
from extract.concepts.candidates import gather
from extract.concepts.found import Found
from extract.concepts.kinds import with_kinds
from extract.concepts.mentions import Mention
from extract.concepts.passages import explain
from extract.concepts.selection import probabilities
from extract.engines import read_all
from extract.general_language import specificity
from extract.lexicon import setting, word_list
from extract.occurrences import Finder, Occurrence
from extract.prerequisites import learning_order
from extract.reading.document import Document
from extract.reading.folder import find_notes
from extract.relations.extraction import extract_relations
from graph.errors import NoteError
from graph.importance import importance
from graph.model import Concept, ConceptGraph, NoteInfo, Relation

Progress = Callable[[str, int, int], None]
"""Called with a stage or path, how many are done, and how many there are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How to extract."""

    lexicon: bool = True
    """Whether data/lexicon may add names, kinds and background relations."""
    jobs: int = 1
    """Worker processes that read notes."""
    cache: Path | None = None
    """Folder of the per-note cache; None for no cache."""


def extract(
    sources: Sequence[Path], options: Options | None = None, *, progress: Progress | None = None
) -> ConceptGraph:
    """Return the graph of the notes in some files and folders; NoteError where nothing can be read.

    A note that cannot be read becomes a warning of the graph. The same notes give the same graph, whatever the
    order of the sources, the number of jobs and the state of the cache.
    """
    options = options or Options()
    report = progress or (lambda *_: None)
    notes = find_notes(sources)
    readings = read_all(notes, jobs=options.jobs, cache=Cache(options.cache), progress=report)
    documents = [r.document for r in readings if r.document is not None]
    warnings = tuple(w for r in readings for w in r.warnings)
    if not documents:
        raise NoteError(f"none of {len(notes)} notes can be read", place=warnings[0].path, remedy=warnings[0].message)
    report("concepts", 0, 4)
    found = find_concepts(documents, [r.mentions for r in readings if r.document is not None], options)
    report("relations", 1, 4)
    reading = extract_relations(found)
    known = background(found.concepts, reading.relations) if options.lexicon else []
    report("learning order", 2, 4)
    required = learning_order(found.concepts, reading, known)
    report("graph", 3, 4)
    graph = _graph(sources, found, [*reading.relations, *known, *required.relations])
    graph.warnings = (*warnings, *required.warnings)
    report("graph", 4, 4)
    return graph


def find_concepts(
    documents: Sequence[Document], mentions: Sequence[tuple[Mention, ...]], options: Options | None = None
) -> Found:
    """Return the concepts with their passages, and where the text names them."""
    lexicon = (options or Options()).lexicon
    candidates = gather(documents, mentions)
    likely = probabilities(documents, candidates)
    likely = boosted(likely, candidates) if lexicon else likely
    names = Names(documents, candidates, likely, float(setting("selection.cut")), lexicon)
    built = build_concepts(names, group(names))
    concepts = with_kinds([concept for concept, _ in built], lexicon=lexicon)
    marks = mark(documents, concepts)
    surest = {concept.id: max(likely[key] for key in group.keys) for concept, group in built}
    # A name that only ever stands inside longer ones has no passage: it is a piece of them.
    explained = [concept for concept in explain(concepts, documents, marks) if concept.passages]
    return Found(documents, explained, marks, surest)


def mark(documents: Sequence[Document], concepts: Sequence[Concept]) -> dict[tuple[int, int], list[Occurrence]]:
    """Return (document, block) -> where its text names concepts."""
    finder = Finder(concepts)
    sources = [document.last_section(word_list("references")) for document in documents]
    return {
        (number, block.index): found
        for number, document in enumerate(documents)
        for block in document.blocks
        if block.text and block.index not in sources[number] and (found := finder.find(block.text))
    }


def _graph(sources: Sequence[Path], found: Found, relations: Sequence[Relation]) -> ConceptGraph:
    graph = ConceptGraph(
        title=_title(sources),
        notes=tuple(NoteInfo(d.path, d.title, d.language, len(d.lines)) for d in found.documents),
    )
    for concept in found.concepts:
        graph.add_concept(concept)
    for relation in relations:
        graph.add_relation(relation)
    weights = {id: weight * specificity(graph.concept(id).name) for id, weight in importance(graph).items()}
    most = max(weights.values(), default=1.0) or 1.0
    for concept in list(graph.concepts()):
        graph.add_concept(replace(concept, importance=round(weights[concept.id] / most, 4)))
    return graph


def _title(sources: Sequence[Path]) -> str:
    return " + ".join(sorted(source.resolve().name for source in sources))
