"""Messages between claims: loopy belief propagation, clamped, with damping when needed.

In evidence coordinates (what lies above a claim's own prior) an edge passes tanh(out/2) =
q tanh(in/2): exact on trees for a pairwise binary model without clamps (Pearl 1988; Mooij and
Kappen 2007 for convergence). The clamps (support only raises, attack only lowers) make it a
monotone propagation of evidence, not the marginal of one joint distribution.

Rounds are parallel from a silent start, so the order of claims and relations cannot matter.
"""

from dataclasses import dataclass

import numpy as np

from provenance.scoring.arrays import Bools, Floats, Index, channel, group_sum, owners
from provenance.scoring.codes import Codes
from provenance.scoring.config import Config
from provenance.scoring.edges import DRAG, SUPPORT, Edges, exclusive
from provenance.scoring.figures import Ranges, fitting
from provenance.scoring.types import ScoringInput

_CERTAIN = 14.0
"""Log-odds beyond which a rival's odds no longer grow (numbers stay exact to 1e-9)."""
_TINY = 1e-300
_DAMP_AFTER = (60, 200)
"""Rounds after which old messages are kept in part, and for the most part."""


@dataclass(frozen=True, slots=True, eq=False)
class Members:
    """Claims in questions, each once per question: question number, claim, and its rules. ``later``
    and ``first`` are pairs of rows whose figures can both hold (``figures.fitting``). ``none``: odds of
    no answer; ``verdict`` of the author's remark on the question (-1: none)."""

    question: Index
    claim: Index
    exclusive: Bools
    exhaustive: Bools
    n: int
    later: Index
    first: Index
    none: Floats
    verdict: Codes


@dataclass(frozen=True, slots=True, eq=False)
class Messages:
    """Where they settled: per edge, per member of a question, per claim ``total`` of the edges'
    messages after their channel, and ``answers`` of the questions. ``change`` in the last round."""

    edge: Floats
    member: Floats
    received: Floats
    total: Floats
    answers: Floats
    change: Floats
    rounds: int


def members(
    inputs: ScoringInput, figures: Ranges, doubts: tuple[Floats, Codes], config: Config
) -> Members:
    """Rows of questions that bind their answers in any way. ``doubts`` by question
    (``authors.doubts_of_questions``)."""
    table = inputs.questions
    pairs = np.stack([owners(table.member_start), table.member], axis=1)
    pairs = np.unique(pairs, axis=0) if len(pairs) else pairs
    one, must = exclusive(inputs)[pairs[:, 0]], table.exhaustive[pairs[:, 0]] == 1
    pairs, one, must = pairs[one | must], one[one | must], must[one | must]
    question, claim = pairs[:, 0], pairs[:, 1]
    later, first = fitting(claim, question, figures)
    none = np.where(must, config.exhaustive_none, config.none_of_these)
    none = none * np.exp(doubts[0][question])
    verdict = doubts[1][question]
    return Members(question, claim, one, must, len(table.exclusive), later, first, none, verdict)


class _Round:
    """One parallel round; holds what does not change between rounds."""

    def __init__(
        self,
        prior: Floats,
        evidence: Floats,
        against: Floats,
        field: Floats,
        edges: Edges,
        answers: Members,
        config: Config,
    ) -> None:
        self.n = len(prior)
        self.prior, self.evidence, self.against, self.field = prior, evidence, against, field
        self.edges, self.answers, self.config = edges, answers, config
        self.support = np.flatnonzero(edges.role == SUPPORT)
        self.push = np.flatnonzero(edges.role != SUPPORT)
        self.back = edges.reverse
        self.silence = np.zeros(self.n)
        if len(answers.claim):
            quiet = self._questions(prior[answers.claim])
            self.silence = group_sum(answers.claim, quiet, self.n)

    def totals(self, edge: Floats, member: Floats) -> tuple[Floats, Floats, Floats]:
        """(sum of messages, the same after the channel, questions' messages) per claim."""
        received = group_sum(self.edges.target, edge, self.n)
        answers = group_sum(self.answers.claim, member, self.n)
        return received, self._passed(received), answers

    def _passed(self, received: Floats) -> Floats:
        """After the channel that all messages to a claim pass together."""
        return channel(received, self.config.relations_channel)

    def step(self, edge: Floats, member: Floats, stirred: Bools) -> tuple[Floats, Floats]:
        """New messages from old; only claims ``stirred`` by the last round send anew."""
        received = group_sum(self.edges.target, edge, self.n)
        answers = group_sum(self.answers.claim, member, self.n)
        news = answers - self.silence
        fresh = edge.copy()
        awake = stirred[self.edges.source]
        push, support = self.push[awake[self.push]], self.support[awake[self.support]]
        fresh[push] = self._pushes(push, edge, received, news)
        fresh[support] = self._supports(support, edge, news)
        if len(member) == 0:
            return fresh, member
        asked = self.answers.claim
        belief = (self.prior + self.evidence + self.against + answers)[asked]
        return fresh, self._questions(belief + self._passed(received[asked]) - member)

    def _returned(self, edge: Floats, rows: Index) -> Floats:
        """What the target of each edge sends the other way."""
        edges = self.edges
        alone = edges.n_pairs == len(edge)  # no pair sends in two roles
        sums = edge if alone else group_sum(edges.pair, edge, edges.n_pairs)
        return np.append(sums, 0.0)[self.back[rows]]

    def _pushes(self, rows: Index, edge: Floats, received: Floats, news: Floats) -> Floats:
        edges = self.edges
        source = edges.source[rows]
        heard = channel(
            received[source] - self._returned(edge, rows), self.config.relations_channel
        )
        belief = self.evidence[source] + self.against[source] + news[source] + heard
        attack = -channel(np.maximum(belief, 0.0), edges.quality[rows])
        drag = channel(np.minimum(belief, 0.0), edges.quality[rows])
        return np.where(edges.role[rows] == DRAG, drag, attack)

    def _supports(self, rows: Index, edge: Floats, news: Floats) -> Floats:
        edges = self.edges
        lowering = np.minimum(edge, 0.0)
        received = group_sum(edges.target, lowering, self.n)
        source = edges.source[rows]
        heard = channel(
            received[source] - self._returned(lowering, rows), self.config.relations_channel
        )
        doubt = np.minimum(self.against[source] + news[source] + heard, 0.0)
        return channel(np.maximum(self.field[rows] + doubt, 0.0), edges.quality[rows])

    def _questions(self, belief: Floats) -> Floats:
        """Message of each question to each member, from the members' beliefs without it."""
        answers, config = self.answers, self.config
        odds = np.exp(np.clip(belief, -_CERTAIN, _CERTAIN))
        one = _exclusion(answers, odds, answers.none)
        log_all = np.log1p(odds)
        rest = group_sum(answers.question, log_all, answers.n)[answers.question] - log_all
        with np.errstate(divide="ignore"):
            least = -np.log(-np.expm1(-np.maximum(rest, config.exhaustive_none)))
        sent = np.where(answers.exclusive, one, least)
        return np.where(sent > 0, channel(sent, config.elimination), sent)


