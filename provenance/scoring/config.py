"""Every value of the model, by name. None is fitted to any truth; docs/scoring.md gives reasons.

A tuple over a vocabulary has one entry per word in the vocabulary's order and one more, the last,
for "not stated" (code -1 picks the last entry).
"""

from dataclasses import asdict, dataclass

CONFIG_VERSION = "3"


@dataclass(frozen=True, slots=True)
class Config:
    """One configuration. Qualities are those of a binary symmetric channel, from 0 (nothing comes
    through) to 1 (all does); probabilities are between 0 and 1; spreads are standard deviations in
    log-odds."""

    version: str = CONFIG_VERSION

    # Sources: probability that a neutral statement is true. A, B, C, D, E, F and unrated.
    truthfulness: tuple[float, ...] = (0.95, 0.85, 0.70, 0.52, 0.30, 0.58)
    record_truthfulness: float = 0.85
    """Of an unrated reporter that something was said or exists."""
    public_record_truthfulness: float = 0.97
    """Of a document that is itself the public record, for what it says or that it exists."""
    grade_spread: float = 0.5
    least_weight: float = 1.0
    """Pseudo-statements behind any source at least, when its own accuracy is estimated."""
    unrated_spread: float = 1.2
    """Of F and of unrated sources; a rater's F among other grades moves the spread towards it."""

    # Stance.
    against_interest: float = 0.4
    """Factor on the probability of saying it though it is false."""
    self_serving: float = 0.5
    """Share of statements that would be made whether true or not."""
    about_a_rival: float = 0.3
    partly: float = 0.5
    """Portion of the effect of an interest that holds partly."""

    # Links: qualities. OWN, ALLY, RIVAL, OTHER, not stated.
    access: tuple[float, ...] = (1.0, 0.85, 0.65, 0.65, 0.9)
    # SENTENCE, PARAGRAPH, SECTION, NOTE, INLINE, AUTHOR, ANALYST, not stated.
    link: tuple[float, ...] = (0.95, 0.85, 0.75, 0.95, 0.95, 0.65, 0.75, 0.8)
    # WITNESSED, TOLD, RELAYED, RECORDED, INFERRED, UNKNOWN, not stated.
    directness: tuple[float, ...] = (1.0, 0.85, 0.6, 1.0, 0.6, 0.9, 0.9)
    # DISTANCED, MODAL, UNCONFIRMED, none.
    author_hedge: tuple[float, ...] = (0.75, 0.5, 0.3, 1.0)
    # FACT, QUANTITY, REPORT OF SPEECH, EXISTENCE, STATE OF MIND, OPINION, INFERENCE, LEGAL, FORECAST
    kind: tuple[float, ...] = (1.0, 1.0, 1.0, 1.0, 0.9, 0.9, 0.8, 0.8, 0.7, 1.0)
    # Someone through whom it reached us: A, B, C, D, E, F and unrated.
    relay: tuple[float, ...] = (0.95, 0.85, 0.7, 0.52, 0.3, 0.6)
    uncited: float = 0.65
    """Voices without a note are pooled per document and pass this one link together."""

    # Origins.
    same_organisation: float = 0.35
    """What a second voice of an organisation counts where independence is not established."""
    not_established: float = 0.9
    """What any other second voice counts until someone judges."""
    shared_interest: float = 0.35
    """What a second voice counts whom the claim serves as it serves the first."""

    # Documents and their authors. Quality of the channel by the author's grade A..E, F and unrated.
    document: tuple[float, ...] = (0.95, 0.88, 0.8, 0.65, 0.4, 0.88)
    author_link: float = 0.65
    """Link of what only the author says, with no note."""
    author_adopts: float = 0.65
    """Quality of his remark on what another said."""
    author_on_source: float = 0.3
    """Quality of his remark on a source: whoever grades the source has mostly read it too."""
    author_on_question: float = 0.65
    """Quality of his remark on a question."""
    author_judgement: float = 0.85
    """Reliability of a judgement by an author whom nobody graded."""
    author_verdict: float = 0.85
    """Quality of his verdict between two sides."""
    not_established_remark: float = 0.6
    """Quality left to the evidence for a claim that the author calls not established."""
    author_cap: float = 0.65
    """Highest probability that an author alone gives a claim without a prior against it."""

    # Priors.
    prior: float = 0.5
    universal_prior: float = 0.25

    # Relations: qualities WEAK, FAIR, STRONG, not stated.
    corroborates: tuple[float, ...] = (0.2, 0.4, 0.7, 0.4)
    repeats: float = 0.7
    supports: tuple[float, ...] = (0.2, 0.4, 0.6, 0.4)
    presupposes: tuple[float, ...] = (0.3, 0.5, 0.7, 0.5)
    contradicts: tuple[float, ...] = (0.4, 0.6, 0.76, 0.6)
    in_tension: tuple[float, ...] = (0.06, 0.15, 0.3, 0.15)
    undermines: tuple[float, ...] = (0.15, 0.3, 0.5, 0.3)
    explained: float = 0.5
    """Portion of an attack left once it is explained."""
    decided: float = 0.85
    """Probability against the losing side of a resolved case, before its other evidence."""
    relations_channel: float = 0.9
    """Quality of the one channel that all messages of a claim pass together."""
    lent_voices: int = 32
    """A claim lends at most its strongest so many origins to each neighbour."""

    # Figures: EXACT, ABOUT, AT LEAST, AT MOST, not stated: how far off, relative to itself, a figure
    # may be and still be right.
    tolerance_of_figures: tuple[float, ...] = (0.005, 0.1, 0.0, 0.0, 0.05)
    figures_apart: float = 1 / 3
    """Relative gap from which a contradiction of two figures counts whole."""
    figures_fit: float = 0.5
    """Portion of it left where the two can both hold."""
    figures_agree: float = 0.4
    """Quality of the support between answers whose figures agree, or from a figure to a bound
    that it meets."""

    # Questions: odds of "none of these" against each rival's own odds.
    none_of_these: float = 1.0
    exhaustive_none: float = 0.01
    elimination: float = 0.7
    """Quality of the channel for what a claim gains because its rivals fall."""

    # Intervals.
    interval: float = 1.6448536269514722
    """Standard normal quantile: 90 % intervals."""
    prior_spread: float = 1.35
    """Of a claim of which nothing is known."""
    relation_spread: float = 0.5
    """Per unit of log-odds that arrives by relations or is withheld for lack of independence."""

    # Limits.
    most_certain: float = 0.99
    tolerance: float = 1e-11
    damping: float = 0.3
    """Part of the old message kept in each round, once plain rounds do not settle."""
    rounds: int = 500

    # Rules of words (docs/scoring.md, "Words").
    high_width: float = 0.35
    moderate_width: float = 0.65
    contested: float = 0.35
    """Log-odds of evidence on both sides from which a claim counts as contested."""

    def as_dict(self) -> dict[str, object]:
        """All values, JSON-able, in the order of this file."""
        return {
            name: list(value) if isinstance(value, tuple) else value
            for name, value in asdict(self).items()
        }


DEFAULT = Config()
