"""The facets of the list of claims, in words."""

from collections.abc import Iterable, Mapping, Sequence

from provenance.search.finding import RECORDS, Chosen
from provenance.search.profile import FACETS, UNKNOWN
from provenance.search.spreading import Spread
from provenance.web.facets import FacetBox, FacetLine, box

TITLES = {
    "status": "Status", "confidence": "Confidence", "likelihood": "Likelihood",
    "importance": "Importance", "kind": "Kind", "type": "Source type", "stance": "Stance",
    "interest": "Interest",
}  # fmt: skip
RECORD_TITLES = {"document": "Document", "source": "Source", "organisation": "Organisation"}
FLAGS = {
    "single": "Single origin",
    "contradicted": "Contradicted",
    "unreviewed": "Nobody approved or returned it yet",
    "sourced": "Without a source",
}
FLAGS_TITLE = "To look at"
WORDS = {
    ("importance", "3"): "key",
    ("importance", "2"): "ordinary",
    ("importance", "1"): "optional",
    ("confidence", UNKNOWN): "not scored",
    ("likelihood", UNKNOWN): "not scored",
    ("interest", "none"): "no interest",
    (None, UNKNOWN): "not recorded",
}
NAMES = (*FACETS, *RECORDS)
"""Names in the address to which facets answer."""


def claim_facets(spread: Spread, chosen: Chosen) -> list[FacetBox]:
    """Every facet in which something can be chosen."""
    boxes = [
        _flags(spread, chosen),
        *(
            box(name, title, _counted(name, spread.few[name]), chosen)
            for name, title in TITLES.items()
        ),
        *(box(name, title, spread.many[name], chosen) for name, title in RECORD_TITLES.items()),
    ]
    return [each for each in boxes if each.lines]


def _counted(name: str, counts: Mapping[str, int]) -> Iterable[tuple[str, str, int]]:
    return [(value, _word(name, value), count) for value, count in counts.items()]


def _word(name: str, value: str) -> str:
    return WORDS.get((name, value)) or WORDS.get((None, value)) or value


def _flags(spread: Spread, chosen: Chosen) -> FacetBox:
    lines: list[FacetLine] = []
    for name, label in FLAGS.items():
        values: Sequence[str] = FACETS[name].values
        counted = [(value, label, spread.few[name][value]) for value in values]
        lines += box(name, label, counted, chosen).lines
    return FacetBox("flags", FLAGS_TITLE, lines)
