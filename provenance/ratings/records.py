"""Ratings as the dossier file has them."""

from provenance.db.exchange.fields import Choice, Date, Group, Text
from provenance.db.exchange.links import Ref
from provenance.db.exchange.spec import RecordSpec
from provenance.ratings.models import Rating
from provenance.vocabulary import CREDIBILITY, RELIABILITY

RATINGS = RecordSpec(
    "ratings",
    "rating",
    Rating,
    (
        Ref(
            "subject",
            required=True,
            targets={"sources": "source_id", "persons": "person_id", "claims": "claim_id"},
        ),
        Choice("grade", required=True, words=(*RELIABILITY, *CREDIBILITY)),
        Text("by", required=True),
        Text("reason"),
        Date("date"),
        Text("scale"),
        Group("scope", fields=(Text("topic"), Date("period"))),
    ),
    superseded=True,
)