def _exclusion(answers: Members, odds: Floats, none: Floats) -> Floats:
    """ln Z(i holds) / Z(it does not), over the sets of answers that can hold together.

    Without figures that fit these sets are single answers: -ln(none + odds of all others). Ranges
    that overlap in pairs all overlap, so each larger set is counted once, at its member whose range
    begins last: its odds times the product of 1 + odds of those that reach to there.
    """
    question, later, first = answers.question, answers.later, answers.first
    if len(later) == 0:
        others = group_sum(question, odds, answers.n)[question] - odds
        return np.asarray(-np.log(none + np.maximum(others, 0.0)))
    reach = group_sum(later, np.log1p(odds[first]), len(odds))
    log_term = np.log(odds) + reach
    peak = np.zeros(answers.n)
    np.maximum.at(peak, question, log_term)
    scale = np.exp(-peak[question])
    term = np.exp(log_term - peak[question])
    without = 1 / (1 + odds[first])
    total = group_sum(question, term, answers.n)[question]
    shared = group_sum(first, term[later], len(odds))
    rest = group_sum(first, term[later] * without, len(odds))
    holds = np.exp(reach - peak[question]) + rest
    not_so = none * scale + np.maximum(total - term - shared, 0.0) + rest
    return np.asarray(np.log(np.maximum(holds, _TINY)) - np.log(np.maximum(not_so, _TINY)))


def propagate(
    prior: Floats,
    evidence: Floats,
    against: Floats,
    field: Floats,
    edges: Edges,
    answers: Members,
    config: Config,
) -> Messages:
    """Messages at rest (or after ``config.rounds``).

    Per claim: ``prior``, own ``evidence``, ``against`` (verdicts, never above 0), all log-odds; per
    edge: ``field``, what there is to lend.
    """
    work = _Round(prior, evidence, against, field, edges, answers, config)
    edge, member = np.zeros(len(edges.source)), np.zeros(len(answers.claim))
    change, rounds = np.full(len(prior), np.inf), 0
    while rounds < config.rounds and (len(edge) or len(member)):
        rounds += 1
        keep = _kept(rounds, config)
        stirred = (change > config.tolerance / 10) | (keep > 0)
        new_edge, new_member = work.step(edge, member, stirred)
        new_edge, new_member = _damp(edge, new_edge, keep), _damp(member, new_member, keep)
        change = np.zeros(len(prior))
        _largest(change, edges.target, np.abs(new_edge - edge))
        _largest(change, answers.claim, np.abs(new_member - member))
        edge, member = new_edge, new_member
        if change.max(initial=0.0) <= config.tolerance:
            break
    if rounds == 0:
        change = np.zeros(len(prior))
    received, total, questions = work.totals(edge, member)
    return Messages(edge, member, received, total, questions, change, rounds)


def _largest(change: Floats, claim: Index, moved: Floats) -> None:
    """Raise ``change`` of claims to the largest by which something moved; most soon stand still."""
    rows = np.flatnonzero(moved)
    np.maximum.at(change, claim[rows], moved[rows])


def _kept(rounds: int, config: Config) -> float:
    if rounds <= _DAMP_AFTER[0]:
        return 0.0
    return config.damping if rounds <= _DAMP_AFTER[1] else 1 - config.damping


def _damp(old: Floats, new: Floats, keep: float) -> Floats:
    return new if keep == 0.0 else keep * old + (1 - keep) * new
