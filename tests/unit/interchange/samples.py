"""A small dossier file that uses every list."""

from copy import deepcopy
from typing import Any

Record = dict[str, Any]
TEXT = "The group had 600 fighters.[1] A rival counted 400.\n\nNo one else was asked."

SMALL: Record = {
    "format": "provenance-dossier/1",
    "slug": "khorasan",
    "title": "Khorasan",
    "documents": [
        {"id": "D-1", "title": "A report", "published": "2017-12-14", "text": TEXT, "authors": ["S-3"]}
    ],
    "organisations": [{"id": "O-1", "name": "Quetta Shura", "aliases": ["QS"]},
                      {"id": "O-2", "name": "M"}],
    "persons": [
        {"id": "P-1", "label": "A commander", "affiliations": [{"organisation": "O-1", "from": "2014"}]}
    ],
    "ties": [{"id": "E-1", "a": "O-1", "b": "O-2", "kind": "rival of", "to": "2016"}],
    "sources": [
        {"id": "S-1", "label": "Commander, interview", "person": "P-1", "organisations": ["O-1"]},
        {"id": "S-2", "label": "Rival, interview", "date": {"edtf": "2017-10", "verbatim": "Oct 2017"}},
        {"id": "S-3", "label": "The author", "members": []},
    ],
    "notes": [
        {"id": "N-1", "document": "D-1", "label": "1", "text": "Interviews with a commander; a rival.",
         "markers": [{"start": 27, "end": 30, "before": "The group had 600 fighters."}]}
    ],
    "citations": [
        {"id": "T-1", "text": "a commander", "note": "N-1", "source": "S-1", "start": 16, "end": 27},
        {"id": "T-2", "text": "a rival", "note": "N-1", "source": "S-2", "resolves_to": "T-1"},
    ],
    "claims": [
        {"id": "C-1", "text": "The group had 600 fighters.", "kind": "quantity", "subjects": ["O-1"],
         "quantity": {"value": 600, "unit": "fighters", "qualifier": "about"}, "status": "approved",
         "quotes": [{"document": "D-1", "exact": "The group had 600 fighters."}]},
        {"id": "C-2", "text": "The group had 400 fighters.", "as_of": {"verbatim": "last autumn"}},
        {"id": "C-3", "text": "Nobody counted.", "negative": True, "topics": []},
    ],
    "dependences": [
        {"id": "X-1", "a": "S-2", "b": "S-1", "ground": "relays", "verdict": "dependent",
         "claims": ["C-2"]}
    ],
    "attributions": [
        {"id": "A-1", "claim": "C-1", "source": "S-1", "citations": ["T-1"], "via": ["P-1"],
         "hedges": [{"text": "about", "by": "source"}]},
        {"id": "A-2", "claim": "C-2", "source": "S-2", "polarity": "asserts", "citations": ["T-2"]},
        {"id": "A-3", "claim": "C-1", "source": "S-2", "polarity": "denies"},
    ],
    "relations": [
        {"id": "R-1", "a": "C-2", "b": "C-1", "kind": "contradicts", "differs": ["number", "value"]},
        {"id": "R-2", "a": "C-1", "b": "C-3", "kind": "supports"},
    ],
    "questions": [{"id": "Q-1", "text": "How many?", "claims": ["C-1", "C-2"], "exclusive": True}],
    "cases": [{"id": "K-1", "relation": "R-1", "status": "resolved", "rationale": "Counted.",
               "favours": "C-1"}],
    "remarks": [{"id": "M-1", "subject": "R-1", "verdict": "doubts", "by": "S-3", "favours": "a",
                 "quote": {"document": "D-1", "exact": "A rival counted 400."}}],
    "ratings": [
        {"id": "G-1", "subject": "S-1", "grade": "B", "by": "Rater A", "scope": {"topic": "numbers"}},
        {"id": "G-2", "subject": "C-1", "grade": "2", "by": "Rater A", "date": "2026-03-02"},
    ],
    "distinctions": [{"id": "Z-1", "a": "S-1", "b": "S-2", "words": "a rival", "by": "Rater A",
                      "reason": "Two men."}],
    "words": [{"id": "W-1", "kind": "role", "word": "mirab", "aliases": ["water master"]}],
}  # fmt: skip


def small() -> Record:
    """A copy to change."""
    return deepcopy(SMALL)
