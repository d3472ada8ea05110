"""Views: a claim made from a passage of a document."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from flask import Blueprint, flash, render_template, request, url_for
from sqlalchemy.orm import Session

from provenance.citations.models import Citation
from provenance.citations.service import correct_citation
from provenance.claims.commands import RecordClaim
from provenance.claims.service import record_claim
from provenance.documents.models import Document
from provenance.dossiers.commands import Correct
from provenance.dossiers.register import find
from provenance.errors import InvalidInput, NotFound
from provenance.reports.passage_claim import (
    PassageClaim,
    ProposedVoice,
    Selected,
    passage_claim,
)
from provenance.sources.models import Source
from provenance.web import choices, current
from provenance.web.access import needs
from provenance.web.acts import Answer, submit
from provenance.web.choices import citation_words
from provenance.web.forms.passages import JudgeCitationForm, PassageClaimForm
from provenance.web.forms.values import present
from provenance.web.proposed_forms import Proposed, proposed_of

blueprint = Blueprint("passages", __name__)
AUTHOR = "author"


@blueprint.route(
    "/d/<slug>/documents/<id:document_id>/passages/<int:number>/claim", methods=["GET", "POST"]
)
@needs("analyst")
def claim(slug: str, document_id: str, number: int) -> Answer:
    """The exact words, a statement in the analyst's own, and who vouches for it.

    ``?at=4&last=13&until=20``: the words selected, see :class:`Selected`.
    """
    document = find(current.reader(), Document, current.dossier().id, document_id)
    selected = _selected()
    about = passage_claim(current.reader(), document, number, selected)
    proposed = proposed_of(document)
    form = _form(about, proposed)

    def page(form: Any) -> str:
        labels = {v.source.public_id: v.source for v in about.voices}
        labels |= {source.public_id: source for source in about.authors}
        labels |= proposed.sources if proposed else {}
        return render_template(
            "passages/claim.html", slug=slug, about=about, form=form, sources=labels,
            proposal=proposed.row.public_id if proposed else None,
            kept=proposed.kept if proposed else asdict(selected) if selected else {},
            here=proposed.back if proposed else url_for(
                "documents.show", slug=slug, document_id=document_id,
                passage=number),
        )  # fmt: skip

    def act(session: Session) -> str:
        row = _record(session, slug, about, form)
        flash(f"{row.public_id} is recorded.", "success")
        if proposed:
            proposed.settle(session, row.public_id)
            return proposed.back
        return url_for("documents.show", slug=slug, document_id=document_id, claim=row.public_id)

    return page(form) if request.method == "GET" else submit(form, act, page)


@blueprint.route("/d/<slug>/citations/<id:citation_id>/source", methods=["GET", "POST"])
@needs("analyst")
def judge(slug: str, citation_id: str) -> Answer:
    """Say which source a citation is; cross-references that follow it follow."""
    citation = find(current.reader(), Citation, current.dossier().id, citation_id)
    owner = citation.note.document if citation.note else citation.document
    if owner is None:
        raise NotFound("This citation stands in no document.")
    note = citation.note.public_id if citation.note else None
    back = url_for("documents.show", slug=slug, document_id=owner.public_id, note=note)
    form: Any = JudgeCitationForm(version=str(citation.version))
    form.source.choices = {"": "choose", **dict(choices.sources())}

    def page(form: Any) -> str:
        return render_template(
            "passages/judge.html",
            slug=slug,
            citation=citation,
            document=owner,
            form=form,
            back=back,
        )

    def act(session: Session) -> str:
        changes = {"source": form.source.data}
        command = Correct(slug, citation_id, changes, form.reason.data, form.seen())
        correct_citation(session, current.actor(), command)
        return back

    return page(form) if request.method == "GET" else submit(form, act, page)


def _selected() -> Selected | None:
    """What the address says was selected; nothing where it does not say it whole."""
    given = [request.args.get(name, "") for name in ("at", "last", "until")]
    if not all(value.isdecimal() and len(value) < 9 for value in given):
        return None
    return Selected(*map(int, given))


def _form(about: PassageClaim, proposed: Proposed | None) -> Any:
    """Filled with what the passage and its notes propose, or with what was sent."""
    data: dict[str, Any] = {"quote": about.words, "voices": _proposed(about), "importance": "2"}
    if proposed:
        data = proposed.filled(data, about)
    form: Any = PassageClaimForm(data=data)
    subjects = [*choices.organisations(), *choices.persons()]
    form.choose_from(subjects)
    citations = {
        voice.source.public_id: [(c.public_id, citation_words(c)) for c in voice.citations]
        for voice in about.voices
    }
    form.choose_voices(citations, [
        (c.public_id, f"{citation_words(c)} → {c.source.label}") for c in about.others if c.source
    ])  # fmt: skip
    return form


def _proposed(about: PassageClaim) -> list[dict[str, Any]]:
    """A voice for each source cited, one for another citation, one for the author."""
    voices = [_voice(voice) for voice in about.voices]
    voices.append({"source": "", "polarity": "asserts", "link_basis": "analyst"})
    voices += [_author(source, alone=not about.voices) for source in about.authors]
    return voices


def _voice(voice: ProposedVoice) -> dict[str, Any]:
    return {
        "source": voice.source.public_id,
        "citations": [citation.public_id for citation in voice.citations],
        "polarity": "asserts",
        "link_basis": voice.basis,
    }


def _author(source: Source, *, alone: bool) -> dict[str, Any]:
    return {"source": source.public_id, "use": alone, "polarity": "asserts", "link_basis": AUTHOR}


def _record(session: Session, slug: str, about: PassageClaim, form: Any) -> Any:
    quote = about.quote(form.quote.data or "")
    if quote is None:
        raise InvalidInput.at(
            "quote", "These words do not stand in the passage; copy them from it."
        )
    attributions = _attributions(about, form)
    if not attributions and (about.voices or about.authors):
        raise InvalidInput.at("voices", "Say who vouches for it: a note, or the author.")
    values = {**present(form.values()), "quotes": [quote]}
    why = form.why(f"claimed from passage {about.passage.number + 1} of {about.document.title}")
    command = RecordClaim(slug, values, why, tuple(attributions))
    return record_claim(session, current.actor(), command)


def _attributions(about: PassageClaim, form: Any) -> list[dict[str, Any]]:
    """One for each source and polarity, with all its citations."""
    found: dict[tuple[str, str], dict[str, Any]] = {}
    for entry in form.voices:
        voice = entry.form
        if not voice.chosen():
            continue
        citations = list(voice.citations.data or ())
        source = voice.source.data
        if voice.other.data:
            source = _source_of(about, voice.other.data)
            citations.append(voice.other.data)
        stance = voice.stance()
        standing = found.setdefault((source, stance["polarity"]), {"source": source, **stance})
        standing["citations"] = [*standing.get("citations", ()), *citations]
    return [_without_blanks(values) for values in found.values()]


def _source_of(about: PassageClaim, citation_id: str) -> str:
    for citation in about.others:
        if citation.public_id == citation_id and citation.source is not None:
            return citation.source.public_id
    raise InvalidInput.at("voices", "Choose a citation of this document.")


def _without_blanks(values: dict[str, Any]) -> dict[str, Any]:
    kept: Sequence[tuple[str, Any]] = [pair for pair in values.items() if pair[1] not in (None, [])]
    return dict(kept)
