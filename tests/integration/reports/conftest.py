"""A small dossier of known contents, scored, and the worked example."""

from typing import Any

import pytest

from provenance.assessments.work import unit_of_work
from provenance.audit.actor import Actor
from provenance.db.session import Database
from provenance.interchange.load import load_dossier
from tests.integration.assessments.dossiers import dossier_file

TEXT = (
    "The group had 600 fighters in the north, a commander said.[1]\n\n"
    "Elsewhere it had none. Elsewhere it had none. The author doubts both.[2]\n"
)
LISTS: dict[str, list[dict[str, Any]]] = {
    "documents": [{"id": "D-1", "title": "A report", "authors": ["S-3"], "text": TEXT}],
    "notes": [
        {"id": "N-1", "document": "D-1", "label": "1", "text": "Interview with a commander."},
        {"id": "N-2", "document": "D-1", "label": "2", "text": "Ibid.; a spokesman."},
        {"id": "N-3", "document": "D-1", "label": "3", "text": "Unused."},
    ],
    "citations": [
        {"id": "T-1", "note": "N-1", "text": "a commander", "source": "S-1", "status": "full"},
        {"id": "T-2", "note": "N-2", "text": "Ibid.", "source": "S-1", "status": "resolved"},
        {"id": "T-3", "note": "N-2", "text": "a spokesman", "source": "S-2", "status": "full"},
        {"id": "T-4", "note": "N-3", "text": "who?", "status": "ambiguous"},
    ],
    "organisations": [{"id": "O-1", "name": "Quetta Shura"}, {"id": "O-2", "name": "Army"}],
    "persons": [{"id": "P-1", "label": "The commander"}],
    "sources": [
        {"id": "S-1", "label": "Commander, interview", "person": "P-1", "organisations": ["O-1"]},
        {"id": "S-2", "label": "Spokesman", "organisations": ["O-2"]},
        {"id": "S-3", "label": "The author"},
        {"id": "S-4", "label": "Commander, letter", "person": "P-1"},
    ],
    "dependences": [
        {"id": "X-1", "a": "S-2", "b": "S-1", "ground": "exposed to", "verdict": "dependent",
         "claims": ["C-1"], "by": "Rater A"},
    ],
    "claims": [
        {"id": "C-1", "text": "It had 600 fighters.", "kind": "quantity", "importance": 3,
         "quantity": {"value": 8000, "unit": "fighters", "qualifier": "at least"},
         "subjects": ["O-1"], "topics": ["strength"],
         "quotes": [{"document": "D-1", "exact": "The group had 600 fighters"},
                    {"document": "D-1", "exact": "Elsewhere it had none."},
                    {"document": "D-1", "exact": "it had nine lives"}]},
        {"id": "C-2", "text": "It had 60 fighters.", "time": "2017"},
        {"id": "C-3", "text": "It had none.", "status": "withdrawn"},
        {"id": "C-4", "text": "Nobody says so."},
    ],
    "attributions": [
        {"id": "A-1", "claim": "C-1", "source": "S-1", "citations": ["T-1", "T-2"],
         "interest": "self-serving", "directness": "witnessed",
         "hedges": [{"text": "claims", "by": "author"}]},
        {"id": "A-2", "claim": "C-1", "source": "S-2", "polarity": "denies", "citations": ["T-3"]},
        {"id": "A-3", "claim": "C-2", "source": "S-2", "via": ["P-1"], "citations": ["T-3"]},
        {"id": "A-4", "claim": "C-3", "source": "S-1"},
    ],
    "relations": [
        {"id": "R-1", "a": "C-1", "b": "C-2", "kind": "contradicts", "differs": "number"},
        {"id": "R-2", "a": "C-3", "b": "C-1", "kind": "corroborates"},
        {"id": "R-3", "a": "C-4", "b": "C-1", "kind": "corroborates"},
    ],
    "questions": [{"id": "Q-1", "text": "How many?", "claims": ["C-2", "C-1", "C-3"]}],
    "remarks": [
        {"id": "M-1", "subject": "C-1", "verdict": "doubts", "by": "S-3", "quote": "doubts both"},
        {"id": "M-2", "subject": "R-1", "verdict": "endorses", "favours": "a"},
    ],
    "ratings": [
        {"id": "G-1", "subject": "S-1", "grade": "C", "by": "Rater A", "reason": "close",
         "date": "2026-03"},
        {"id": "G-2", "subject": "P-1", "grade": "B", "by": "Rater B",
         "scope": {"topic": "strength", "period": "2017"}},
        {"id": "G-3", "subject": "C-1", "grade": "4", "by": "Rater A"},
    ],
}  # fmt: skip


@pytest.fixture
def small(database: Database, actor: Actor) -> str:
    """The slug of the small dossier, loaded and scored."""
    with unit_of_work(database) as session:
        return load_dossier(session, actor, dossier_file(**LISTS)).slug
