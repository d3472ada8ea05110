"""Exporting from the browser: what is seen is what leaves, it is on record, and it verifies itself."""

import hashlib
import io
import json
import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from provenance.assessments.work import unit_of_work
from provenance.audit.actor import Actor
from provenance.config import Settings
from provenance.db.session import Database
from provenance.dossiers.queries import dossier_by_slug
from provenance.exports.verify import verify_package
from provenance.interchange.check import file_faults
from provenance.interchange.kept import kept_file, kept_packages, record_kept, write_kept
from provenance.interchange.leaving import Choice, chosen_ids
from provenance.scoring.engine import ENGINE_VERSION
from provenance.vocabulary import LIKELIHOOD_TERMS
from provenance.web.views import export as export_view
from tests.factories import records as make
from tests.functional.visitors import Visitor, grant_role_to, someone


@pytest.fixture
def slug(sqlite_database: Database, actor: Actor) -> str:
    """A dossier with a protected source, a restricted document and two claims, one approved."""
    return filled(sqlite_database, actor)


def filled(database: Database, actor: Actor) -> str:
    """Fill a dossier for export."""
    slug = make.make_dossier(database, actor)
    here = (database, actor, slug)
    document = make.make_document(*here, title="Field notes", restricted=True)
    source = make.make_source(*here, label="Commander in Achin", protected=True)
    make.make_claim(*here, {"source": source}, text="It had 600 men.", status="approved",
                    quotes=[{"document": document, "exact": "six hundred"}])  # fmt: skip
    make.make_claim(*here, text="=HYPERLINK(1) is a claim.", status="draft")
    return slug


def export(visitor: Visitor, slug: str, **choice: str) -> Any:
    """Make a package."""
    return visitor.post(f"/d/{slug}/export", {"reason": "for the court", **choice})


def downloads(visitor: Visitor, slug: str) -> tuple[bytes, bytes]:
    """The newest package and its checksum file."""
    page = visitor.get(f"/d/{slug}/export").text
    package, checksum = (
        re.findall(rf'href="(/d/{slug}/export/\w+/{kind})"', page)[0]
        for kind in ("package", "checksum")
    )
    return visitor.get(package).data, visitor.get(checksum).data


def test_an_exported_package_verifies_itself_offline(
    app: Flask, sqlite_database: Database, slug: str, tmp_path: Path
) -> None:
    ada = someone(app, sqlite_database, "Ada", role="analyst", dossier=slug)

    assert export(ada, slug).status_code == 303
    content, checksum = downloads(ada, slug)

    file = tmp_path / "received.zip"
    file.write_bytes(content)
    (tmp_path / "received.zip.sha256").write_bytes(checksum)
    report = verify_package(file, engine=ENGINE_VERSION, dossier_faults=file_faults)
    assert report.faults == []
    assert checksum.decode().strip() == hashlib.sha256(content).hexdigest()


def test_a_download_is_a_file_with_a_safe_name(
    app: Flask, sqlite_database: Database, slug: str
) -> None:
    ada = someone(app, sqlite_database, "Ada", role="analyst", dossier=slug)
    export(ada, slug)
    page = ada.get(f"/d/{slug}/export").text
    url = re.findall(rf'href="(/d/{slug}/export/\w+/package)"', page)[0]

    answer = ada.get(url)

    assert re.fullmatch(
        rf"attachment; filename={slug}-\w+\.zip", answer.headers["Content-Disposition"]
    )
    assert answer.headers["Content-Type"] == "application/zip"
    assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    ("choice", "claims"),
    [({}, 2), ({"status": "approved"}, 1), ({"status": "draft"}, 1), ({"source": "SOURCE"}, 1),
     ({"document": "DOCUMENT"}, 1), ({"status": "draft", "source": "SOURCE"}, 0)],
)  # fmt: skip
def test_the_package_holds_what_the_preview_shows(
    app: Flask, sqlite_database: Database, slug: str, choice: dict[str, str], claims: int
) -> None:
    ada = someone(app, sqlite_database, "Ada", role="analyst", dossier=slug)
    page = ada.get(f"/d/{slug}/export").text
    ids = {"SOURCE": re.findall(r'value="(S-\w+)"', page)[0],
           "DOCUMENT": re.findall(r'value="(D-\w+)"', page)[0]}  # fmt: skip
    choice = {name: ids.get(value, value) for name, value in choice.items()}

    preview = ada.get(f"/d/{slug}/export", query_string=choice).text
    answer = export(ada, slug, **choice)

    assert f"{claims} claim{'s' if claims != 1 else ''} · " in preview
    if not claims:
        assert answer.status_code == 422
        return
    content, _ = downloads(ada, slug)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert len(json.loads(archive.read("dossier.json"))["claims"]) == claims


def test_the_preview_names_whom_the_package_could_expose(
    app: Flask, sqlite_database: Database, slug: str
) -> None:
    ada = someone(app, sqlite_database, "Ada", role="analyst", dossier=slug)

    everything = ada.get(f"/d/{slug}/export").text
    drafts = ada.get(f"/d/{slug}/export?status=draft").text

    assert "1 protected person or source" in everything
    assert "1 restricted document" in everything
    assert "No protected person or source and no restricted document is in it." in drafts


def test_every_package_is_on_record_with_its_digest(
    app: Flask, sqlite_database: Database, slug: str
) -> None:
    ada = someone(app, sqlite_database, "Ada", role="analyst", dossier=slug)
    export(ada, slug)
    content, _ = downloads(ada, slug)

    page = ada.get(f"/d/{slug}/export").text

    assert hashlib.sha256(content).hexdigest() in page
    assert "for the court" in page


