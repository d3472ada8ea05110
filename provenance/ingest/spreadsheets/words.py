"""What analysts' tables write for the words of the vocabulary. A word that is not here stays as it is,
and the check of the record says which are known."""

from collections.abc import Iterable, Mapping

from provenance.ingest.works import fold_key
from provenance.vocabulary import (
    ATTRIBUTION_STRENGTHS,
    CARDINALITIES,
    CLAIM_KINDS,
    CLAIM_STATUSES,
    DIRECTNESS,
    FORMS,
    IMPORTANCES,
    INTERESTS,
    LINK_BASES,
    OATHS,
    POLARITIES,
    QUALIFIERS,
    SOURCE_TYPES,
)

Words = Mapping[str, str]


def _table(words: Iterable[object], others: Mapping[str, str]) -> Words:
    """Folded form → the vocabulary's word. Signs that folding would drop stand as they are."""
    found = {str(word).casefold(): str(word) for word in words}
    found |= {fold_key(str(word)): str(word) for word in words}
    for word, forms in others.items():
        for form in forms.split(", "):
            found.setdefault(fold_key(form) or form, word)
    return found


KINDS = _table(CLAIM_KINDS, {
    "fact": "factual, factual claim, event, occurrence, factual statement",
    "quantity": "number, figure, statistic, amount, count, numerical",
    "report of speech": "speech, statement, reported speech, quotation, quote, said",
    "existence of a document": "document, document exists",
    "state of mind": "intent, intention, belief, motive, motivation, knowledge",
    "opinion": "view, judgement, judgment, evaluation, value judgement",
    "inference": "deduction, conclusion, analysis, assessment, inferred",
    "legal conclusion": "legal, legal finding, finding of law",
    "forecast": "prediction, projection, prognosis",
})  # fmt: skip
STATUSES = _table(CLAIM_STATUSES, {
    "draft": "new, open, in work, to do",
    "submitted": "in review, under review, pending, for review",
    "approved": "accepted, final, signed off, done",
    "returned": "sent back, revise",
    "withdrawn": "retracted, dropped",
})  # fmt: skip
STANCES = _table(POLARITIES, {
    "asserts": "assert, asserted, affirms, affirmed, confirms, confirmed, supports, supporting, "
               "says, states, claims, for, pro, positive, +",
    "denies": "deny, denied, denial, refutes, refuted, rejects, rejected, disputes, against, contra, "
              "negative, -, −",
    "does not recall": "does not remember, cannot recall, cannot remember, no recollection",
    "declines": "declined, declines to answer, declined to comment, no comment, refuses to answer",
})  # fmt: skip
INTEREST = _table(INTERESTS, {
    "against interest": "against own interest, against his interest, against self interest, "
                        "admission, statement against interest",
    "self-serving": "self interest, own interest, in own interest, self interested",
    "about a rival": "rival, about rival, about an enemy, about an opponent",
    "none": "no, no interest, neutral, disinterested",
})  # fmt: skip
STRENGTH = _table(ATTRIBUTION_STRENGTHS, {
    "full": "fully, whole, wholly, complete, completely, entirely",
    "partly": "partial, partially, part, in part",
})  # fmt: skip
NEARNESS = _table(DIRECTNESS, {
    "witnessed": "eyewitness, eye witness, witness, first hand, firsthand, saw it, direct, primary",
    "told": "second hand, secondhand, heard from a participant, was told",
    "relayed": "third hand, thirdhand, indirect, passed on",
    "recorded": "record, documentary, official record, document",
    "inferred": "inference, deduced, concluded",
    "unknown": "not known, unclear, n k, ?",
})  # fmt: skip
BASES = _table(LINK_BASES, {
    "note": "footnote, endnote",
    "inline": "in text, in the text",
    "analyst": "mine, own judgement",
})  # fmt: skip
BOUNDS = _table(QUALIFIERS, {
    "exact": "exactly, precisely, =",
    "about": "approx, approximately, around, circa, c, ca, roughly, some, estimated, ~, ≈",
    "at least": "minimum, min, more than, over, no fewer than, no less than, >, >=, ≥",
    "at most": "maximum, max, up to, less than, fewer than, under, no more than, <, <=, ≤",
})  # fmt: skip
IMPORTANCE = _table(IMPORTANCES, {
    "3": "key, high, major, critical, essential, very important",
    "2": "ordinary, medium, normal, moderate, standard",
    "1": "optional, low, minor, marginal",
})  # fmt: skip
TYPES = _table(SOURCE_TYPES, {
    "interview/personal communication": "interview, interviews, personal communication, pers comm, "
        "conversation, informant, human source, humint",
    "anonymous source": "anonymous, unnamed source",
    "official statement/government document": "official statement, official document, official, "
        "government document, government, government report, press release, communique",
    "court/legal document": "court document, legal document, court, legal, judgment, judgement, "
        "indictment, testimony, affidavit, court record, transcript of trial",
    "published book/article": "book, article, journal article, paper, publication, published, "
        "monograph, chapter, report, academic, academic article, secondary literature",
    "news report": "news, newspaper, newspaper article, press, media, media report, news article, "
        "broadcast, news agency",
    "dataset": "data, data set, database, statistics",
    "archive/manuscript": "archive, archival, archival document, manuscript, diary",
    "web/social media": "web, website, web page, webpage, social media, blog, online, twitter, "
        "telegram, facebook, internet, osint",
    "letter": "letters, correspondence, e mail, email",
    "own earlier work": "own work, self, previous work",
    "explanatory note without source": "explanatory note, no source",
})  # fmt: skip
NUMBERS = _table(CARDINALITIES, {
    "one": "1, single, individual, one person",
    "several": "group, many, multiple, plural, more than one",
    "unknown": "not known, unclear, ?",
})  # fmt: skip
SWORN = _table(OATHS, {
    "sworn": "yes, under oath, on oath, affidavit",
    "penalty": "under penalty of perjury, penalty of perjury",
    "none": "no, unsworn, not sworn",
})  # fmt: skip
KEPT_AS = _table(FORMS, {
    "recording": "audio, video, tape, recorded, audio recording",
    "transcript": "verbatim transcript, transcription",
    "own note": "notes, own notes, field notes, note",
    "summary by another": "summary, second hand summary",
})  # fmt: skip
TRUTHS = {"true": True, "yes": True, "y": True, "x": True, "1": True, "oui": True, "ja": True,
          "si": True, "false": False, "no": False, "n": False, "0": False, "non": False,
          "nein": False}  # fmt: skip


def word_in(words: Words, text: str) -> str:
    """The vocabulary's word for what a cell says, or the cell's own words."""
    plain = text.strip()
    return words.get(plain.casefold()) or words.get(fold_key(plain)) or plain


def truth(text: str) -> bool | str:
    """Yes or no; the words where they are neither."""
    return TRUTHS.get(fold_key(text), text)
