"""What one attribution is worth alone: grade, stance, then every link it passed.

A source that tells the truth with probability a gives odds a : (1 - a) that what it says is so.
Stance changes how likely it is to say it if true (t) and if false (f); L = ln t/f (Good 1950,
weight of evidence). Links then weaken L as channels. Each step is a ledger line.
"""

from dataclasses import dataclass

import numpy as np

from provenance.scoring.arrays import (
    Bools,
    Floats,
    Index,
    channel,
    group_max,
    group_sum,
    logit,
    owners,
    sigmoid,
)
from provenance.scoring.codes import (
    NOT_STATED,
    Access,
    ClaimKind,
    Codes,
    Directness,
    Interest,
    Strength,
)
from provenance.scoring.config import Config
from provenance.scoring.grades import Reliability, by_grade
from provenance.scoring.interest import access_of, interest_of
from provenance.scoring.ledger import Rule
from provenance.scoring.regard import Regard
from provenance.scoring.types import ScoringInput

_SIGN = np.array([1.0, -1.0, 0.0, 0.0, 1.0])
"""By polarity; the last for one not stated, which asserts (dossier file format)."""


@dataclass(frozen=True, slots=True, eq=False)
class Witness:
    """Per attribution: signed ``value`` (log-odds), ``quality`` of all its links, ``spread`` of its
    grade, ``graded``, ``pooled`` (no note), the ``interest`` and ``record`` (speech or document).

    ``graded_at`` log-odds by grade alone, ``neutral`` with what authors say of the source, ``stance``
    after interest; ``qualities`` of each link:
    ``steps`` gives the signed effect of each, ``details`` the code that caused it.
    """

    value: Floats
    sign: Floats
    quality: Floats
    spread: Floats
    graded: Bools
    pooled: Bools
    record: Bools
    interest: Codes
    access: Codes
    reliability: Reliability
    graded_at: Floats
    neutral: Floats
    stance: Floats
    qualities: dict[Rule, Floats]
    details: dict[Rule, Codes]

    def steps(self, rows: Index) -> dict[Rule, Floats]:
        """Signed effect of every step, in order, for the given attributions."""
        sign, record = self.sign[rows], self.record[rows]
        before, after_stance = self.neutral[rows], self.stance[rows]
        graded_at = self.graded_at[rows]
        found = {
            Rule.GRADE: sign * np.where(record, 0.0, graded_at),
            Rule.REGARD: sign * np.where(record, 0.0, before - graded_at),
            Rule.RECORD: sign * np.where(record, before, 0.0),
            Rule.STANCE: sign * (after_stance - before),
        }
        passed, quality = after_stance, np.ones(len(rows))
        for rule, q in self.qualities.items():
            quality = quality * q[rows]
            after = channel(after_stance, quality)
            found[rule] = sign * (after - passed)
            passed = after
        return found


def weigh(
    inputs: ScoringInput,
    grades: Reliability,
    esteem: Regard,
    sources: Reliability,
    author: Bools,
    config: Config,
) -> Witness:
    """The witness line of every attribution. ``grades`` of each; ``esteem`` and ``sources`` of all
    sources."""
    said = inputs.attributions
    reliability = esteem.of(grades, said.source, config)
    access = access_of(inputs)
    interest = interest_of(inputs, access)
    sign = _SIGN[said.polarity]
    by_author = author[said.source]
    record = _is_record(inputs, by_author, access) & (sign > 0)
    neutral = np.where(record, _record_log_odds(inputs, sources, config), reliability.log_odds)
    stance = np.where(record, neutral, _with_interest(neutral, interest, said.strength, config))
    interest = np.where(record | by_author, np.int8(NOT_STATED), interest).astype(np.int8)
    stance = np.where(by_author, neutral, stance)
    pooled = (said.cited == 0) & ~by_author
    qualities = _qualities(inputs, access, pooled, by_author, record, config)
    qualities[Rule.VIA] = _via(inputs, sources, config)
    quality = np.ones(len(sign))
    for q in qualities.values():
        quality *= q
    spread = np.where(record, config.grade_spread, reliability.spread)
    return Witness(
        value=sign * channel(stance, quality),
        sign=sign,
        quality=quality,
        spread=spread,
        graded=reliability.graded | record,
        pooled=pooled,
        record=record,
        interest=interest,
        access=access,
        reliability=reliability,
        graded_at=grades.log_odds,
        neutral=neutral,
        stance=stance,
        qualities=qualities,
        details=_details(inputs, reliability, interest, access)
        | {Rule.REGARD: np.where(record, np.int8(NOT_STATED), esteem.verdict[said.source])},
    )


