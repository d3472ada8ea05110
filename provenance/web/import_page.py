"""What the template of an import's page shows: the finding chosen, its neighbours, its forms."""

from codecs import lookup
from collections.abc import Mapping
from typing import Any

from flask import request

from provenance.documents.uploads import read_upload
from provenance.imports.deciding import last_order, order_of
from provenance.imports.encodings import GUESSED, offered
from provenance.imports.findings import DOCUMENT, place_of
from provenance.imports.models import ImportDraft
from provenance.reports.importing import Preview
from provenance.reports.importing_attributions import attribution_page
from provenance.reports.importing_lists import Waiting, resting_on, sources_of
from provenance.web import current
from provenance.web.forms.imports import (
    AcceptForm,
    DiscardForm,
    EncodingForm,
    JudgeForm,
    UndoForm,
    WordsForm,
)
from provenance.web.paging import page_number

FORMS = {
    "judging": (JudgeForm, "judge-"), "dividing": (WordsForm, "words-"),
    "undoing": (UndoForm, "undo-"), "accepting": (AcceptForm, "accept-"),
    "discarding": (DiscardForm, "discard-"), "encoding": (EncodingForm, "encoding-"),
}  # fmt: skip
MOST_LISTED = 50


def page_values(
    preview: Preview, draft: ImportDraft, form: Any, failed: Mapping[str, Any]
) -> dict[str, Any]:
    """The values of the page; ``form`` corrects a finding, ``failed`` are forms sent back."""
    waiting = Waiting(preview)
    finding = _chosen(preview, draft, waiting, form, failed)
    before, after = waiting.beside(finding)
    stretch = _stretch(preview, finding)
    sources, sources_in_all = sources_of(preview)
    forms = {name: failed.get(name) or _form(name, draft, finding) for name in FORMS}
    chosen = _about(preview, finding)
    if chosen and chosen["kind"] == "issue" and chosen["row"].kind in GUESSED:
        _offer(forms["encoding"], draft, preview)
    return {
        **forms,
        "draft": draft,
        "preview": preview,
        "document": preview.document,
        "counts": preview.counts,
        "waiting": waiting,
        "listed": waiting.items[:MOST_LISTED],
        "unsure": _notes_of(preview, waiting),
        "form": form,
        "correcting": form.finding.data if form else "",
        "finding": finding,
        "chosen": chosen,
        "before": before,
        "after": after,
        "stretch": stretch,
        "stretches": len(preview.stretches),
        "notes": list(preview.notes_in(stretch)),
        "text": list(preview.text(stretch, finding)),
        "sources": sources,
        "sources_in_all": sources_in_all,
        "speakers": attribution_page(
            preview.plan,
            preview.known,
            request.args.get("speakers", 1, int),
            form.finding.data if form else request.args.get("speaker", ""),
        ),
        "last": _last(preview),
        "open": draft.status == "open",
    }


def _offer(form: Any, draft: ImportDraft, preview: Preview) -> None:
    """The encodings that fit, each by how the file's words look in it."""
    data = read_upload(current.settings().home / "uploads", draft.sha256)
    offers = offered(data)
    form.encoding.choices = [(one.name, f"{one.name}: {' … '.join(one.samples)}") for one in offers]
    if not form.encoding.data:
        same = (o.name for o in offers if lookup(o.name) == lookup(preview.document.encoding))
        form.encoding.data = next(same, None)


def _form(name: str, draft: ImportDraft, finding: str) -> Any:
    kind, prefix = FORMS[name]
    values = {"version": str(draft.version), "finding": finding}
    return kind(None, prefix=prefix, data=values)


def _chosen(
    preview: Preview, draft: ImportDraft, waiting: Waiting, form: Any, failed: Mapping[str, Any]
) -> str:
    """The finding at hand: that of the form, the one asked for, else the first that is unsure."""
    sent = [form, *(failed.get(name) for name in ("judging", "dividing", "encoding"))]
    asked = [one.finding.data or "" for one in sent if one] + [request.args.get("finding", "")]
    for finding in asked:
        if finding != DOCUMENT and _about(preview, finding) is not None:
            return finding
    wanted = draft.status == "open" and "page" not in request.args and not any(asked)
    return waiting.items[0].finding if wanted and waiting.items else ""


def _about(preview: Preview, finding: str) -> dict[str, Any] | None:
    """The finding itself: a citation with its note, a note, or something not understood."""
    kind = finding.partition(":")[0]
    if kind == "issue":
        issue = next((row for row in preview.issues if row.finding == finding), None)
        return {"kind": kind, "row": issue} if issue else None
    if kind == "attribution":
        listed = attribution_page(preview.plan, preview.known, 1, finding).rows
        heard = next((row for row in listed if row.finding == finding), None)
        offers = preview.cited_after(finding) if heard and heard.needs else []
        return {"kind": kind, "row": heard, "offers": offers} if heard else None
    note = preview.note_of(finding) if kind in ("note", "citation") else None
    if note is None:
        return None
    row = preview.note_row(note)
    words = preview.words_of_note(note, finding)
    if kind == "note":
        return {"kind": kind, "note": row, "row": row, "words": words}
    place = place_of(finding)
    citation = preview.citations.get(place) if place else None
    if citation is None:
        return None
    return {"kind": kind, "note": row, "row": citation, "words": words,
            "resting": resting_on(preview, finding)}  # fmt: skip


def _stretch(preview: Preview, finding: str) -> int:
    asked = page_number()
    if finding and "page" not in request.args:
        return preview.stretch_of(finding)
    return min(asked, len(preview.stretches))


def _notes_of(preview: Preview, waiting: Waiting) -> frozenset[str]:
    """The notes in which something needs somebody: their calls are marked in the text."""
    notes = (preview.note_of(item.finding) for item in waiting.items)
    return frozenset(f"note:{note.id}" for note in notes if note is not None)


def _last(preview: Preview) -> tuple[str, ...]:
    """The findings that the last act decided: what "undo" takes back."""
    order = last_order(preview.decisions)
    return tuple(f for f, one in preview.decisions.items() if order and order_of(one) == order)
