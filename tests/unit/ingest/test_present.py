"""The JSON of ``parse``."""

import json

from provenance.ingest.present import to_json
from tests.unit.ingest.documents import HARBOUR, called, read_text

NOTE_KEYS = {"n", "id", "before", "also_before", "text", "kind", "citations"}
CITATION_KEYS = {
    "text", "type", "resolves_to", "status", "rule", "organisations", "role", "place", "date",
    "cardinality",
}  # fmt: skip


def test_every_field_that_others_rely_on() -> None:
    shown = json.loads(json.dumps(to_json(read_text(HARBOUR))))
    assert set(shown) == {"title", "author", "published", "notes", "attributions", "issues"}
    assert shown["published"] == {"verbatim": "March 3, 2016", "edtf": "2016-03-03"}
    for note in shown["notes"]:
        assert set(note) >= NOTE_KEYS
        assert all(set(citation) >= CITATION_KEYS for citation in note["citations"])
    assert shown["notes"][5]["before"] is None
    assert set(shown["issues"][0]) == {"kind", "message", "where"}


def test_a_note_called_twice() -> None:
    shown = to_json(read_text("One.[1] Two.[1]\n\n[1] Letter Ames to Boyd, 3 May 1931.\n"))[
        "notes"
    ][0]  # type: ignore[index]
    assert (shown["before"], shown["also_before"]) == ("One.", ["One. Two."])


def test_a_reference_to_a_note_that_the_document_lacks_shows_its_number() -> None:
    shown = to_json(called("Roe, supra note 77, at 4."))["notes"][0]  # type: ignore[index]
    citation = shown["citations"][0]
    assert (citation["status"], citation["resolves_to"]) == ("unresolved", "77")
