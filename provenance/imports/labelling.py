"""A new source's label, made from type, role and organisation: "IS-K (F) commander, interview"."""

from collections.abc import Iterable, Sequence

from provenance.ingest.types import CitationRead
from provenance.ingest.works import read_work
from provenance.vocabulary import SOURCE_TYPES

INTERVIEW, ANONYMOUS = SOURCE_TYPES[0], SOURCE_TYPES[1]
SPOKEN = {INTERVIEW: "interview", ANONYMOUS: "contact"}
LONGEST = 110


def label_for(citation: CitationRead) -> str:
    """What to call the source of a citation until somebody words it better."""
    if citation.type in SPOKEN:
        return _shorten(_spoken(citation))
    return _shorten(_written(citation))


def tell_apart(
    labels: Sequence[str], citations: Sequence[CitationRead], taken: Iterable[str]
) -> list[str]:
    """Labels that occur twice get their date, their place or a number behind them."""
    used = set(taken)
    result = []
    for label, citation in zip(labels, citations, strict=True):
        repeated = label in used or labels.count(label) > 1
        chosen = _with_detail(label, citation, used) if repeated else label
        used.add(chosen)
        result.append(chosen)
    return result


def _with_detail(label: str, citation: CitationRead, used: set[str]) -> str:
    date = citation.date.verbatim if citation.date else ""
    details = [date, f"{citation.place}, {date}" if citation.place and date else ""]
    for detail in filter(None, details):
        if f"{label} ({detail})" not in used:
            return f"{label} ({detail})"
    number = 2
    while f"{label} ({number})" in used:
        number += 1
    return f"{label} ({number})"


def _spoken(citation: CitationRead) -> str:
    occasion = SPOKEN[citation.type]
    if citation.cardinality == "several":
        occasion += "s"
    group = _joined(citation.organisations)
    if citation.person:
        who = citation.person
    elif citation.role and citation.role != "contact":
        who = f"{group} {citation.role}".strip()
        if citation.principal:
            who = f"{who[:1].upper()}{who[1:]} to {citation.principal}"
    else:
        who = group
    if not who:
        return citation.text
    return f"{who}, {occasion}"


def _written(citation: CitationRead) -> str:
    work = read_work(citation.text)
    author, title = citation.author or work.author, citation.title or work.title
    named = ", ".join(filter(None, (author, title)))
    return named or citation.text


def _joined(names: Sequence[str]) -> str:
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} and {names[-1]}"


def _shorten(text: str) -> str:
    words = " ".join(text.split()).rstrip(" .,;")
    if len(words) <= LONGEST:
        return words
    return words[:LONGEST].rsplit(" ", 1)[0].rstrip(" .,;") + " …"
