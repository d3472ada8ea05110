"""Export: what exactly leaves the house, and whom could it expose?"""

from pathlib import Path
from typing import Any

from flask import Blueprint, Response, flash, render_template, request, send_file, url_for
from sqlalchemy.orm import Session

from provenance.claims.queries import count_claims
from provenance.documents.queries import live_documents
from provenance.errors import InvalidInput
from provenance.exports.names import CHECKSUM_SUFFIX
from provenance.interchange.kept import (
    Package,
    discard,
    kept_file,
    kept_packages,
    record_kept,
    write_kept,
)
from provenance.interchange.leaving import what_leaves
from provenance.web import choices, current
from provenance.web.access import needs
from provenance.web.acts import Answer, attach, submit
from provenance.web.forms.export import ChoiceForm, ExportForm

blueprint = Blueprint("export", __name__)
AT_ONCE = 1000
"""Claims up to which every record is read to be counted as soon as the page opens; beyond, it takes
seconds, and the page asks first."""


@blueprint.get("/d/<slug>/export")
@needs("reader")
def index(slug: str) -> str | tuple[str, int]:
    """Choose claims, see what would leave, make a package; packages made before."""
    chosen = _filled(ChoiceForm(request.args))
    valid = chosen.validate()
    page = _page(slug, chosen, _filled(ExportForm(None)), asked=bool(request.args))
    return page if valid else (page, 422)


@blueprint.post("/d/<slug>/export")
@needs("analyst")
def make(slug: str) -> Answer:
    """Make the package, put it on record, and lead to its downloads."""
    form = _filled(ExportForm())
    if not form.validate():
        return _page(slug, form, form), 422
    dossier, home = current.dossier(), current.settings().home
    try:
        package = write_kept(current.reader(), dossier, form.choice(), home)
    except InvalidInput as error:
        attach(form, error)
        return _page(slug, form, form), 422
    return _put_on_record(slug, form, package)


def _put_on_record(slug: str, form: Any, package: Package) -> Answer:
    recorded: list[str] = []

    def act(session: Session) -> str:
        record_kept(session, current.actor(), current.dossier(), package, form.reason.data)
        recorded.append(package.id)
        flash(f"Package {package.id} is ready: {package.chosen}. It is on record.", "success")
        return url_for(".index", slug=slug, _anchor="packages")

    answer = submit(form, act, lambda form: _page(slug, form, form))
    if not recorded:
        discard(package)
    return answer


@blueprint.get("/d/<slug>/export/<id:package_id>/package")
@needs("analyst")
def package(slug: str, package_id: str) -> Response:
    """The ZIP."""
    return _download(slug, package_id, "", "application/zip")


@blueprint.get("/d/<slug>/export/<id:package_id>/checksum")
@needs("analyst")
def checksum(slug: str, package_id: str) -> Response:
    """The checksum file that belongs beside the ZIP."""
    return _download(slug, package_id, CHECKSUM_SUFFIX, "text/plain")


def _download(slug: str, package_id: str, suffix: str, kind: str) -> Response:
    home = current.settings().home
    path = kept_file(current.reader(), current.dossier(), package_id, home)
    name = f"{slug}-{package_id}.zip{suffix}"
    answer = send_file(
        Path(f"{path}{suffix}"), mimetype=kind, as_attachment=True, download_name=name
    )
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _filled(form: Any) -> Any:
    documents = live_documents(current.reader(), current.dossier().id)
    form.choose_from(choices.sources(), [(one.public_id, one.title) for one in documents])
    return form


def _page(slug: str, chosen: Any, form: Any, *, asked: bool = True) -> str:
    reader, dossier = current.reader(), current.dossier()
    at_once = asked or count_claims(reader, dossier.id) <= AT_ONCE
    return render_template(
        "export/index.html", slug=slug, chosen=chosen, form=form, choice=chosen.choice(),
        leaving=what_leaves(reader, dossier, chosen.choice()) if at_once else None,
        packages=kept_packages(reader, dossier, current.settings().home),
    )  # fmt: skip
