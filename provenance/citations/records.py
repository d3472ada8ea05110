"""Citations as the dossier file has them."""

from provenance.citations.models import Citation
from provenance.db.exchange.fields import Choice, Flag, Offset, Text
from provenance.db.exchange.links import Ref
from provenance.db.exchange.spec import RecordSpec
from provenance.vocabulary import CITATION_STATUSES

CITATIONS = RecordSpec(
    "citations",
    "citation",
    Citation,
    (
        Text("text", required=True),
        Ref("note", targets={"notes": "note_id"}),
        Ref("document", targets={"documents": "document_id"}),
        Offset("start"),
        Offset("end"),
        Ref("source", targets={"sources": "source_id"}),
        Choice("status", words=CITATION_STATUSES),
        Ref("resolves_to", targets={"citations": "resolves_to_id"}, late=True),
        Text("rule"),
        Text("signal"),
        Text("locator"),
        Ref("quoted_in", targets={"citations": "quoted_in_id"}, late=True),
        Flag("former"),
    ),
)
