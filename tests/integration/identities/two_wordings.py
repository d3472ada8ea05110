"""Two wordings of one source, S-A and S-B, with everything that can hang on either."""

from typing import Any

LISTS: dict[str, list[dict[str, Any]]] = {
    "documents": [{"id": "D-1", "title": "A report", "authors": ["S-3", "S-B", "S-A"]}],
    "persons": [{"id": "P-1", "label": "A commander"}],
    "sources": [
        {"id": "S-A", "label": "Commander, interview", "place": "Achin"},
        {"id": "S-B", "label": "Interview with a commander", "place": "Jalalabad", "person": "P-1",
         "date": "2017-10"},
        {"id": "S-3", "label": "The author"},
        {"id": "S-4", "label": "Commanders", "members": ["S-B", "S-3"]},
        {"id": "S-5", "label": "An adviser"},
    ],
    "notes": [{"id": "N-1", "document": "D-1", "label": "1", "text": "One; two; three."}],
    "citations": [
        {"id": "T-A", "note": "N-1", "text": "One", "source": "S-A"},
        {"id": "T-B", "note": "N-1", "text": "two", "source": "S-B"},
        {"id": "T-C", "note": "N-1", "text": "three", "source": "S-B", "resolves_to": "T-B"},
    ],
    "claims": [{"id": f"C-{n}", "text": f"Claim {n}."} for n in range(1, 5)],
    "dependences": [
        {"id": "X-1", "a": "S-A", "b": "S-B", "ground": "exposed to", "verdict": "independent"},
        {"id": "X-2", "a": "S-B", "b": "S-5", "ground": "relays", "verdict": "dependent"},
        {"id": "X-3", "a": "S-A", "b": "S-5", "ground": "exposed to", "verdict": "independent"},
    ],
    "attributions": [
        {"id": "A-1", "claim": "C-1", "source": "S-A", "citations": ["T-A"], "interest": "none"},
        {"id": "A-2", "claim": "C-1", "source": "S-B", "citations": ["T-B", "T-C"],
         "interest": "self-serving", "directness": "witnessed", "via": ["S-5"],
         "hedges": [{"text": "perhaps"}]},
        {"id": "A-3", "claim": "C-2", "source": "S-B", "citations": []},
        {"id": "A-4", "claim": "C-1", "source": "S-B", "polarity": "denies"},
        {"id": "A-5", "claim": "C-3", "source": "S-5", "via": ["S-A", "S-B", "P-1"]},
        {"id": "A-6", "claim": "C-4", "source": "S-B", "via": ["S-A"]},
    ],
    "remarks": [{"id": "M-1", "subject": "S-B", "verdict": "doubts", "by": "S-B"}],
    "ratings": [
        {"id": "G-1", "subject": "S-A", "grade": "B", "by": "Rater A", "date": "2026-03-02"},
        {"id": "G-2", "subject": "S-B", "grade": "C", "by": "Rater A", "date": "2026-04-02"},
        {"id": "G-3", "subject": "S-A", "grade": "A", "by": "Rater B"},
        {"id": "G-4", "subject": "S-B", "grade": "E", "by": "Rater B"},
        {"id": "G-5", "subject": "S-B", "grade": "D", "by": "Rater A", "scope": {"topic": "money"}},
    ],
}  # fmt: skip
ALL_GONE = {"A-2": "gone", "X-2": "gone", "G-4": "gone"}
