"""Claims, attributions, and dependences (which may name claims) as the dossier file has them."""

from dataclasses import replace

from provenance.claims.models import (
    Attribution,
    AttributionCitation,
    AttributionVia,
    Claim,
    ClaimSubject,
    DependenceClaim,
    Hedge,
    Quote,
)
from provenance.db.exchange.fields import Choice, Date, Flag, Group, Number, Offset, Text, Words
from provenance.db.exchange.links import Items, Ref, Refs
from provenance.db.exchange.spec import RecordSpec
from provenance.sources import records as sources
from provenance.vocabulary import (
    ATTRIBUTION_STRENGTHS,
    CLAIM_KINDS,
    CLAIM_STATUSES,
    DIRECTNESS,
    HEDGERS,
    IMPORTANCES,
    INTERESTS,
    LINK_BASES,
    ORPHAN_STATES,
    POLARITIES,
    QUALIFIERS,
)

QUOTE_FIELDS = (
    Ref("document", targets={"documents": "document_id"}),
    Ref("note", targets={"notes": "note_id"}),
    Text("exact", required=True),
    Text("prefix", blank=True),
    Text("suffix", blank=True),
    Offset("start"),
    Offset("end"),
    Choice("orphan", words=ORPHAN_STATES),
    Text("orphan_reason"),
)

DEPENDENCES = replace(
    sources.DEPENDENCES,
    fields=(
        *sources.DEPENDENCES.fields,
        Refs("claims", link=DependenceClaim, owner="dependence_id", targets={"claims": "claim_id"}),
    ),
)

CLAIMS = RecordSpec(
    "claims",
    "claim",
    Claim,
    (
        Text("text", required=True),
        Choice("kind", words=CLAIM_KINDS),
        Flag("universal"),
        Flag("negative"),
        Refs(
            "subjects",
            link=ClaimSubject,
            owner="claim_id",
            targets={"organisations": "organisation_id", "persons": "person_id"},
        ),
        Date("time"),
        Date("as_of"),
        Text("place"),
        Group(
            "quantity",
            fields=(
                Number("value"),
                Text("unit"),
                Choice("qualifier", words=QUALIFIERS),
            ),
        ),
        Items(
            "quotes",
            link=Quote,
            owner="claim_id",
            fields=QUOTE_FIELDS,
            one_of=("document", "note"),
        ),
        Choice("importance", words=IMPORTANCES),
        Words("topics"),
        Choice("status", words=CLAIM_STATUSES),
    ),
)

ATTRIBUTIONS = RecordSpec(
    "attributions",
    "attribution",
    Attribution,
    (
        Ref("claim", required=True, targets={"claims": "claim_id"}),
        Ref("source", required=True, targets={"sources": "source_id"}),
        Choice("polarity", words=POLARITIES),
        Choice("interest", words=INTERESTS),
        Choice("strength", words=ATTRIBUTION_STRENGTHS),
        Choice("directness", words=DIRECTNESS),
        Refs(
            "via",
            link=AttributionVia,
            owner="attribution_id",
            targets={"sources": "source_id", "persons": "person_id"},
        ),
        Choice("link_basis", words=LINK_BASES),
        Items(
            "hedges",
            link=Hedge,
            owner="attribution_id",
            fields=(Text("text", required=True), Choice("by", words=HEDGERS)),
        ),
        Refs(
            "citations",
            link=AttributionCitation,
            owner="attribution_id",
            targets={"citations": "citation_id"},
        ),
    ),
)
