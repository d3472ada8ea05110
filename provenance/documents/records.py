"""Documents and notes as the dossier file has them (docs/dossier-file.md)."""

from provenance.db.exchange.fields import Choice, Date, Flag, Offset, Text
from provenance.db.exchange.links import Items, Ref
from provenance.db.exchange.spec import RecordSpec
from provenance.documents.models import Marker, Note
from provenance.vocabulary import NOTE_KINDS

DOCUMENT_FIELDS = (
    Text("title", required=True),
    Text("publisher"),
    Date("published"),
    Text("language"),
    Text("url"),
    Text("sha256"),
    Flag("restricted"),
)
TEXT_FIELD = Text("text", blank=True)

NOTES = RecordSpec(
    "notes",
    "note",
    Note,
    (
        Ref("document", required=True, targets={"documents": "document_id"}),
        Text("label", required=True),
        Choice("kind", words=NOTE_KINDS),
        Text("text", blank=True),
        Items(
            "markers",
            link=Marker,
            owner="note_id",
            fields=(Offset("start"), Offset("end"), Text("before", blank=True)),
        ),
        Flag("former"),
    ),
)
