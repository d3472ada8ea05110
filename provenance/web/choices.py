"""What forms offer to choose from: records in force, as pairs of public id and words."""

from collections.abc import Iterable

from provenance.citations.models import Citation
from provenance.citations.queries import citations_of_source
from provenance.sources.models import Source
from provenance.sources.own_words import own_words as own_words_of
from provenance.sources.queries import live_organisations, live_persons, live_sources
from provenance.web import current

Pairs = list[tuple[str, str]]


def organisations() -> Pairs:
    """Organisations by name."""
    found = live_organisations(current.reader(), current.dossier().id)
    return [(one.public_id, one.name) for one in found]


def persons() -> Pairs:
    """Persons by label."""
    found = live_persons(current.reader(), current.dossier().id)
    return [(one.public_id, one.label) for one in found]


def sources(but: str = "") -> Pairs:
    """Sources by label, without the one named."""
    found = live_sources(current.reader(), current.dossier().id)
    return [(s.public_id, f"{s.label} · {s.public_id}") for s in found if s.public_id != but]


def own_words() -> dict[str, list[str]]:
    """The dossier's own words by kind, as fields offer them."""
    found: dict[str, list[str]] = {}
    for line in own_words_of(current.reader(), current.dossier().id):
        found.setdefault(line.kind, []).append(line.word)
    return found


def citations(source: Source) -> Pairs:
    """Everywhere a source is cited, in printed order."""
    return [(one.public_id, citation_words(one))
            for one in citations_of_source(current.reader(), source.id)]  # fmt: skip


def citation_words(citation: Citation) -> str:
    """A citation in a line: its note, and its own words."""
    note = f"Note {citation.note.label}: " if citation.note else "In the text: "
    return f"{note}{citation.text}"


def with_chosen(pairs: Pairs, chosen: Iterable[str] | str | None) -> Pairs:
    """What the record has comes first, even where it is no longer offered."""
    ids = [chosen] if isinstance(chosen, str) else list(chosen or ())
    words = dict(pairs)
    return [
        *((one, words.get(one, one)) for one in ids),
        *(pair for pair in pairs if pair[0] not in ids),
    ]
