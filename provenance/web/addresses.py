"""Where in a document's pages something stands: addresses of its parts that keep what is shown."""

from dataclasses import dataclass
from urllib.parse import urlencode

from provenance.reports.reading_parts import Place

WHOLE = "all"


@dataclass(frozen=True, slots=True)
class Addresses:
    """``here``: the document without any part; ``number``: the part that is shown, None for all of a
    document that has ``parts``; ``kept``: what else the visitor asked to see, as a query."""

    here: str
    number: int | None
    parts: int
    kept: dict[str, str]

    def part(self, number: int | None, anchor: str = "", **more: str) -> str:
        """The address of a part (None: the whole) and of a place in it."""
        wanted = {"part": str(number or WHOLE)} if self.parts > 1 else {}
        query = urlencode({**wanted, **self.kept, **more})
        return f"{self.here}{'?' + query if query else ''}{'#' + anchor if anchor else ''}"

    def to(self, place: Place) -> str:
        """The address of a place: within the page, where it stands there."""
        if self.number is None or self.number == place.part:
            return f"#{place.anchor}"
        return self.part(place.part, place.anchor)

    def choosing(self, claim: str, place: Place | None) -> str:
        """The address at which a claim is chosen: at its place, else at the end."""
        number = place.part if place else self.parts
        return self.part(number, place.anchor if place else "chain", chosen=claim)

    def without(self, *names: str) -> "Addresses":
        """The same without some of what is kept."""
        kept = {name: value for name, value in self.kept.items() if name not in names}
        return Addresses(self.here, self.number, self.parts, kept)
