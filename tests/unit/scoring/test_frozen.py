"""Frozen results of each engine version: a changed score is always a decision.

When one changes on purpose, raise ``ENGINE_VERSION``, run this file as a program from the
repository root (``python -m tests.unit.scoring.test_frozen``) and say why in the commit.
"""

import json
import sys
from pathlib import Path

import pytest

from provenance.scoring.config import DEFAULT
from provenance.scoring.engine import ENGINE_VERSION
from provenance.scoring.tables.solve import score_table
from provenance.scoring.tables.types import TABLE_VERSION
from tests.unit.scoring.paper import paper
from tests.unit.scoring.synthetic import table_world

FROZEN = Path(__file__).with_name("frozen.json")


def current() -> dict[str, object]:
    graph = paper()
    result = graph.score()
    return {
        name: {
            "probability": round(float(result.probability[at]), 9),
            "lower": round(float(result.lower[at]), 9),
            "upper": round(float(result.upper[at]), 9),
            "likelihood": result.likelihood_of(at),
            "confidence": result.confidence_of(at),
            "credibility": result.credibility_of(at),
            "flags": list(result.flags_of(at)),
        }
        for at, name in enumerate(graph.claims)
    }


def current_table() -> dict[str, object]:
    world = table_world(1, objects=300, closed=True)
    result = score_table(world.table)
    return {
        "version": TABLE_VERSION,
        "probability": [round(float(p), 9) for p in result.probability[:20]],
        "accuracy": [round(float(a), 9) for a in result.accuracy[:5]],
    }


def test_table_results_of_this_version_are_frozen() -> None:
    frozen = json.loads(FROZEN.read_text(encoding="utf-8"))["table"]
    now = current_table()
    assert frozen["version"] == now["version"]
    for key in ("probability", "accuracy"):
        assert frozen[key] == pytest.approx(now[key], abs=1e-8)


def test_results_of_this_version_are_frozen() -> None:
    frozen = json.loads(FROZEN.read_text(encoding="utf-8"))
    assert frozen["engine"] == ENGINE_VERSION
    assert frozen["config"] == json.loads(json.dumps(DEFAULT.as_dict()))
    for name, now in current().items():
        for key, value in frozen["claims"][name].items():
            expected = pytest.approx(value, abs=1e-8) if isinstance(value, float) else value
            assert now[key] == expected, (name, key)  # type: ignore[index]


if __name__ == "__main__":
    content = {
        "engine": ENGINE_VERSION,
        "config": DEFAULT.as_dict(),
        "claims": current(),
        "table": current_table(),
    }
    FROZEN.write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")
    sys.stderr.write(f"{FROZEN} written\n")
