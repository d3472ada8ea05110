"""What a column can hold: by kind of table, the fields of its records, and headings that mean them."""

from collections.abc import Mapping
from dataclasses import dataclass

from provenance.ingest.spreadsheets import values, words
from provenance.ingest.spreadsheets.kinds import CLAIMS, GRADES, SOURCES
from provenance.ingest.works import fold_key

LEFT = "left out"
"""Stands for a field in a mapping: the column is left out by choice."""
PRIVATE = "private "
"""Begins the name of a field that goes into a private record, encrypted."""


@dataclass(frozen=True, slots=True)
class Target:
    """A field that a column can hold. ``name`` is what a mapping says, ``label`` what a template has for
    a heading; ``headings``: others that mean it. ``several``: more than one column may hold it."""

    name: str
    label: str
    hint: str
    example: str = ""
    read: values.Read = values.plain
    headings: str = ""
    several: bool = False
    known: words.Words | None = None

    def means(self) -> frozenset[str]:
        """Folded headings that say this field."""
        others = (part.strip() for part in self.headings.split(","))
        return frozenset(fold_key(one) for one in (self.name, self.label, *others) if one)


def _word(name: str, label: str, hint: str, known: words.Words, example: str = "",
          headings: str = "") -> Target:  # fmt: skip
    return Target(name, label, hint, example, values.one_of(known), headings, known=known)


_RELIABILITY = Target(
    "reliability", "Reliability", "A to F, of the source: how far it can be trusted.", "B",
    headings="source reliability, reliability of source, source grade, source rating",
)  # fmt: skip
_RATER = Target("rater", "Rater", "Who gave the grades; blank: whoever imports the table.", "J. Doe",
                headings="rated by, graded by, assessor, grader, analyst, by")  # fmt: skip
_DATE_HINT = "In words or in EDTF: 2017-10, summer of 2017, c. 1890."