def _with_interest(neutral: Floats, interest: Codes, strength: Codes, config: Config) -> Floats:
    """L under stance. Never above neutral for speech that serves the speaker, whatever his grade."""
    portion = np.where(strength == Strength.PARTLY, config.partly, 1.0)
    base = np.where(interest == Interest.SELF_SERVING, config.self_serving, config.about_a_rival)
    truthful = sigmoid(neutral)
    anyway = base * portion
    true, false = anyway + (1 - anyway) * truthful, anyway + (1 - anyway) * (1 - truthful)
    served = np.minimum(np.log(true) - np.log(false), neutral)
    serves = (interest == Interest.SELF_SERVING) | (interest == Interest.ABOUT_A_RIVAL)
    result = np.where(serves, served, neutral)
    admitted = neutral - portion * np.log(config.against_interest)
    return np.where(interest == Interest.AGAINST_INTEREST, admitted, result)


def _is_record(inputs: ScoringInput, by_author: Bools, access: Codes) -> Bools:
    """Whether what counts is the record, not the source's truthfulness: the claim is that something
    was said or exists, and the source is the speaker.

    A source whose parties are recorded and are not among the claim's recorded subjects is a
    reporter, so its own reliability counts; so does an author's.
    """
    said, claims = inputs.attributions, inputs.claims
    speech = (claims.kind == ClaimKind.REPORT_OF_SPEECH) | (
        claims.kind == ClaimKind.EXISTENCE_OF_A_DOCUMENT
    )
    has_subject = np.diff(claims.subject_start) > 0
    sources = inputs.sources
    has_party = (np.diff(sources.organisation_start) > 0) | (sources.person >= 0)
    stands_apart = has_subject[said.claim] & has_party[said.source]
    own = access == Access.OWN
    return np.asarray(speech[said.claim] & ~by_author & (~stands_apart | own))


def _record_log_odds(inputs: ScoringInput, sources: Reliability, config: Config) -> Floats:
    """Reliability of the record: of whoever stands nearest to us, else of the document's authors,
    else the stated value; a public record has its own. A poor record shows nothing, never the
    opposite."""
    said, documents = inputs.attributions, inputs.documents
    blank = float(logit(config.record_truthfulness))
    of_document = np.full(len(documents.is_record) + 1, blank)
    row = owners(documents.author_start)
    known = sources.graded[documents.author]
    best = np.full(len(documents.is_record), -np.inf)
    np.maximum.at(best, row[known], sources.log_odds[documents.author[known]])
    of_document[:-1] = np.where(np.isfinite(best), best, blank)
    public = documents.is_record == 1
    of_document[:-1][public] = float(logit(config.public_record_truthfulness))
    result = of_document[said.document]
    has_via = np.diff(said.via_start) > 0
    nearest = said.via[said.via_start[:-1][has_via]]
    result[has_via] = np.where(sources.graded[nearest], sources.log_odds[nearest], blank)
    return np.asarray(np.maximum(result, 0.0))


def _qualities(
    inputs: ScoringInput,
    access: Codes,
    pooled: Bools,
    by_author: Bools,
    record: Bools,
    config: Config,
) -> dict[Rule, Floats]:
    said = inputs.attributions
    link = np.array(config.link)[said.link]
    link = np.where(by_author & (said.cited != 1), np.minimum(link, config.author_link), link)
    direct = np.array(config.directness)[said.directness]
    relayed = (said.directness == Directness.RELAYED) & (np.diff(said.via_start) > 0)
    whole = by_author | record
    return {
        Rule.KIND: np.array(config.kind)[inputs.claims.kind[said.claim]],
        Rule.ACCESS: np.where(whole, 1.0, np.array(config.access)[access]),
        Rule.LINK: np.where(pooled, 1.0, link),
        Rule.DIRECTNESS: np.where(whole | relayed, 1.0, direct),
        Rule.HEDGE: np.array(config.author_hedge)[said.author_hedge],
    }


def _via(inputs: ScoringInput, sources: Reliability, config: Config) -> Floats:
    """Product over the chain of those through whom it came."""
    said = inputs.attributions
    relay = by_grade(sources.log_odds, sources.graded, config.relay, config.relay[-1])
    log_quality = np.log(relay[said.via])
    rows = owners(said.via_start)
    total = group_sum(rows, log_quality, len(said.claim))
    return np.exp(total)


def _details(
    inputs: ScoringInput, reliability: Reliability, interest: Codes, access: Codes
) -> dict[Rule, Codes]:
    said = inputs.attributions
    return {
        Rule.GRADE: reliability.grade,
        Rule.STANCE: interest,
        Rule.ACCESS: access,
        Rule.LINK: said.link,
        Rule.DIRECTNESS: said.directness,
        Rule.HEDGE: said.author_hedge,
    }


def strongest(value: Floats, origin: Index, n: int) -> Index:
    """First attribution with the largest positive value of each origin; -1 where none is."""
    best = group_max(origin, value, n)
    rows = np.flatnonzero((value > 0) & (value == best[origin]))[::-1]
    result = np.full(n, -1, dtype=np.int64)
    result[origin[rows]] = rows
    return result


def votes(polarity: Codes) -> Bools:
    """Attributions that assert or deny."""
    return np.asarray(_SIGN[polarity] != 0)


def asserts(polarity: Codes) -> Bools:
    """Attributions that assert."""
    return np.asarray(_SIGN[polarity] > 0)
