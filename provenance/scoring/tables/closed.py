"""Closed labels: which of the same few labels is true of each object.

Two models of how sources speak, a matrix for each (``confusion``) and one accuracy for each
(``ability``), share this loop of variational Bayes (Dawid & Skene 1979; Kim & Ghahramani 2012). An
object's evidence is raised to a power at most 1 while the model is fitted, so that answers which go
together do not pass for independent ones. How frequent each label is comes in part or whole from the
votes: learnt alone it lets a frequent label swallow the others where answers are few.
"""

from typing import Protocol

import numpy as np
from scipy.sparse import csr_array
from scipy.special import gammaln

from provenance.scoring.arrays import Floats
from provenance.scoring.tables.types import AssertionTable, TableConfig


class Speech(Protocol):
    """How sources speak, learnt anew from what is taken for true."""

    @property
    def learnt(self) -> float:
        """Weight of the learnt frequencies of labels beside those of the votes."""

    def evidence(self, share: Floats) -> Floats:
        """Log evidence [objects, labels] under what ``share`` [objects, labels] teaches."""

    def bound(self, share: Floats) -> float:
        """Lower bound of the log evidence for this way to speak."""


def fit(
    table: AssertionTable, speech: Speech, power: Floats, rounds: int, config: TableConfig
) -> Floats:
    """Probability [objects, labels], of labels that nobody names too. ``power`` per object."""
    share = start(table, config)
    votes = totals(share)
    for _ in range(rounds):
        classes = speech.learnt * totals(share) + votes + 1
        evidence = speech.evidence(share) * power[:, None] + np.log(classes / classes.sum())
        before, share = share, softmax(evidence)
        if np.abs(share - before).sum() <= config.settled * max(table.n_objects, 1):
            break
    return share


def start(table: AssertionTable, config: TableConfig) -> Floats:
    """Cautious shares of votes."""
    labels = table.n_values
    flat = table.object[table.candidate] * labels + table.value[table.candidate]
    votes = np.bincount(flat, weights=table.weight, minlength=table.n_objects * labels)
    cautious = votes.reshape(-1, labels) + config.cautious / labels
    return np.asarray(cautious / cautious.sum(axis=1, keepdims=True))


def spoken(table: AssertionTable) -> csr_array:
    """(label said, object): weights of assertions."""
    at = (table.value[table.candidate], table.object[table.candidate])
    return csr_array((table.weight, at), shape=(table.n_values, table.n_objects))


def spoken_by(table: AssertionTable) -> csr_array:
    """(source and label said, object): weights of assertions."""
    row = table.source * table.n_values + table.value[table.candidate]
    column = table.object[table.candidate]
    shape = (table.n_sources * table.n_values, table.n_objects)
    return csr_array((table.weight, (row, column)), shape=shape)


def of_labels(share: Floats) -> float:
    """Part of the bound for what is true: frequencies of labels (all alike before), and entropy."""
    classes = totals(share)
    entropy = -(share * np.log(np.maximum(share, 1e-300))).sum()
    return log_evidence(classes, np.ones_like(classes)) + float(entropy)


def log_evidence(counts: Floats, prior: Floats) -> float:
    """Log evidence of expected counts under a Dirichlet prior on the last axis."""
    whole = gammaln(prior.sum(axis=-1)) - gammaln((prior + counts).sum(axis=-1))
    parts = gammaln(prior + counts) - gammaln(prior)
    return float(whole.sum() + parts.sum())


def totals(share: Floats) -> Floats:
    """Sum of each label's column (faster than along the first axis of a tall array)."""
    return np.asarray(np.ones(len(share)) @ share)


def softmax(evidence: Floats) -> Floats:
    """Rows of log evidence as shares; label by label, since rows are short and many."""
    labels = range(evidence.shape[1])
    peak = evidence[:, 0].copy()
    for label in labels:
        np.maximum(peak, evidence[:, label], out=peak)
    odds = np.exp(evidence - peak[:, None])
    total = np.zeros(len(evidence))
    for label in labels:
        total += odds[:, label]
    return np.asarray(odds / total[:, None])
