"""The help page: the words, scales and signs that every other page uses."""

from collections.abc import Sequence

from flask import Blueprint, render_template

from provenance.scoring.result import RULE_TEXT
from provenance.scoring.words import BOUNDS
from provenance.vocabulary import LIKELIHOOD_TERMS
from provenance.web.access import PERSON, needs
from provenance.web.glyphs import RELATION_REVERSED

blueprint = Blueprint("help", __name__)


@blueprint.get("/help")
@needs(PERSON)
def index() -> str:
    """What do these words, letters and signs mean?"""
    return render_template(
        "help/index.html", likelihoods=bands(), rules=RULE_TEXT, relations=tuple(RELATION_REVERSED)
    )


def bands() -> Sequence[tuple[str, int, int]]:
    """Each term of likelihood with the bounds of its band, in hundredths."""
    edges = (0, *(round(bound * 100) for bound in BOUNDS), 100)
    return tuple(zip(LIKELIHOOD_TERMS, edges[:-1], edges[1:], strict=True))
