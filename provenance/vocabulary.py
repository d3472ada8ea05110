"""The words of the field, as stored, exchanged and shown. Tuples keep the order in which forms
offer them. Standards: FM 2-22.3 App. B and NATO (grades), ICD 203 (likelihood terms)."""

SOURCE_TYPES = (
    "interview/personal communication",
    "anonymous source",
    "official statement/government document",
    "court/legal document",
    "published book/article",
    "news report",
    "dataset",
    "archive/manuscript",
    "web/social media",
    "letter",
    "own earlier work",
    "explanatory note without source",
)
NOTE_KINDS = ("source", "explanatory", "section", "redacted")
CITATION_STATUSES = ("full", "resolved", "ambiguous", "unresolved")
CARDINALITIES = ("one", "several", "unknown")
OATHS = ("sworn", "penalty", "none")
FORMS = ("recording", "transcript", "own note", "summary by another")
TIE_KINDS = ("part of", "ally of", "rival of", "at war with", "speaks for", "subordinate of")
"""Extensible per dossier."""
WORD_KINDS = ("role", "subtype", "tie")
"""Vocabularies to which a dossier adds words of its own."""
DEPENDENCE_GROUNDS = (
    "same organisation",
    "shares interviewer",
    "exposed to",
    "member of",
    "own other work",
    "relays",
)
DEPENDENCE_VERDICTS = ("independent", "dependent", "not established")
CLAIM_KINDS = (
    "fact",
    "quantity",
    "report of speech",
    "existence of a document",
    "state of mind",
    "opinion",
    "inference",
    "legal conclusion",
    "forecast",
)
QUALIFIERS = ("exact", "about", "at least", "at most")
CLAIM_STATUSES = ("draft", "submitted", "approved", "returned", "withdrawn")
IMPORTANCES = (1, 2, 3)
POLARITIES = ("asserts", "denies", "does not recall", "declines")
INTERESTS = ("against interest", "self-serving", "about a rival", "none")
ATTRIBUTION_STRENGTHS = ("full", "partly")
DIRECTNESS = ("witnessed", "told", "relayed", "recorded", "inferred", "unknown")
LINK_BASES = ("sentence", "paragraph", "section", "note", "inline", "author", "analyst")
HEDGERS = ("source", "author")
ORPHAN_STATES = ("open", "kept")
"""Of a quote that the newest version of its document no longer has: a person has yet to decide, or lets
it stand."""
REMARK_VERDICTS = ("endorses", "doubts", "partly", "not established")
RELATION_KINDS = (
    "corroborates",
    "contradicts",
    "in tension",
    "repeats",
    "qualifies",
    "supports",
    "undermines",
    "reports",
    "presupposes",
    "supersedes",
)
SYMMETRIC_RELATIONS = ("corroborates", "contradicts", "in tension", "repeats")
DIFFERS = (
    "value",
    "number",
    "date",
    "place",
    "person",
    "attribution",
    "occurrence",
    "wording",
    "interpretation",
    "scope",
    "cause",
)
RELATION_STRENGTHS = ("weak", "fair", "strong")
CASE_STATUSES = ("open", "explained", "resolved", "accepted", "reopened")
RELIABILITY = {
    "A": ("Completely reliable", "No doubt of authenticity, trustworthiness or competency; always "
          "reliable so far"),
    "B": ("Usually reliable", "Minor doubt; mostly valid information so far"),
    "C": ("Fairly reliable", "Doubt; has given valid information before"),
    "D": ("Not usually reliable", "Significant doubt; has given valid information before"),
    "E": ("Unreliable", "Lacks authenticity, trustworthiness and competency; a history of invalid "
          "information"),
    "F": ("Reliability cannot be judged", "No basis to evaluate: missing knowledge, not a low grade"),
}  # fmt: skip
CREDIBILITY = {
    "1": ("Confirmed by other sources", "Independently confirmed; logical; consistent"),
    "2": ("Probably true", "Unconfirmed; logical; consistent"),
    "3": ("Possibly true", "Unconfirmed; reasonably logical; agrees with some information"),
    "4": ("Doubtful", "Unconfirmed; possible but not logical; nothing else known"),
    "5": ("Improbable", "Unconfirmed; illogical; contradicted"),
    "6": ("Truth cannot be judged", "No basis to evaluate: missing knowledge, not a low grade"),
}
LIKELIHOOD_TERMS = (
    "almost no chance",
    "very unlikely",
    "unlikely",
    "roughly even chance",
    "likely",
    "very likely",
    "almost certain",
)
CONFIDENCE_LEVELS = ("low", "moderate", "high")
ROLES = ("reader", "analyst", "reviewer", "owner")
