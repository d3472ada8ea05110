"""The score: arrays in; probability, interval, words and ledger out.

docs/scoring.md states the model. Everything is log-odds until the last step, so that every effect is
a line of the ledger and the lines add up.
"""

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from provenance.scoring.arrays import Floats, group_sum, logit, sigmoid
from provenance.scoring.config import DEFAULT, Config
from provenance.scoring.direct import Direct, listen
from provenance.scoring.edges import ATTACK, DRAG, SUPPORT, Edges, build
from provenance.scoring.figures import Ranges, most_at_once, ranges
from provenance.scoring.ledger import Block, Book, Rule
from provenance.scoring.lending import Lent, lent
from provenance.scoring.messages import Members, Messages, members, propagate
from provenance.scoring.result import ENGINE_VERSION, Result
from provenance.scoring.summary import summarise
from provenance.scoring.types import ScoringInput
from provenance.scoring.validate import validate
from provenance.scoring.voices import witness_blocks

_MANY = 10_000
"""Messages to one claim from which they are added without rounding."""
_RULE_OF_ROLE = {SUPPORT: Rule.SUPPORT, ATTACK: Rule.ATTACK, DRAG: Rule.PRESUPPOSED}


def score(inputs: ScoringInput, config: Config = DEFAULT) -> Result:
    """Score every claim and source. Raises ``InvalidInput`` for arrays that make no sense.

    The claims of one neighbourhood (connected by relations and questions) scored alone come out
    as in the whole, to 1e-9. The result does not depend on the order of any rows, to 1e-9.
    """
    return prepare(inputs, config).result()


@dataclass(frozen=True, slots=True, eq=False)
class Prepared:
    """All that is known before claims speak to one another."""

    inputs: ScoringInput
    config: Config
    prior: Floats
    direct: Direct
    figures: Ranges
    edges: Edges
    answers: Members
    loan: Lent

    def log_odds(self, outside: Floats | None = None) -> Floats:
        """Where the claims come to rest. ``outside`` is what claims that are left out say to each
        (log-odds, ``live``)."""
        return self._settled(outside)[2]

    def result(self, outside: Floats | None = None) -> Result:
        """All that is read off it; what comes from ``outside`` is in no ledger."""
        inputs, edges, answers = self.inputs, self.edges, self.answers
        sent, raw, log_odds = self._settled(outside)
        direct = self.direct
        blocks = (
            _prior_block(inputs, self.prior),
            *direct.blocks,
            *_message_blocks(edges, sent, answers, log_odds - raw),
        )
        book = Book(blocks, lambda: witness_blocks(inputs, direct.witness, direct.voices))
        return summarise(
            inputs, direct, self.loan, edges, sent, self.prior, log_odds, book, self.config
        )

    def _settled(self, outside: Floats | None) -> tuple[Messages, Floats, Floats]:
        evidence, against = self.direct.evidence, self.direct.against
        if outside is not None:
            evidence, against = evidence + np.maximum(outside, 0), against + np.minimum(outside, 0)
        field, config = self.loan.field, self.config
        sent = propagate(self.prior, evidence, against, field, self.edges, self.answers, config)
        raw = self.prior + evidence + against + sent.total + sent.answers
        return sent, raw, _limited(raw, self.answers, self.figures, config)


def prepare(inputs: ScoringInput, config: Config = DEFAULT) -> Prepared:
    """Listen to all that is said of each claim. Raises as ``score`` does."""
    validate(inputs)
    direct = listen(inputs, config)
    figures = ranges(inputs, config)
    edges = build(inputs, config)
    answers = members(inputs, figures, direct.doubts, config)
    worth = np.where(
        direct.origins.author,
        np.minimum(direct.value, direct.cap[direct.origins.claim]),
        direct.value,
    )
    loan = lent(inputs, direct.origins, direct.voices, worth, edges, config)
    return Prepared(inputs, config, _prior(inputs, config), direct, figures, edges, answers, loan)


def _prior(inputs: ScoringInput, config: Config) -> Floats:
    """Log-odds before any evidence: sweeping claims start lower."""
    universal = inputs.claims.universal == 1
    return np.where(
        universal, float(logit(config.universal_prior)), float(logit(config.prior))
    ).astype(np.float64)


def _prior_block(inputs: ScoringInput, prior: Floats) -> Block:
    n = len(prior)
    columns = {"detail": (inputs.claims.universal == 1).astype(np.int64)}
    return Block(Rule.PRIOR, np.arange(n, dtype=np.int64), prior, columns, shown=True)


def _limited(raw: Floats, answers: Members, figures: Ranges, config: Config) -> Floats:
    """Nothing is more certain than ``most_certain``; rivals share at most one.

    The lower limit is left out where answers exclude one another: many of them may each be
    unlikely beyond it.
    """
    limit = float(logit(config.most_certain))
    bounded = np.minimum(raw, limit)
    rival = np.zeros(len(raw), dtype=np.bool_)
    rival[answers.claim[answers.exclusive]] = True
    bounded = np.where(rival, bounded, np.maximum(bounded, -limit))
    if not rival.any():
        return bounded
    one = answers.exclusive
    probability = sigmoid(bounded)
    total = rival_sums(probability, answers, figures)
    share = np.ones(len(raw))
    np.minimum.at(share, answers.claim[one], 1 / np.maximum(total, 1.0)[answers.question[one]])
    return np.where(share < 1, logit(np.where(share < 1, probability * share, 0.5)), bounded)


def rival_sums(probability: Floats, answers: Members, figures: Ranges) -> Floats:
    """Per question the largest sum of answers that exclude one another."""
    one = answers.exclusive
    total = group_sum(answers.question[one], probability[answers.claim[one]], answers.n)
    fit = answers.question[answers.later][one[answers.later]]
    for question in np.unique(fit[total[fit] > 1]):
        claim = answers.claim[answers.question == question]
        total[question] = most_at_once(claim, probability[claim], figures)
    return total


def _summed(edges: Edges, sent: Messages) -> Floats:
    """What each claim received, exactly where a plain sum of many lines would lose the last digits."""
    received = sent.received.copy()
    for hub in np.flatnonzero(np.bincount(edges.target, minlength=len(received)) > _MANY):
        received[hub] = math.fsum(sent.edge[edges.target == hub].tolist())
    return received


def _message_blocks(edges: Edges, sent: Messages, answers: Members, limit: Floats) -> list[Block]:
    blocks = []
    for role, rule in _RULE_OF_ROLE.items():
        rows = np.flatnonzero(edges.role == role)
        columns: dict[str, NDArray[Any]] = {
            "other": edges.source[rows],
            "relation": edges.relation[rows],
            "detail": edges.kind[rows],
        }
        shown = role != DRAG
        blocks.append(Block(rule, edges.target[rows], sent.edge[rows], columns, shown))
    everyone = np.arange(len(limit), dtype=np.int64)
    question: dict[str, NDArray[Any]] = {"question": answers.question, "detail": answers.verdict}
    blocks.append(Block(Rule.RELATIONS, everyone, sent.total - _summed(edges, sent)))
    blocks.append(Block(Rule.QUESTION, answers.claim, sent.member, question, shown=True))
    blocks.append(Block(Rule.LIMIT, everyone, limit))
    return blocks


__all__ = ["ENGINE_VERSION", "prepare", "score"]