_CLAIMS = (
    Target("text", "Claim", "One checkable statement in your own words.",
           "The battalion had 600 men in October 2017.",
           headings="statement, assertion, claim text, proposition, allegation, assertion text"),
    _word("kind", "Kind", "Such as fact, quantity, report of speech, opinion, inference.", words.KINDS,
          "quantity", "claim kind, claim type, type of claim, type"),
    _word("status", "Status", "draft, submitted, approved or returned; blank: draft.", words.STATUSES,
          "draft", "claim status, state"),
    Target("universal", "Universal", "yes where it says “all” or “never”.", "", values.yes),
    Target("negative", "Negative", "yes where it says that something was not so.", "", values.yes),
    Target("document", "Document", "Title or id of the document in which the quote stands.",
           "The paper", headings="document title, document id, report, publication"),
    Target("quote", "Quote", "The document’s words, exactly.",
           "some 600 men stood in the valley that October",
           headings="quotation, exact quote, verbatim, excerpt, passage, original text"),
    Target("sources", "Sources", "Label or id of whoever says so; several parted by semicolons.",
           "Commander, interview; Ministry, statement", values.parts,
           "source, source label, source labels, source id, source ids, informant, informants, origin",
           several=True),
    _word("polarity", "Polarity", "asserts, denies, does not recall or declines; blank: asserts.",
          words.STANCES, "asserts", "stance, position, asserts or denies, for or against"),
    _word("interest", "Interest", "against interest, self-serving, about a rival or none.",
          words.INTEREST, "", "source interest, bias"),
    _word("strength", "Strength", "full or partly: how far the source says so.", words.STRENGTH, "",
          "extent"),
    _word("directness", "Directness", "witnessed, told, relayed, recorded, inferred or unknown.",
          words.NEARNESS, "witnessed", "access, source access, proximity, knowledge"),
    _word("link_basis", "Link basis", "sentence, paragraph, section, note, inline, author or analyst.",
          words.BASES, "sentence", "linked by, basis, basis of link"),
    Target("hedges", "Hedges", "Words that weaken it; several parted by semicolons.", "some",
           values.parts, "hedge, hedging, qualifying words, caveats", several=True),
    Target("time", "Time", f"When it was so. {_DATE_HINT}", "October 2017", values.date,
           "date, when, event date, date of event, period"),
    Target("as_of", "As of", f"At what time it was known to be so. {_DATE_HINT}", "", values.date,
           "as at, date of information, doi, information date, reported on"),
    Target("place", "Place", "Where it was so.", "the valley", headings="location, where, region"),
    Target("value", "Quantity", "A figure, or its words; “about 600” has its qualifier.", "600",
           values.number, "quantity value, value, number, figure, amount, count, qty"),
    Target("unit", "Unit", "Of what: men, US dollars, per cent.", "men", headings="units"),
    _word("qualifier", "Qualifier", "exact, about, at least or at most.", words.BOUNDS, "about",
          "quantity qualifier, precision"),
    Target("importance", "Importance", "1 optional, 2 ordinary, 3 key.", "2", values.importance,
           "priority, weight, significance", known=words.IMPORTANCE),
    Target("topics", "Topics", "Several parted by semicolons.", "strength; 2017", values.parts,
           "topic, tags, tag, keywords, keyword, theme, themes, category, categories", several=True),
    _RELIABILITY,
    Target("credibility", "Credibility", "1 to 6, of the claim: how likely it is true.", "2",
           headings="claim credibility, information credibility, credibility of information, "
                    "claim grade, information rating, accuracy"),
    Target("grade", "Grade pair", "Both in one cell, such as B2.", "",
           headings="grade, admiralty, admiralty code, admiralty grade, nato grade, rating, evaluation, "
                    "grading, code"),
    _RATER,
    Target("reason", "Reason", "Why these grades.", "Was there himself; nobody else says so yet.",
           headings="reason for grade, justification, rationale, grading reason"),
    Target("rated", "Rated on", f"When they were given. {_DATE_HINT}", "2018-01-15", values.date,
           "rating date, date of rating, graded on"),
)  # fmt: skip
_SOURCES = (
    Target("label", "Label", "What the source is called wherever a claim of it is shown; no name that "
           "must stay secret.", "Commander, interview",
           headings="source label, source, title, reference, citation, source title"),
    _word("type", "Type", "Such as interview, news report, court document.", words.TYPES,
          "interview", "source type, type of source, kind, category"),
    Target("subtype", "Subtype", "A finer kind, in a word of your own.", "by telephone"),
    Target("role", "Role", "Commander, adviser, cadre, contact …", "commander",
           headings="position, function, rank, job"),
    Target("organisations", "Organisations", "For whom it spoke then; several parted by semicolons.",
           "First Battalion", values.parts,
           "organisation, organization, organizations, affiliation, affiliations, group, body, agency, "
           "publisher, outlet", several=True),
    Target("person", "Person", "Label or id of whoever speaks; several sources of one person are one "
           "voice.", "Commander of the First Battalion", headings="informant, speaker, author"),
    Target("place", "Place", "Where the information was given.", "the valley",
           headings="location, where, place of interview"),
    Target("date", "Date", f"When it was given or published. {_DATE_HINT}", "October 2017",
           values.date, "when, published, publication date, date of interview, interview date, year"),
    Target("made", "Made", f"When the record was made. {_DATE_HINT}", "", values.date,
           "recorded on, date made, date of record"),
    _word("cardinality", "Cardinality", "one, several or unknown: how many people.", words.NUMBERS,
          "one", "number of people, how many"),
    Target("members", "Members", "Of a group: labels or ids of sources, persons or organisations, "
           "parted by semicolons.", "", values.parts, "group members, consists of", several=True),
    _word("oath", "Oath", "sworn, penalty or none.", words.SWORN, "none", "under oath"),
    _word("form", "Form", "recording, transcript, own note or summary by another.", words.KEPT_AS,
          "own note", "record form, form of record, kept as"),
    Target("protected", "Protected", "yes where nobody may learn who it is.", "no", values.yes,
           "confidential, anonymous, sensitive, protection"),
    Target("description", "Description", "What may be said of it in public.", "Led the battalion until "
           "2018.", headings="notes, note, remarks, comment, comments, about, full reference, details"),
    Target(f"{PRIVATE}name", "Private: name", "Kept encrypted; the source is protected by it.", "",
           headings="name, names, full name, real name, first name, last name, surname, source name, "
                    "identity, informant name", several=True),
    Target(f"{PRIVATE}contact", "Private: contact", "Kept encrypted.", "",
           headings="contact, contacts, contact details, phone, phone number, telephone, tel, mobile, "
                    "cell, email, e mail, email address, address, home address, whatsapp, signal",
           several=True),
    Target(f"{PRIVATE}meeting place", "Private: meeting place", "Kept encrypted.", "",
           headings="meeting place, place of meeting, met at", several=True),
    Target(f"{PRIVATE}other", "Private: other", "Kept encrypted.", "",
           headings="private, private notes, passport, passport number, date of birth, birth date, dob, "
                    "id number, national id", several=True),
)  # fmt: skip
_GRADES = (
    Target("subject", "Subject", "Id or label of a source or person, or id or text of a claim.",
           "Commander, interview", headings="item, source, claim, source label, source id, claim id, "
           "subject id, rated item, person"),
    Target("grade", "Grade", "A to F for a source or person, 1 to 6 for a claim.", "B",
           headings="rating, admiralty, admiralty code, score, reliability, credibility, evaluation"),
    _RATER,
    Target("date", "Date", f"When it was given. {_DATE_HINT}", "2018-01-15", values.date,
           "rated on, rating date, when, date of rating"),
    Target("reason", "Reason", "Why this grade.", "Right on all that could be checked so far.",
           headings="justification, rationale, comment, comments, remarks, notes, why"),
    Target("scale", "Scale", "Such as admiralty.", "admiralty", headings="grading scale, system"),
    Target("topic", "Topic", "Where the grade holds for one topic only.", "",
           headings="scope, scope topic, subject matter"),
    Target("period", "Period", f"Where it holds for one time only. {_DATE_HINT}", "", values.date,
           "scope period"),
)  # fmt: skip
TARGETS: Mapping[str, tuple[Target, ...]] = {CLAIMS: _CLAIMS, SOURCES: _SOURCES, GRADES: _GRADES}
REQUIRED: Mapping[str, tuple[str, ...]] = {
    CLAIMS: ("text",), SOURCES: ("label",), GRADES: ("subject", "grade"),
}  # fmt: skip


def targets_of(kind: str) -> dict[str, Target]:
    """The fields of a kind of table, by name."""
    return {target.name: target for target in TARGETS[kind]}
