"""Interview questions from the graph."""

from __future__ import annotations

from graph.drill import Question, drill
from graph.model import Concept, ConceptGraph, Evidence, Passage, Relation
from tests.graph.lessons import lesson

_KINDS_OF_PEFT = ("LoRA", "Adapter", "Prefix Tuning", "Prompt Tuning", "IA3")


def _family() -> ConceptGraph:
    """Return methods of fine-tuning with a grandparent, their problems, and a stranger."""
    graph = ConceptGraph()
    for name in (*_KINDS_OF_PEFT, "PEFT", "微调", "量化", "显存不足", "遗忘", "延迟", "RAG", "PEFT LoRA"):
        graph.add_concept(Concept(name, name))
    for name in _KINDS_OF_PEFT:
        _say(graph, name, "PEFT", "is_a")
    for name in ("PEFT", "量化"):
        _say(graph, name, "微调", "is_a")
    for method, problem in (("LoRA", "显存不足"), ("Adapter", "遗忘"), ("Prefix Tuning", "延迟")):
        _say(graph, method, problem, "solves")
    return graph


def _say(graph: ConceptGraph, source: str, target: str, kind: str, confidence: float = 0.9, origin: str = "") -> None:
    evidence = (Evidence("a.md", 7, f"{source} {kind} {target}。"),)
    graph.add_relation(Relation(source, target, kind, origin or "extracted", confidence, evidence))


def _of(questions: list[Question], kind: str, name: str) -> Question:
    return next(q for q in questions if q.kind == kind and q.about[0].name == name)


def test_each_relation_asks_its_question_and_quotes_its_answer() -> None:
    questions = drill(_family(), ["LoRA"])
    assert [q.wording("zh") for q in questions] == ["LoRA 属于什么？", "LoRA 解决什么问题？"]
    assert [q.wording("en") for q in questions] == ["What kind of thing is LoRA?", "Which problem does LoRA solve?"]
    assert [q.quotes for q in questions] == [
        (Evidence("a.md", 7, "LoRA is_a PEFT。"),),
        (Evidence("a.md", 7, "LoRA solves 显存不足。"),),
    ]


def test_wrong_options_are_siblings_of_the_answer() -> None:
    question = _of(drill(_family(), ["LoRA"]), "is_a", "LoRA")
    assert sorted(option.name for option in question.options) == ["PEFT", "量化"]


def test_wrong_options_may_be_what_siblings_solve() -> None:
    question = _of(drill(_family(), ["LoRA"]), "solves", "LoRA")
    assert sorted(option.name for option in question.options) == ["延迟", "显存不足", "遗忘"]


def test_options_of_the_same_kind_come_first() -> None:
    graph = _family()
    for number in range(5):
        kind = "method" if number == 4 else "problem"
        graph.add_concept(Concept(f"c{number}", f"c{number}", kind=kind, importance=1 - number / 10))
        _say(graph, f"c{number}", "微调", "is_a")
    graph.add_concept(Concept("PEFT", "PEFT", kind="method"))
    options = _of(drill(graph, ["LoRA"]), "is_a", "LoRA").options
    assert {option.name for option in options} == {"PEFT", "c4", "c0", "c1"}


def test_nothing_that_could_be_defended_as_right_is_a_wrong_option() -> None:
    graph = _family()
    _say(graph, "LoRA", "量化", "uses")
    assert _of(drill(graph, ["LoRA"]), "is_a", "LoRA").options == ()
    graph = _family()
    _say(graph, "微调", "量化", "is_a")
    assert _of(drill(graph, ["LoRA"]), "is_a", "LoRA").options == ()


def test_without_siblings_the_question_is_open() -> None:
    graph = ConceptGraph()
    for name in ("a", "b"):
        graph.add_concept(Concept(name, name))
    _say(graph, "a", "b", "solves")
    assert drill(graph, ["a"])[0].options == ()


def test_options_are_never_random_but_stand_in_different_places() -> None:
    first, again = drill(_family(), _KINDS_OF_PEFT), drill(_family(), _KINDS_OF_PEFT)
    assert first == again
    asked = [q for q in first if q.options]
    assert len({q.options.index(q.answers[0]) for q in asked}) > 1


def test_what_the_notes_do_not_say_surely_is_not_asked() -> None:
    graph = _family()
    _say(graph, "LoRA", "PEFT", "is_a", confidence=0.5)
    _say(graph, "Adapter", "PEFT", "is_a", origin="lexicon")
    graph.add_relation(Relation("IA3", "PEFT", "is_a"))
    assert [q.kind for q in drill(graph, ["LoRA", "Adapter", "IA3"])] == ["solves", "solves"]


def test_a_name_that_tells_the_answer_is_not_asked_after() -> None:
    graph = _family()
    _say(graph, "PEFT LoRA", "PEFT", "is_a")
    assert drill(graph, ["PEFT LoRA"]) == []


def test_a_contrast_is_asked_once_with_the_later_concept_and_holds_the_definitions() -> None:
    graph = _family()
    passage = Passage("a.md", 7, 12, "section", ("区别",), "## LoRA 和 Adapter 的区别\n\n" + "前者可以合并回权重。" * 4)
    definition = Evidence("a.md", 2, "LoRA 训练两个低秩矩阵。")
    graph.add_concept(Concept("LoRA", "LoRA", definition=definition, passages=(passage,)))
    _say(graph, "LoRA", "Adapter", "contrasts_with")
    questions = [q for q in drill(graph, ["Adapter", "量化", "LoRA"]) if q.kind == "contrasts_with"]
    assert [q.wording("zh") for q in questions] == ["Adapter 和 LoRA 的区别？"]
    assert questions[0].quotes == (Evidence("a.md", 7, "LoRA contrasts_with Adapter。"), definition)
    assert questions[0].passage == passage


def test_a_contrast_with_a_concept_outside_is_asked_too() -> None:
    graph = _family()
    _say(graph, "LoRA", "Adapter", "contrasts_with")
    assert [q.kind for q in drill(graph, ["LoRA"])][-1] == "contrasts_with"


def test_a_circle_of_kinds_does_no_harm() -> None:
    graph = _family()
    _say(graph, "微调", "LoRA", "is_a")
    assert drill(graph, ["LoRA", "微调"])


def test_ids_stay_when_answers_are_added() -> None:
    graph = _family()
    before = {q.id for q in drill(graph, _KINDS_OF_PEFT)}
    _say(graph, "LoRA", "量化", "is_a")
    assert {q.id for q in drill(graph, _KINDS_OF_PEFT)} == before


def test_a_derivation_is_asked_even_where_the_name_hints_at_it() -> None:
    assert [q.wording("en") for q in drill(lesson(), ["qlora"])] == ["What does QLoRA derive from?"]


def test_an_empty_list_has_no_questions() -> None:
    assert drill(ConceptGraph(), []) == []
