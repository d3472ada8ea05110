"""From settled log-odds to a result: interval, words, flags, what holds now."""

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from provenance.scoring.arrays import Bools, Floats, group_sum, sigmoid
from provenance.scoring.circles import circular
from provenance.scoring.codes import Codes, RelationKind
from provenance.scoring.config import Config
from provenance.scoring.direct import Direct, Standing, interests, standing
from provenance.scoring.edges import ATTACK, SUPPORT, Edges, neighbourhoods
from provenance.scoring.ledger import Book
from provenance.scoring.lending import Lent
from provenance.scoring.messages import Messages
from provenance.scoring.posterior import of_sources
from provenance.scoring.result import ENGINE_VERSION, Result
from provenance.scoring.types import ScoringInput
from provenance.scoring.words import confidence, credibility, likelihood


def summarise(
    inputs: ScoringInput,
    direct: Direct,
    loan: Lent,
    edges: Edges,
    sent: Messages,
    prior: Floats,
    log_odds: Floats,
    book: Book,
    config: Config,
) -> Result:
    """Everything that is read off the log-odds of the claims."""
    own = standing(inputs, direct, config)
    stands = _with_loans(own, loan)
    reach = config.interval * _spread(edges, sent, stands, config)
    lower, upper = sigmoid(log_odds - reach), sigmoid(log_odds + reach)
    probability = sigmoid(log_odds)
    contested = _contested(direct, edges, sent, config)
    level, rule, suggested = _words(
        inputs, direct, edges, sent, own, stands, probability, upper - lower, contested, config
    )
    return Result(
        engine=ENGINE_VERSION,
        config=config,
        probability=probability,
        lower=lower,
        upper=upper,
        log_odds=log_odds,
        now=_now(inputs, probability),
        likelihood=likelihood(probability),
        confidence=level,
        confidence_rule=rule,
        credibility=suggested,
        origins=stands.origins,
        organisations=stands.organisations,
        flags=_flags(inputs, direct, own, contested),
        converged=_converged(inputs, sent, config),
        rounds=sent.rounds,
        sources=of_sources(
            inputs,
            direct.sources,
            direct.witness,
            direct.origins.of,
            direct.value,
            log_odds - prior,
            config,
        ),
        book=book,
    )


def _with_loans(stands: Standing, loan: Lent) -> Standing:
    """Voices lent by corroborating claims support too, each as a house of its own."""
    return replace(
        stands,
        supporting=stands.supporting + loan.voices,
        houses=stands.houses + loan.voices,
        well_graded=stands.well_graded + loan.well_graded,
    )


def _words(
    inputs: ScoringInput,
    direct: Direct,
    edges: Edges,
    sent: Messages,
    own: Standing,
    stands: Standing,
    probability: Floats,
    width: Floats,
    contested: Bools,
    config: Config,
) -> tuple[Codes, Codes, Codes]:
    """(confidence level, its rule, suggested credibility)."""
    reached = group_sum(edges.target, np.abs(sent.edge), len(probability)) > 0
    unheard = (stands.origins == 0) & ~reached
    judged, informed = stands.judged | reached, stands.informed | reached
    _, _, admitted = interests(inputs, direct)
    level, rule = confidence(
        unheard,
        judged,
        informed,
        own,
        stands,
        contested,
        width,
        config,
    )
    suggested = credibility(
        probability,
        unheard,
        judged,
        informed,
        own,
        stands,
        admitted > 0,
        contested,
    )
    return level, rule, suggested


def _spread(edges: Edges, sent: Messages, stands: Standing, config: Config) -> Floats:
    """Standard deviation of a claim's log-odds: grades, what independence withholds, what comes
    by relations, and the less is known of it the more the prior's own."""
    n = len(stands.variance)
    support = edges.role == SUPPORT
    lent_weight = group_sum(edges.target[support], np.tanh(sent.edge[support] / 2), n)
    weight = stands.information + lent_weight
    prior = config.prior_spread / (1 + weight)
    return np.sqrt(prior**2 + stands.variance + (config.relation_spread * sent.total) ** 2)


def _now(inputs: ScoringInput, probability: Floats) -> Floats:
    """Probability discounted by what supersedes a claim: that none of the later ones holds."""
    relations = inputs.relations
    rows = relations.kind == RelationKind.SUPERSEDES
    pairs = np.unique(np.stack([relations.a[rows], relations.b[rows]], axis=1), axis=0)
    still = group_sum(pairs[:, 1], np.log1p(-probability[pairs[:, 0]]), len(probability))
    return probability * np.exp(still)


def _stale(inputs: ScoringInput) -> Bools:
    relations = inputs.relations
    stale = np.zeros(len(inputs.claims.kind), dtype=np.bool_)
    stale[relations.b[relations.kind == RelationKind.SUPERSEDES]] = True
    return stale


def _contested(direct: Direct, edges: Edges, sent: Messages, config: Config) -> Bools:
    """Evidence of weight on both sides: denials and attacks against statements and supports."""
    claim, value, n = direct.origins.claim, direct.value, len(direct.evidence)
    denied = group_sum(claim, np.maximum(-value, 0.0), n)
    asserted = group_sum(claim, np.maximum(value, 0.0), n)
    attack = edges.role == ATTACK
    denied = denied + group_sum(edges.target[attack], -sent.edge[attack], n)
    support = edges.role == SUPPORT
    asserted = asserted + group_sum(edges.target[support], sent.edge[support], n)
    return np.asarray((denied >= config.contested) & (asserted >= config.contested))


def _flags(
    inputs: ScoringInput, direct: Direct, stands: Standing, contested: Bools
) -> NDArray[np.bool_]:
    """Columns in the order of ``result.FLAGS``."""
    asserting, serving, _ = interests(inputs, direct)
    columns = (
        stands.origins == 1,
        (stands.origins > 1) & (stands.houses == 1) & (stands.organisations == 1),
        (asserting > 0) & (serving == asserting),
        circular(inputs, direct.origins),
        contested,
        _stale(inputs),
        stands.origins == 0,
    )
    return np.stack(columns, axis=1)


def _converged(inputs: ScoringInput, sent: Messages, config: Config) -> Bools:
    """Whether the messages of a claim's whole neighbourhood came to rest."""
    if sent.change.max(initial=0.0) <= config.tolerance:
        return np.ones(len(sent.change), dtype=np.bool_)
    place, n = neighbourhoods(inputs)
    worst = np.zeros(n)
    np.maximum.at(worst, place, sent.change)
    return np.asarray(worst[place] <= config.tolerance)
