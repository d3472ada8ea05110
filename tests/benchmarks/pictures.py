"""Calibration curves as SVG, written to docs/pictures: how often answers of each confidence are right.

``calibration.svg`` of the tables of ``DATA``; ``calibration-worlds.svg`` of synthetic dossiers.
"""

import sys
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from provenance.config import ROOT
from provenance.scoring.tables.measures import BINS, calibration
from provenance.scoring.tables.types import AssertionTable
from tests.benchmarks.methods import Floats, majority, ours
from tests.benchmarks.tables import read_all
from tests.benchmarks.worlds import LYING, claims
from tests.unit.scoring.synthetic import claim_world

FOLDER = ROOT / "docs" / "pictures"
SIDE, GAP, TOP = 150, 46, 46
COLOURS = {"ours": "#0b5c8e", "majority": "#b45309"}


@dataclass(frozen=True)
class Panel:
    """One curve for each method: (confidence, success, number) by bin, and the error."""

    title: str
    curves: dict[str, tuple[list[tuple[float, float, int]], float]]


def main() -> None:
    """Write both pictures."""
    tables = [of_table(name, table, truth) for name, table, truth in read_all()]
    if tables:
        write("calibration.svg", "Calibration on open tables", tables)
    worlds = [of_world(lying) for lying in LYING[::2]]
    write("calibration-worlds.svg", "Calibration on synthetic dossiers", worlds)


def of_table(name: str, table: AssertionTable, truth: NDArray[np.int64]) -> Panel:
    """Top answers of objects with known truth."""
    return Panel(name, {m.__name__: curve(*top(table, m(table), truth)) for m in (ours, majority)})


def of_world(lying: float) -> Panel:
    """Claims."""
    world = claim_world(7, lying=lying)
    found = claims(world)
    hit = world.truth.astype(float)
    curves = {name: curve(found[name], hit) for name in COLOURS}
    return Panel(f"{lying:.0%} of sources lie when it serves", curves)


def top(
    table: AssertionTable, probability: Floats, truth: NDArray[np.int64]
) -> tuple[Floats, Floats]:
    """(confidence, whether right) of the top answer of each object; ties share."""
    full = np.flatnonzero(np.diff(table.start) > 0)
    use = full[truth[full] != -1]
    highest = np.zeros(table.n_objects)
    highest[full] = np.maximum.reduceat(probability, table.start[:-1][full])
    tied = np.abs(probability - highest[table.object]) < 1e-12
    right = tied & (table.value == truth[table.object])
    count = np.bincount(table.object, weights=tied, minlength=table.n_objects)
    hits = np.bincount(table.object, weights=right, minlength=table.n_objects)
    return highest[use], hits[use] / np.maximum(count[use], 1)


def curve(confidence: Floats, hit: Floats) -> tuple[list[tuple[float, float, int]], float]:
    """A point for each bin that is not empty, and the expected calibration error."""
    place = np.minimum((confidence * BINS).astype(np.int64), BINS - 1)
    points = [
        (
            float(confidence[place == at].mean()),
            float(hit[place == at].mean()),
            int((place == at).sum()),
        )
        for at in range(BINS)
        if (place == at).any()
    ]
    return points, calibration(confidence, hit)


def write(file: str, title: str, panels: list[Panel]) -> None:
    """One picture of several panels, with its figures in words for those who do not see it."""
    width = len(panels) * (SIDE + GAP) + GAP
    height = SIDE + TOP + 62
    words = "; ".join(f"{p.title}: {errors(p)}" for p in panels)
    body = "".join(draw(panel, GAP + at * (SIDE + GAP)) for at, panel in enumerate(panels))
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img" '
        f'aria-labelledby="t d" font-family="sans-serif" font-size="10">\n'
        f'<title id="t">{title}</title>\n<desc id="d">Share of right answers by confidence; the '
        f"diagonal is perfect. Expected calibration error: {words}.</desc>\n"
        f'<rect width="{width}" height="{height}" fill="#fff"/>\n{body}</svg>\n'
    )
    (FOLDER / file).write_text(svg, encoding="utf-8")
    sys.stdout.write(f"{FOLDER / file}: {words}\n")


def errors(panel: Panel) -> str:
    """The error of each curve."""
    return ", ".join(f"{name} {error:.3f}" for name, (_, error) in panel.curves.items())


def draw(panel: Panel, left: int) -> str:
    """A square with its diagonal, axes and curves; a dot's area is the number of answers."""
    x0, y0 = left, TOP + SIDE
    parts = [
        f'<rect x="{x0}" y="{TOP}" width="{SIDE}" height="{SIDE}" fill="none" stroke="#888"/>',
        f'<line x1="{x0}" y1="{y0}" x2="{x0 + SIDE}" y2="{TOP}" stroke="#bbb" stroke-dasharray="3 3"/>',
        f'<text x="{x0}" y="{TOP - 8}" font-weight="bold">{panel.title}</text>',
        f'<text x="{x0}" y="{y0 + 14}">0</text><text x="{x0 + SIDE - 6}" y="{y0 + 14}">1</text>',
        f'<text x="{x0 + SIDE / 2}" y="{y0 + 14}" text-anchor="middle">confidence</text>',
        f'<text x="{x0 - 6}" y="{TOP + SIDE / 2}" text-anchor="middle" '
        f'transform="rotate(-90 {x0 - 6} {TOP + SIDE / 2})">right</text>',
    ]
    for at, (name, (points, error)) in enumerate(panel.curves.items()):
        parts.append(line(points, COLOURS[name], x0, y0))
        words = f"{name}: error {error:.3f}"
        parts.append(
            f'<text x="{x0}" y="{y0 + 30 + 14 * at}" fill="{COLOURS[name]}">{words}</text>'
        )
    return "\n".join(parts) + "\n"


def line(points: list[tuple[float, float, int]], colour: str, x0: int, y0: int) -> str:
    """The points of one curve, joined."""
    total = sum(count for _, _, count in points)
    at = [(x0 + SIDE * x, y0 - SIDE * y, 1.5 + 9 * (n / total) ** 0.5) for x, y, n in points]
    path = " ".join(f"{x:.1f},{y:.1f}" for x, y, _ in at)
    dots = "".join(
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{r:.1f}" fill="{colour}" fill-opacity=".55"/>'
        for x, y, r in at
    )
    return f'<polyline points="{path}" fill="none" stroke="{colour}"/>{dots}'