def test_a_reader_sees_what_packages_hold_and_takes_none(
    app: Flask, sqlite_database: Database, slug: str
) -> None:
    ada = someone(app, sqlite_database, "Ada", role="analyst", dossier=slug)
    leo = someone(app, sqlite_database, "Leo", role="reader", dossier=slug)
    export(ada, slug)
    page = ada.get(f"/d/{slug}/export").text
    url = re.findall(rf'href="(/d/{slug}/export/\w+/package)"', page)[0]

    assert export(leo, slug).status_code == 403
    assert leo.get(f"/d/{slug}/export").status_code == 200
    assert leo.get(url).status_code == 403


def test_a_package_of_another_dossier_is_not_found(
    app: Flask, sqlite_database: Database, slug: str, actor: Actor
) -> None:
    make.make_dossier(sqlite_database, actor, "other", "Other")
    ada = someone(app, sqlite_database, "Ada", role="analyst", dossier=slug)
    eve = someone(app, sqlite_database, "Eve", role="owner", dossier="other")
    export(ada, slug)
    package_id = re.findall(rf"/d/{slug}/export/(\w+)/package", ada.get(f"/d/{slug}/export").text)[
        0
    ]

    for wrong in (package_id, "unknown", "..", "..%2f" + slug):
        assert eve.get(f"/d/other/export/{wrong}/package").status_code == 404


def test_without_a_reason_nothing_leaves(
    app: Flask, sqlite_database: Database, slug: str, settings: Settings
) -> None:
    ada = someone(app, sqlite_database, "Ada", role="analyst", dossier=slug)

    answer = ada.post(f"/d/{slug}/export", {"reason": "", "status": "approved"})

    assert answer.status_code == 422
    assert "Say why" in answer.text
    assert '<input type="hidden" name="status" value="approved">' in answer.text
    assert not (settings.home / "exports").exists()


def test_a_form_sent_twice_makes_one_package(
    app: Flask, sqlite_database: Database, slug: str, settings: Settings
) -> None:
    ada = someone(app, sqlite_database, "Ada", role="analyst", dossier=slug)

    for _ in range(3):
        assert export(ada, slug, once="the-same-form").status_code == 303

    assert len(list((settings.home / "exports" / slug).iterdir())) == 1


@pytest.mark.parametrize("choice", [{"status": "emperor"}, {"source": "S-ZZZZ"},
                                    {"likelihood": "9" * 5000}])  # fmt: skip
def test_an_unknown_choice_is_refused(
    app: Flask, sqlite_database: Database, slug: str, choice: dict[str, str]
) -> None:
    ada = someone(app, sqlite_database, "Ada", role="analyst", dossier=slug)

    assert ada.get(f"/d/{slug}/export", query_string=choice).status_code == 422
    assert export(ada, slug, **choice).status_code == 422


def test_a_large_dossier_is_read_when_it_is_asked_for(
    app: Flask, sqlite_database: Database, slug: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(export_view, "AT_ONCE", 1)
    ada = someone(app, sqlite_database, "Ada", role="analyst", dossier=slug)

    first = ada.get(f"/d/{slug}/export").text
    shown = ada.get(f"/d/{slug}/export?show=yes").text

    assert f'href="/d/{slug}/export?show=yes"' in first
    assert "Make package of" not in first
    assert "Make package of 2 claims" in shown


def test_an_analyst_exports_in_the_browser_without_scripts(
    live_server: Any, open_page: Callable[..., Page], sign_in: Callable[..., str], actor: Actor
) -> None:
    slug = filled(live_server.database, actor)
    page = open_page(java_script_enabled=False, accept_downloads=True)
    sign_in(page, "Ada")
    grant_role_to(live_server.database, "Ada", "analyst", slug)

    page.goto(f"/d/{slug}/export")
    page.get_by_label("approved").check()
    page.get_by_role("button", name="Show what would leave").click()
    page.get_by_label("Reason").fill("for the court")
    page.get_by_role("button", name="Make package of 1 claim").click()

    expect(page.get_by_role("status")).to_contain_text("is ready")
    with page.expect_download() as waiting:
        page.get_by_role("link", name=re.compile("^ZIP")).click()
    assert waiting.value.suggested_filename.endswith(".zip")


def test_the_export_page_is_accessible(
    live_server: Any, page: Page, sign_in: Callable[..., str], axe: Callable[..., None],
    actor: Actor,
) -> None:  # fmt: skip
    slug = filled(live_server.database, actor)
    sign_in(page, "Ada")
    grant_role_to(live_server.database, "Ada", "analyst", slug)
    page.goto(f"/d/{slug}/export")
    axe(page)


def test_a_package_is_written_and_recorded_on_every_database(
    database: Database, actor: Actor, home: Path
) -> None:
    slug = filled(database, actor)
    choice = Choice(statuses=("approved",), likelihoods=LIKELIHOOD_TERMS)
    with database.reading() as session:
        package = write_kept(session, dossier_by_slug(session, slug), Choice(("approved",)), home)
        assert chosen_ids(session, dossier_by_slug(session, slug), choice) == []
    with unit_of_work(database) as session:
        record_kept(session, actor, dossier_by_slug(session, slug), package, "for the court")
    with database.reading() as session:
        dossier = dossier_by_slug(session, slug)
        kept = kept_packages(session, dossier, home)
        path = kept_file(session, dossier, package.id, home)

    assert [one.id for one in kept] == [package.id]
    assert kept[0].sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert path.stat().st_mode & 0o077 == 0 or path.parent.stat().st_mode & 0o077 == 0
