"""Names in cells: a record of the dossier, a new one, or a question to whoever imports the table."""

import re
from collections.abc import Mapping, Sequence

from provenance.db.exchange.fields import Known
from provenance.ingest.spreadsheets.values import NotUnderstood
from provenance.spreadsheets.plan import NEW, Doubt, Record
from provenance.spreadsheets.standing import Named, Standing, key_of

LIKE_AN_ID = re.compile(r"[A-Z]-[2-9A-HJ-NP-Z]{4,12}")
NOUNS = {"documents": "document", "sources": "source", "persons": "person",
         "organisations": "organisation", "claims": "claim"}  # fmt: skip
TITLE = {"documents": "title", "sources": "label", "persons": "label", "organisations": "name"}
"""Lists of which a cell may make a new record → the field that its words become."""


class Names:
    """Finds and makes, in one table. ``new``: provisional id → record, by list; ``labels`` and
    ``known``: name and list of all that the rows refer to."""

    def __init__(self, standing: Standing, chosen: Mapping[str, str]) -> None:
        self.standing, self.chosen = standing, chosen
        self.new: dict[str, dict[str, Record]] = {name: {} for name in TITLE}
        self.labels: dict[str, str] = {}
        self.known: dict[str, str] = {}
        self.doubts: dict[str, Doubt] = {}
        self._made: dict[tuple[str, str], str] = {}

    def find(
        self, among: Sequence[str], text: str, *, column: str, row: int, make: str | None = None
    ) -> str:
        """Id of the record of these lists that a text names, provisional where it is to be made (in the
        list ``make``). Raises :class:`NotUnderstood` where somebody must say which it is."""
        found = {self.standing.merged.get(one, one): name for name in among
                 for one in self._standing(name, text)}  # fmt: skip
        if len(found) > 1:
            chosen = self._ask(f"{'/'.join(among)}:{key_of(text)}", column, text, row, found, make)
            if chosen == NEW and make is not None:
                return self._new(make, text)
            found = {chosen: found[chosen]}
        for public_id, name in found.items():
            return self.remember(public_id, name)
        made = self._made_already(among, text)
        if made is not None:
            return made
        if LIKE_AN_ID.fullmatch(text):
            raise NotUnderstood(f"no record has the id {text!r} (expected one of {_lists(among)})")
        if make is None:
            raise NotUnderstood(f"no {_nouns(among)} is called “{text[:80]}”; record it first")
        return self._new(make, text)

    def remember(self, public_id: str, name: str) -> str:
        """A record that stands and that a row refers to."""
        self.known[public_id] = name
        self.labels[public_id] = self._named(name).labels[public_id]
        return public_id

    def add(self, name: str, label: str, public_id: str) -> None:
        """A record that a row of the table itself becomes: other rows may name it."""
        self.known[public_id], self.labels[public_id] = name, label
        self._made.setdefault((name, key_of(label)), public_id)

    def _standing(self, name: str, text: str) -> list[str]:
        return self._named(name).found(text)

    def _named(self, name: str) -> Named:
        return self.standing.claims if name == "claims" else self.standing.named[name]

    def _made_already(self, among: Sequence[str], text: str) -> str | None:
        keys = [(name, key_of(text)) for name in among]
        return next((self._made[key] for key in keys if key in self._made), None)

    def _new(self, name: str, text: str) -> str:
        made = self._made.get((name, key_of(text)))
        if made is None:
            made = f"new {NOUNS[name]} {len(self.new[name]) + 1}"
            self.new[name][made] = {TITLE[name]: " ".join(text.split())}
            self.add(name, text, made)
        return made

    def _ask(
        self, key: str, column: str, text: str, row: int, found: Known, make: str | None
    ) -> str:
        """What somebody chose; raises :class:`NotUnderstood` where nobody did."""
        options = [(one, f"{self._named(name).labels[one][:80]} ({one})")
                   for one, name in found.items()]  # fmt: skip
        if make is not None:
            options.append((NEW, f"a new {NOUNS[make]} of that name"))
        message = f"“{text[:80]}” could be {' or '.join(found)}: say which"
        chosen = self.chosen.get(key)
        if chosen not in {value for value, _ in options}:
            chosen = None
        doubt = self.doubts.setdefault(
            key, Doubt("names", key, column, text, message, tuple(options), chosen=chosen)
        )
        doubt.rows.append(row)
        if chosen is None:
            raise NotUnderstood(message)
        return chosen


def _lists(among: Sequence[str]) -> str:
    return " or ".join(among)


def _nouns(among: Sequence[str]) -> str:
    *others, last = (NOUNS[name] for name in among)
    return f"{', '.join(others)} or {last}" if others else last
