"""Ledger lines in plain words: ``render`` for a reader, ``subject`` for the JSON key "input"."""

from collections.abc import Callable

from provenance.scoring.codes import (
    Access,
    Directness,
    Grade,
    Interest,
    LinkBasis,
    RelationKind,
    RemarkVerdict,
    word,
)
from provenance.scoring.hedges import Hedge
from provenance.scoring.ledger import Line, Names, Rule

NOTHING = 5e-4
SLIGHT = 0.2
STRONG = 1.1


def effect(log_odds: float) -> str:
    """Direction and size in a word or two: below 0.2 slightly, from 1.1 strongly."""
    if abs(log_odds) < NOTHING:
        return "adds nothing"
    verb = "raises" if log_odds > 0 else "lowers"
    if abs(log_odds) < SLIGHT:
        return f"{verb} slightly"
    return f"{verb} strongly" if abs(log_odds) >= STRONG else verb


def subject(line: Line, names: Names) -> str:
    """What the line rests on: a source, a claim, a document, a question, or the rule itself."""
    if line.question >= 0:
        return names.of("questions", line.question)
    if line.other >= 0:
        return names.of("claims", line.other)
    if line.source >= 0:
        return names.of("sources", line.source)
    if line.document >= 0:
        return names.of("documents", line.document)
    return str(line.rule)


def render(line: Line, names: Names) -> str:
    """One finished sentence fragment: who or what, why, and the effect."""
    words = _WORDS[line.rule](line, names)
    return f"{words}: {effect(line.log_odds)}"


def _grade(line: Line, names: Names) -> str:
    who = names.of("sources", line.source)
    if line.detail < 0:
        return f"{who}, not rated"
    if line.detail == Grade.F:
        return f"{who}, reliability cannot be judged (F)"
    more = f" by {line.behind} raters together" if line.behind > 1 else ""
    return f"{who}, rated {word(Grade, line.detail)}{more}"


def _of_source(text: str) -> Callable[[Line, Names], str]:
    return lambda line, names: f"{names.of('sources', line.source)}: {text}"


_STANCES: dict[int, str] = {
    Interest.AGAINST_INTEREST: "says it against his own interest",
    Interest.SELF_SERVING: "it serves him to say so",
    Interest.ABOUT_A_RIVAL: "speaks about a rival",
}


def _stance(line: Line, names: Names) -> str:
    return f"{names.of('sources', line.source)}: {_STANCES.get(line.detail, 'no interest')}"


_NEARNESS: dict[int, str] = {
    Access.OWN: "speaks of his own organisation",
    Access.ALLY: "speaks of an ally",
    Access.RIVAL: "speaks of a rival, from outside",
    Access.OTHER: "speaks of others, from outside",
}


def _access(line: Line, names: Names) -> str:
    how = "how near he stands is not known" if line.detail < 0 else _NEARNESS[line.detail]
    return f"{names.of('sources', line.source)}: {how}"


def _link(line: Line, names: Names) -> str:
    basis = word(LinkBasis, line.detail)
    return f"{names.of('sources', line.source)}: tied to the claim by {basis}"


def _directness(line: Line, names: Names) -> str:
    how = word(Directness, line.detail)
    return f"{names.of('sources', line.source)}: directness {how}"


_HEDGES: dict[int, str] = {
    Hedge.DISTANCED: "the author reports without vouching",
    Hedge.MODAL: "the author hedges",
    Hedge.UNCONFIRMED: "the author says it is not confirmed",
}


def _hedge(line: Line, names: Names) -> str:
    return f"{names.of('sources', line.source)}: {_HEDGES[line.detail]}"


_PASSIVE: dict[int, str] = {
    RelationKind.CORROBORATES: "corroborated by",
    RelationKind.REPEATS: "repeated by",
    RelationKind.SUPPORTS: "supported by",
    RelationKind.PRESUPPOSES: "presupposed by",
    RelationKind.CONTRADICTS: "contradicted by",
    RelationKind.IN_TENSION: "in tension with",
    RelationKind.UNDERMINES: "undermined by",
}


def _relation(line: Line, names: Names) -> str:
    other = names.of("claims", line.other)
    if line.relation < 0:
        return f"Its figure agrees with {other}"
    return f"{_PASSIVE[line.detail].capitalize()} {other}"


