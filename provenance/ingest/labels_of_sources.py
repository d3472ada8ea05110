"""The short label of a source: from its type, role and organisation, as it is shown beside claims.

"IS-K (F) commander, interview"; "Quetta Shura, contact"; a book is its author and short title.
"""

import re

from provenance.ingest import kinds
from provenance.ingest.informants import HEADS
from provenance.ingest.letters import compiled
from provenance.ingest.types import CitationRead

_WORDS = {
    kinds.INTERVIEW: "interview",
    kinds.ANONYMOUS: "contact",
    kinds.LETTER: "letter",
    kinds.COURT: "court document",
    kinds.OFFICIAL: "official document",
    kinds.NEWS: "news report",
    kinds.DATASET: "dataset",
    kinds.ARCHIVE: "archive",
    kinds.WEB: "web",
}
_MANY = 3
_MAX_TITLE = 60
_MAX_WORDS = 80
_SUBTITLE = compiled(r"(?<=\w)\s?[:?—–]\s")
_SIGNS = compiled(r"[*_“”\"«»]")


def label_of(citation: CitationRead) -> str:
    """The label of the source that ``citation`` describes."""
    if citation.type in (kinds.INTERVIEW, kinds.ANONYMOUS):
        return _label_of_people(citation)
    if citation.author and citation.title:
        return f"{short_author(citation.author)}, {short_title(citation.title)}"
    if citation.title and citation.type in (kinds.PUBLISHED, kinds.OWN):
        return short_title(citation.title)
    return _label_of_record(citation)


def qualifier_of(citation: CitationRead) -> str:
    """What tells two sources of one label apart: the place and the date."""
    date = citation.date.verbatim if citation.date else ""
    return ", ".join(part for part in (citation.place or "", date) if part)


def _label_of_people(citation: CitationRead) -> str:
    kind = _WORDS[citation.type]
    who = citation.person or _who(citation)
    if not who:
        return f"{_shortened(citation.text)}, {kind}"
    return f"{_capital(who)}, {kind}"


def _who(citation: CitationRead) -> str:
    body = _bodies(citation.organisations)
    role = "" if citation.role in (None, "contact") else _of_number(citation)
    if citation.principal:
        return _capital(f"{role} to {citation.principal}".strip())
    if role and not body:
        return _capital(role) + (f" in {citation.place}" if citation.place else "")
    return f"{body} {role}".strip()


def _of_number(citation: CitationRead) -> str:
    """ "members of the council" where several spoke."""
    role = citation.role or ""
    if citation.cardinality != "several":
        return role
    head, _, rest = role.partition(" of ")
    return (head if head.endswith(("s", "men", "people")) else head + "s") + (
        rest and f" of {rest}"
    )


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _bodies(organisations: tuple[str, ...]) -> str:
    """ "Quetta, Northern and Mashhad Shuras": a shared last word is said once."""
    if len(organisations) < 2:
        return "".join(organisations)
    last = {name.split()[-1] for name in organisations}
    if len(last) == 1:
        heads = [name.rsplit(" ", 1)[0] for name in organisations]
        return f"{', '.join(heads[:-1])} and {heads[-1]} {last.pop()}s"
    if len(organisations) > _MANY:
        return f"{organisations[0]} and {len(organisations) - 1} others"
    return f"{', '.join(organisations[:-1])} and {organisations[-1]}"


def short_author(author: str) -> str:
    """The surname, or the first surname and "et al."; a body keeps its whole name."""
    words = author.casefold().split()
    if len(words) > 1 and (words[0] in HEADS or words[-1] in HEADS):
        return author
    people = re.split(r",? (?:and|&|und|et|y|en) |, (?=(?:[A-ZÀ-Ý][\w’'.-]* )+[A-ZÀ-Ý])", author)
    first = people[0].split(",")[0].strip() if "," in people[0] else people[0].split()[-1]
    if len(people) == 2:
        return f"{first} and {people[1].split()[-1]}"
    return f"{first} et al." if len(people) > 2 or "et al" in author else first


def short_title(title: str) -> str:
    """The title without its subtitle and marks, cut at a word."""
    bare = _SIGNS.sub("", title).strip(" ,.")
    match = _SUBTITLE.search(bare)
    if match:
        keep = match.start() + (1 if bare[match.start()] == "?" else 0)
        bare = bare[:keep].strip()
    return _cut(bare, _MAX_TITLE)


def _cut(words: str, length: int) -> str:
    if len(words) <= length:
        return words
    return words[:length].rsplit(" ", 1)[0].rstrip(" ,;:") + " …"


def _label_of_record(citation: CitationRead) -> str:
    """A document without an author keeps its own opening words."""
    return _shortened(citation.text)


def _shortened(words: str) -> str:
    return _cut(_SIGNS.sub("", words).strip(" ,.;"), _MAX_WORDS)
