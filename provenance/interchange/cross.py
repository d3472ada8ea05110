"""Rules of the dossier file that join several fields or records: pairs, spans, grades, favours."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from provenance.errors import Fault
from provenance.vocabulary import CREDIBILITY, RELIABILITY, SYMMETRIC_RELATIONS

Record = dict[str, Any]
Lists = Mapping[str, list[Any]]
Known = Mapping[str, str]
Rule = Callable[[Record, str, Known], Iterator[Fault]]


def cross_faults(lists: Lists, known: Known) -> Iterator[Fault]:
    """Faults that no single field shows. ``known`` is id → list of all records there are."""
    for name, rules in RULES.items():
        for record, where in _records(lists, name):
            for rule in rules:
                yield from rule(record, where, known)
    for name, (key_of, message) in KEYS.items():
        yield from _repeated(lists, name, key_of, message)
    yield from _favours(lists)


def _records(lists: Lists, name: str) -> Iterator[tuple[Record, str]]:
    for number, record in enumerate(lists.get(name, ())):
        if isinstance(record, dict):
            yield record, f"$.{name}[{number}]"


def _itself(record: Record, where: str, _known: Known) -> Iterator[Fault]:
    a, b = record.get("a"), record.get("b")
    if isinstance(a, str) and a == b:
        yield Fault(f"{where}.b", f"{a!r} cannot stand to itself")


def _refers_to_itself(*fields: str) -> Rule:
    def rule(record: Record, where: str, _known: Known) -> Iterator[Fault]:
        public_id = record.get("id")
        for field in fields:
            value = record.get(field)
            inside = value if isinstance(value, list) else [value]
            if isinstance(public_id, str) and public_id in inside:
                yield Fault(f"{where}.{field}", "names the record itself")

    return rule


def _span(record: Any, where: str, _known: Known) -> Iterator[Fault]:
    if not isinstance(record, dict):
        return
    start, end = record.get("start"), record.get("end")
    if isinstance(start, int) and isinstance(end, int) and end < start:
        yield Fault(f"{where}.end", f"{end} stands before the start, {start}")


def _spans_of(field: str) -> Rule:
    def rule(record: Record, where: str, known: Known) -> Iterator[Fault]:
        value = record.get(field)
        for number, part in enumerate(value if isinstance(value, list) else ()):
            yield from _span(part, f"{where}.{field}[{number}]", known)

    return rule


def _remark_quote(record: Record, where: str, known: Known) -> Iterator[Fault]:
    quote = record.get("quote")
    if not isinstance(quote, dict):
        return
    yield from _span(quote, f"{where}.quote", known)
    for field, name in (("document", "documents"), ("note", "notes")):
        value = quote.get(field)
        if isinstance(value, str) and known.get(value) != name:
            yield Fault(f"{where}.quote.{field}", f"no record of {name} has the id {value!r}")


def _grade(record: Record, where: str, known: Known) -> Iterator[Fault]:
    grade, subject = str(record.get("grade")), record.get("subject")
    if (
        grade not in (*RELIABILITY, *CREDIBILITY)
        or not isinstance(subject, str)
        or subject not in known
    ):
        return
    claim = known[subject] == "claims"
    scale = CREDIBILITY if claim else RELIABILITY
    if grade in (RELIABILITY if claim else CREDIBILITY):
        what = "a claim" if claim else "a source or person"
        yield Fault(f"{where}.grade", f"{grade!r} does not fit {what}: use {', '.join(scale)}")


def _repeated(
    lists: Lists, name: str, key_of: Callable[[Record], tuple[Any, ...]], message: str
) -> Iterator[Fault]:
    first: dict[tuple[str, ...], str] = {}
    for record, where in _records(lists, name):
        key = key_of(record)
        if not all(isinstance(part, str) for part in key):
            continue
        if key in first:
            yield Fault(where, f"{message} {first[key]}")
        else:
            first[key] = where


def _pair(record: Record) -> tuple[Any, ...]:
    a, b, kind = record.get("a"), record.get("b"), record.get("kind")
    strings = isinstance(a, str) and isinstance(b, str) and isinstance(kind, str)
    if strings and kind in SYMMETRIC_RELATIONS and str(b) < str(a):
        a, b = b, a
    return (a, b, kind)


def _favours(lists: Lists) -> Iterator[Fault]:
    """What is favoured is one side of the relation: ``a``, ``b``, or the claim's id."""
    sides: dict[Any, set[str]] = {
        record["id"]: {"a", "b", record["a"], record["b"]}
        for record, _ in _records(lists, "relations")
        if all(isinstance(record.get(key), str) for key in ("id", "a", "b"))
    }
    for name, field in (("cases", "relation"), ("remarks", "subject")):
        for record, where in _records(lists, name):
            favours, relation = record.get("favours"), record.get(field)
            if not isinstance(favours, str) or not isinstance(relation, str):
                continue
            if relation in sides and favours not in sides[relation]:
                allowed = ", ".join(sorted(sides[relation]))
                yield Fault(f"{where}.favours", f"{favours!r} is no side of it: use {allowed}")


RULES: dict[str, tuple[Rule, ...]] = {
    "ties": (_itself,),
    "dependences": (_itself,),
    "relations": (_itself,),
    "distinctions": (_itself,),
    "sources": (_refers_to_itself("members"),),
    "citations": (_refers_to_itself("resolves_to", "quoted_in"), _span),
    "notes": (_spans_of("markers"),),
    "claims": (_spans_of("quotes"),),
    "remarks": (_remark_quote,),
    "ratings": (_grade,),
}
KEYS: dict[str, tuple[Callable[[Record], tuple[Any, ...]], str]] = {
    "relations": (_pair, "repeats the relation"),
    "attributions": (
        lambda r: (r.get("claim"), r.get("source"), r.get("polarity") or "asserts"),
        "has the claim, source and polarity of",
    ),
    "cases": (lambda r: (r.get("relation"),), "is a second case of the relation of"),
}
