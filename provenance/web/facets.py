"""Facets of a list as links: each value adds itself to the address, or takes itself away."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from flask import request

from provenance.web.paging import address, kept


@dataclass(frozen=True, slots=True)
class FacetLine:
    """One value: how many rows it would leave, and the address with it added or taken away."""

    label: str
    count: int
    url: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class FacetBox:
    """One facet; ``lines`` are its values that occur or are chosen."""

    name: str
    title: str
    lines: Sequence[FacetLine]

    @property
    def chosen(self) -> Sequence[FacetLine]:
        """The values to which the list is narrowed."""
        return [line for line in self.lines if line.chosen]


def chosen_of(names: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Facet → values in the address; facets that are not narrowed are left out."""
    found = {name: tuple(filter(None, request.args.getlist(name))) for name in names}
    return {name: values for name, values in found.items() if values}


def box(
    name: str,
    title: str,
    values: Iterable[tuple[str, str, int]],
    chosen: Mapping[str, Sequence[str]],
) -> FacetBox:
    """``values``: word in the address, label, count."""
    mine = chosen.get(name, ())
    lines = [
        FacetLine(label, count, toggled(name, value), value in mine)
        for value, label, count in values
        if count or value in mine
    ]
    return FacetBox(name, title, lines)


def toggled(name: str, value: str) -> str:
    """The address with this value added or taken away, at the first page."""
    pairs, pair = kept(), (name, value)
    return address([each for each in pairs if each != pair] if pair in pairs else [*pairs, pair])


def without(name: str) -> str:
    """The address without any value of this name."""
    return address(kept(name))
