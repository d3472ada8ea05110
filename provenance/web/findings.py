"""Between the forms of an import's findings and the decisions that the draft keeps."""

from typing import Any

from flask import request

from provenance.errors import InvalidInput
from provenance.imports.deciding import words_of
from provenance.imports.findings import DOCUMENT, place_of
from provenance.imports.models import ImportDraft
from provenance.ingest.types import NoteRead, ParsedDocument
from provenance.reports.importing import Preview
from provenance.reports.importing_lists import antecedent_choices, source_choices
from provenance.reports.importing_rows import CitationRow
from provenance.web.forms.imports import (
    AFTER,
    AS_READ,
    NOWHERE,
    AboutCitationForm,
    AboutDocumentForm,
    AboutNoteForm,
    FindingForm,
)
from provenance.web.forms.speakers import AboutAttributionForm
from provenance.web.speaking import KIND, attribution_decision, attribution_form


def form_for(preview: Preview, draft: ImportDraft, finding: str) -> Any:
    """The form of a finding, filled with what is known; None where there is no such finding."""
    if draft.status != "open":
        return None
    kind, _, rest = finding.partition(":")
    common = {"finding": finding, "version": str(draft.version)}
    if finding == DOCUMENT:
        return _document_form(preview, common)
    if kind == "note":
        note = next((n for n in preview.document.notes if n.id == rest), None)
        return _note_form(preview, note, common) if note else None
    if kind == KIND:
        return attribution_form(preview, finding, common)
    place = place_of(finding)
    row = preview.citations.get(place) if place else None
    return _citation_form(preview, row, common) if row else None


def _bound(kind: type[FindingForm], values: dict[str, Any]) -> Any:
    """Filled from the request where it is the one sent, from what is known otherwise."""
    sent = request.method == "POST" and request.form.get("finding") == values["finding"]
    return kind(request.form if sent else None, data=values)


def _document_form(preview: Preview, common: dict[str, str]) -> Any:
    about = preview.decisions.get(DOCUMENT, {})
    document = preview.document
    date = document.published
    authors = about.get("authors", [document.author] if document.author else [])
    return _bound(
        AboutDocumentForm,
        {
            **common,
            "title": document.title,
            "authors": "\n".join(authors),
            "published": (date.verbatim or date.edtf) if date else "",
            **{name: about.get(name) for name in ("publisher", "language", "url", "restricted")},
        },
    )


def _note_form(preview: Preview, note: NoteRead, common: dict[str, str]) -> Any:
    decision = preview.decisions.get(common["finding"], {})
    call = AFTER if "passage" in decision else NOWHERE if decision.get("uncalled") else AS_READ
    values = {"kind": note.kind, "call": call, "after": decision.get("after"),
              "section": note.section or ""}  # fmt: skip
    form = _bound(AboutNoteForm, {**common, **values})
    form.section.choices = {"": "none", **{h: h for h in headings(preview.document)}}
    return form


def headings(document: ParsedDocument) -> list[str]:
    """The document's headings, as notes name the section that they speak for."""
    words = (document.text[b.start : b.end] for b in document.blocks if b.kind == "heading")
    return list(dict.fromkeys(word.lstrip("# ").strip() for word in words))


def _citation_form(preview: Preview, row: CitationRow, common: dict[str, str]) -> Any:
    decision = preview.decisions.get(row.finding, {})
    values = {
        "type": row.read.type,
        "role": row.read.role or "",
        **{name: decision.get(name, "") for name in ("source", "antecedent", "label")},
    }
    form = _bound(AboutCitationForm, {**common, **values})
    form.source.choices = source_choices(preview, row.finding)
    chosen = decision.get("antecedent", "")
    form.antecedent.choices = antecedent_choices(preview, row.finding, chosen)
    return form


def decision_of(preview: Preview, form: Any) -> dict[str, Any]:
    """What the person decided: only what differs from what stands without it, and what a correction
    leaves alone (where the reader cut wrongly)."""
    kept = {"further", "span", "encoding"}
    standing = words_of(preview.decisions.get(form.finding.data))
    untouched = {name: value for name, value in standing.items() if name in kept}
    if isinstance(form, AboutDocumentForm):
        return untouched | _document_decision(form)
    if isinstance(form, AboutNoteForm):
        return untouched | _note_decision(preview, form)
    if isinstance(form, AboutAttributionForm):
        return attribution_decision(preview, form)
    return untouched | _citation_decision(preview, form)


def _document_decision(form: Any) -> dict[str, Any]:
    return {
        "title": form.title.data,
        "authors": [
            name.strip() for name in (form.authors.data or "").splitlines() if name.strip()
        ],
        "published": form.published.data or "",
        "publisher": form.publisher.data or "",
        "language": form.language.data or "",
        "url": form.url.data or "",
        "restricted": bool(form.restricted.data),
    }


def _note_decision(preview: Preview, form: Any) -> dict[str, Any]:
    decision: dict[str, Any] = {"kind": form.kind.data, "section": form.section.data or None}
    if form.call.data == NOWHERE:
        decision["uncalled"] = True
    elif form.call.data == AFTER:
        decision |= _call(preview.document, form.after.data or "")
    return decision


def _call(document: ParsedDocument, after: str) -> dict[str, Any]:
    """The passage in which these words stand."""
    words = after.strip()
    found = [
        number
        for number, passage in enumerate(document.passages)
        if words
        for _ in range(document.text.count(words, passage.start, passage.end))
    ]
    if not found:
        raise InvalidInput.at("after", "These words do not stand in the text; copy them from it.")
    if len(found) > 1:
        raise InvalidInput.at("after", f"They stand in {len(found)} places; copy a few more words.")
    return {"passage": found[0], "after": words}


def _citation_decision(preview: Preview, form: Any) -> dict[str, Any]:
    place = place_of(form.finding.data)
    assert place is not None  # noqa: S101 - the form was made for a citation
    standing = preview.decisions.get(form.finding.data, {})
    read = preview.citations[place].read
    decision = {
        name: value
        for name in ("source", "antecedent", "label")
        if (value := getattr(form, name).data or "")
    }
    if form.type.data != read.type or "type" in standing:
        decision["type"] = form.type.data
    if (form.role.data or "") != (read.role or "") or "role" in standing:
        decision["role"] = form.role.data or ""
    return decision