_REMARKS: dict[int, str] = {
    RemarkVerdict.ENDORSES: "endorses it",
    RemarkVerdict.DOUBTS: "doubts it",
    RemarkVerdict.PARTLY: "endorses it in part",
    RemarkVerdict.NOT_ESTABLISHED: "calls it not established",
}


def _remark(line: Line, names: Names) -> str:
    who = "The author" if line.source < 0 else names.of("sources", line.source)
    return f"{who} {_REMARKS[line.detail]}"


_REGARD: dict[int, str] = {
    RemarkVerdict.ENDORSES: "the author trusts this source",
    RemarkVerdict.DOUBTS: "the author doubts this source",
    RemarkVerdict.PARTLY: "the author trusts this source in part",
    RemarkVerdict.NOT_ESTABLISHED: "the author holds its reliability not established",
}


def _regard(line: Line, names: Names) -> str:
    return f"{names.of('sources', line.source)}: {_REGARD[line.detail]}"


_ON_QUESTIONS: dict[int, str] = {
    RemarkVerdict.ENDORSES: "; the author trusts that one holds",
    RemarkVerdict.DOUBTS: "; the author doubts that any holds",
    RemarkVerdict.NOT_ESTABLISHED: "; the author holds it not established that any does",
}


def _question(line: Line, _names: Names) -> str:
    more = _ON_QUESTIONS.get(line.detail, "")
    return f"Rival answers to the same question share what is likely{more}"


def _prior(line: Line, _names: Names) -> str:
    return "Before any evidence, a sweeping claim" if line.detail == 1 else "Before any evidence"


def _document(line: Line, names: Names) -> str:
    which = "an unnamed document" if line.document < 0 else names.of("documents", line.document)
    return f"All of it reached us through {which}, which limits what it can show"


def _decision(line: Line, names: Names) -> str:
    return f"The case against {names.of('claims', line.other)} was resolved against this claim"


def _verdict(line: Line, names: Names) -> str:
    who = "The author" if line.source < 0 else names.of("sources", line.source)
    return f"{who} finds for {names.of('claims', line.other)} instead"


def _presupposed(line: Line, names: Names) -> str:
    return f"It takes for granted {names.of('claims', line.other)}, which is doubtful"


def _fixed(text: str) -> Callable[[Line, Names], str]:
    return lambda _line, _names: text


def _organisation(line: Line, names: Names) -> str:
    return f"{names.of('sources', line.source)}: shares an organisation with another voice here"


_WORDS: dict[Rule, Callable[[Line, Names], str]] = {
    Rule.PRIOR: _prior,
    Rule.GRADE: _grade,
    Rule.RECORD: _of_source("what counts is the record that it was said or exists"),
    Rule.REGARD: _regard,
    Rule.STANCE: _stance,
    Rule.KIND: _of_source("this kind of claim can hardly be witnessed"),
    Rule.ACCESS: _access,
    Rule.LINK: _link,
    Rule.DIRECTNESS: _directness,
    Rule.VIA: _of_source("it came to us through others"),
    Rule.HEDGE: _hedge,
    Rule.OPPOSED: _of_source("the same origin also says the opposite"),
    Rule.REPEAT: _of_source("the same origin already counts"),
    Rule.SILENT: _of_source("does not recall, or declines to say"),
    Rule.SAME_ORGANISATION: _organisation,
    Rule.SHARED_INTEREST: _of_source("it serves him as it serves another voice here"),
    Rule.SECOND_VOICE: _of_source("independence of the other voices is not established"),
    Rule.POOLED: _fixed("Voices without a note count together through one weak link"),
    Rule.DOCUMENT: _document,
    Rule.REMARK: _remark,
    Rule.AUTHOR_CAP: _fixed("What an author adds of his own counts no further than this"),
    Rule.NOT_ESTABLISHED: _remark,
    Rule.SUPPORT: _relation,
    Rule.ATTACK: _relation,
    Rule.PRESUPPOSED: _presupposed,
    Rule.VERDICT: _verdict,
    Rule.DECISION: _decision,
    Rule.RELATIONS: _fixed("What comes through other claims counts together, with a limit"),
    Rule.QUESTION: _question,
    Rule.LIMIT: _fixed("Nothing is scored as more certain than 99 in 100"),
}
