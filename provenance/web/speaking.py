"""Between the form of an inline attribution and the decision that the draft keeps."""

from typing import Any

from flask import request

from provenance.imports.deciding import words_of
from provenance.imports.findings import place_of
from provenance.imports.plan import PlannedAttribution
from provenance.reports.importing import Preview
from provenance.reports.importing_lists import source_choices
from provenance.web.forms.speakers import AboutAttributionForm
from provenance.web.forms.values import lines_of

KIND = "attribution"


def attribution_form(preview: Preview, finding: str, common: dict[str, str]) -> Any:
    """The form, filled with what is known; None where the document has no such attribution."""
    one = _planned(preview, finding)
    if one is None:
        return None
    decision = words_of(preview.decisions.get(finding))
    values = {
        **common,
        "type": one.read.type,
        "role": one.read.role or "",
        "organisations": "\n".join(one.read.organisations),
        **{name: decision.get(name, "") for name in ("source", "label")},
    }
    sent = request.method == "POST" and request.form.get("finding") == finding
    form: Any = AboutAttributionForm(request.form if sent else None, data=values)
    form.source.choices = source_choices(preview, finding)
    return form


def attribution_decision(preview: Preview, form: Any) -> dict[str, Any]:
    """Only what differs from the attribution as read, and what was corrected before."""
    standing = words_of(preview.decisions.get(form.finding.data))
    one = _planned(preview, form.finding.data)
    read = one.read if one else None
    decision = {
        name: value for name in ("source", "label") if (value := getattr(form, name).data or "")
    }
    organisations = lines_of(form.organisations.data) or []
    found = {
        "type": (form.type.data, read.type if read else None),
        "role": (form.role.data or "", (read.role or "") if read else ""),
        "organisations": (organisations, list(read.organisations) if read else []),
    }
    changed = {n: now for n, (now, was) in found.items() if now != was or n in standing}
    return {**decision, **changed}


def _planned(preview: Preview, finding: str) -> PlannedAttribution | None:
    place = place_of(finding)
    return next((one for one in preview.plan.attributions if one.place == place), None)
