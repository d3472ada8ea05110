"""Relations, questions, cases and remarks as the dossier file has them."""

from provenance.db.exchange.fields import Choice, Choices, Either, Flag, Offset, Text
from provenance.db.exchange.links import Ref, Refs
from provenance.db.exchange.spec import RecordSpec
from provenance.relations.models import Case, Question, QuestionClaim, Relation, Remark
from provenance.vocabulary import (
    CASE_STATUSES,
    DIFFERS,
    ORPHAN_STATES,
    RELATION_KINDS,
    RELATION_STRENGTHS,
    REMARK_VERDICTS,
)

RELATIONS = RecordSpec(
    "relations",
    "relation",
    Relation,
    (
        Ref("a", required=True, targets={"claims": "a_id"}),
        Ref("b", required=True, targets={"claims": "b_id"}),
        Choice("kind", required=True, words=RELATION_KINDS),
        Choices("differs", words=DIFFERS),
        Choice("strength", words=RELATION_STRENGTHS),
        Text("rationale"),
        Text("by"),
    ),
)

QUESTIONS = RecordSpec(
    "questions",
    "question",
    Question,
    (
        Text("text", required=True),
        Refs(
            "claims",
            required=True,
            link=QuestionClaim,
            owner="question_id",
            targets={"claims": "claim_id"},
            least=1,
        ),
        Flag("exclusive"),
        Flag("exhaustive"),
    ),
)

CASES = RecordSpec(
    "cases",
    "case",
    Case,
    (
        Ref("relation", required=True, targets={"relations": "relation_id"}),
        Choice("status", required=True, words=CASE_STATUSES),
        Text("rationale"),
        Text("by"),
        Text("favours"),
    ),
)

REMARKS = RecordSpec(
    "remarks",
    "remark",
    Remark,
    (
        Ref(
            "subject",
            required=True,
            targets={
                "claims": "claim_id",
                "relations": "relation_id",
                "sources": "source_id",
                "questions": "question_id",
            },
        ),
        Choice("verdict", required=True, words=REMARK_VERDICTS),
        Ref("by", targets={"sources": "by_id"}),
        Text("favours"),
        Either(
            "quote",
            fields=(
                Text("document"),
                Text("note"),
                Text("exact", required=True),
                Text("prefix", blank=True),
                Text("suffix", blank=True),
                Offset("start"),
                Offset("end"),
                Choice("orphan", words=ORPHAN_STATES),
                Text("orphan_reason"),
            ),
        ),
    ),
)
