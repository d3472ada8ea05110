"""What a search must find, worked out from a dossier's lists without any database."""

import random
from collections.abc import Iterable, Iterator
from typing import Any

from provenance.search.query import Query, Term
from provenance.search.tokens import words_of

VOCABULARY = (
    *("Commander", "commander’s", "fighters", "FIGHTERS", "fighting", "Ğulām", "gulam", "Straße"),
    *("strasse", "600", "6", "كتاب", "كِتاب", "Талибан", "талибан", "东京", "near", "NOT", "co-op"),
    *("coop", "o'clock", "leak", "C-1", "S-2", "½", "ﬁnal", "x"),
)
Lists = dict[str, list[dict[str, Any]]]


def lists(chance: random.Random, claims: int = 14) -> Lists:
    """Claims on sources, citations, notes and quotes, all in few words."""

    def words(most: int = 5) -> str:
        return " ".join(chance.choices(VOCABULARY, k=chance.randrange(1, most)))

    few = range(1, 5)
    return {
        "documents": [{"id": "D-1", "title": words()}],
        "notes": [{"id": f"N-{n}", "document": "D-1", "label": str(n), "text": words(300)}
                  for n in few],
        "sources": [{"id": f"S-{n}", "label": words(), "place": words()} for n in few],
        "citations": [{"id": f"T-{n}", "note": f"N-{n}", "text": words(), "source": f"S-{n}"}
                      for n in few],
        "claims": [
            {"id": f"C-{n}", "text": words(8), "topics": [words(), words()],
             "quotes": [{"note": f"N-{chance.choice(few)}", "exact": words()}][: n % 2]}
            for n in range(claims)
        ],
        "attributions": [
            {"id": f"A-{n}", "claim": f"C-{chance.randrange(claims)}", "source": f"S-{1 + n % 4}",
             "citations": [f"T-{1 + n % 4}"][: n % 3]}
            for n in range(0, claims, 3)
        ],
    }  # fmt: skip


def queries(chance: random.Random, number: int) -> Iterator[str]:
    """Words, phrases, beginnings, exclusions, and what somebody types by mistake."""
    for _ in range(number):
        parts = []
        for _ in range(chance.randrange(1, 4)):
            word = chance.choice(VOCABULARY)
            phrase = f'"{word} {chance.choice(VOCABULARY)}"'
            shapes = (word, word[:2] + "*", f"-{word}", phrase, f"-{phrase}", word + '"', "* -")
            parts.append(chance.choice(shapes))
        yield " ".join(parts)


def found(given: Lists, query: Query) -> set[str]:
    """Ids of the claims in which, or in what they rest on, every term stands and no unwanted one."""
    return {
        claim["id"]
        for claim in given["claims"]
        if all(
            _stands(list(_texts(given, claim)), term) is not term.without for term in query.terms
        )
    }


def _texts(given: Lists, claim: dict[str, Any]) -> Iterator[str]:
    yield from (claim["id"], claim["text"], *claim["topics"])
    mine = [each for each in given["attributions"] if each["claim"] == claim["id"]]
    sources = {each["source"] for each in mine}
    citations = {one for each in mine for one in each["citations"]}
    notes = {each["note"] for each in given["citations"] if each["id"] in citations}
    for quote in claim["quotes"]:
        yield quote["exact"]
        notes.add(quote["note"])
    for kind, wanted, fields in (
        ("sources", sources, ("id", "label", "place")),
        ("citations", citations, ("id", "text")),
        ("notes", notes, ("id", "text")),
    ):
        yield from (each[name] for each in given[kind] if each["id"] in wanted for name in fields)


def _stands(texts: Iterable[str], term: Term) -> bool:
    for text in texts:
        words = words_of(text)
        for at in range(len(words) - len(term.words) + 1):
            here = words[at : at + len(term.words)]
            last = here[-1].startswith(term.words[-1]) if term.begins else here == list(term.words)
            if here[:-1] == list(term.words[:-1]) and last:
                return True
    return False
