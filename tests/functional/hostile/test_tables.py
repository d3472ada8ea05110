"""What becomes of each hostile table when somebody uploads it: said plainly, nothing half-saved."""

import csv
import io
import json
import re
from collections.abc import Mapping
from html import unescape
from io import BytesIO
from typing import Any

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from provenance.audit.actor import Actor
from provenance.config import Settings
from provenance.db.session import Database
from provenance.dossiers.queries import dossier_by_slug
from provenance.interchange.dump import dump_dossier
from provenance.web.app import create_app
from tests.factories import records as make
from tests.functional.hostile.tables import CELLS, REFUSED, TOLD
from tests.functional.hostile.test_uploads import rows
from tests.functional.visitors import Visitor, someone

VERSION = re.compile(r'name="(?:\w+-)?version"[^>]*value="(\d+)"')


class Uploader:
    """An analyst with tables to bring."""

    def __init__(self, database: Database, settings: Settings, slug: str) -> None:
        app: Flask = create_app(database, settings)
        self.slug, self.database = slug, database
        self.visitor: Visitor = someone(app, database, "Ada Analyst", role="analyst", dossier=slug)

    def upload(self, data: bytes, name: str) -> TestResponse:
        answer = self.visitor.post(f"/d/{self.slug}/spreadsheets", {"file": (BytesIO(data), name)})
        answer.request.environ["wsgi.input"].close()
        return answer

    def send(
        self, page: str, url: str, values: Mapping[str, Any], prefix: str = ""
    ) -> TestResponse:
        """Send a form of a page with the version that the page shows."""
        found = VERSION.search(self.visitor.get(page).text)
        assert found
        return self.visitor.post(url, {f"{prefix}version": found[1], **values})

    def dump(self) -> dict[str, Any]:
        with self.database.reading() as session:
            file: dict[str, Any] = json.loads(
                dump_dossier(session, dossier_by_slug(session, self.slug))
            )
        return file


@pytest.fixture
def uploader(database: Database, settings: Settings, actor: Actor) -> Uploader:
    """An analyst of an empty dossier."""
    return Uploader(database, settings, make.make_dossier(database, actor))


def test_tables_that_are_refused_leave_nothing(uploader: Uploader) -> None:
    before = rows(uploader.database)
    for name, file in REFUSED.items():
        answer = uploader.upload(file.make(), file.name)

        assert answer.status_code == file.status or (
            name.startswith("5 ") and answer.status_code == 413
        ), (name, answer.status_code)
        assert file.says in unescape(answer.text), name
    assert rows(uploader.database) == before


def test_tables_that_are_odd_are_read_and_said_to_be_odd(uploader: Uploader) -> None:
    for name, file in TOLD.items():
        answer = uploader.upload(file.make(), file.name)

        assert answer.status_code == 303, (name, answer.text)
        assert file.says in unescape(uploader.visitor.get(answer.location).text), name
    assert "claims" not in uploader.dump()


def test_each_cell_is_taken_as_it_stands_or_said_not_to_be_understood(uploader: Uploader) -> None:
    written = io.StringIO()
    writer = csv.writer(written)
    writer.writerow(("Claim", "Time", "Quantity"))
    writer.writerows((one.claim, one.date, one.quantity) for one in CELLS.values())
    columns = uploader.upload(written.getvalue().encode(), "cells.csv").location
    page = columns.removesuffix("/columns")
    mapping = {"kind": "claims", "sheet": "", "header": "1", "column-0": "text",
               "column-1": "time", "column-2": "value"}  # fmt: skip
    assert uploader.send(columns, columns, mapping).status_code == 303

    shown = uploader.visitor.get(f"{page}/rows").text
    for number, (name, one) in enumerate(CELLS.items(), start=2):
        row = shown.partition(f'id="row-of-{number}"')[2].partition("</tr>")[0]
        assert one.against in unescape(row), name
        assert bool(one.against) == ('class="error"' in row), name
    assert "<script>alert" not in shown
    assert "<img src=x" not in shown

    rest = {"rest_wrong": "out", "rest_double": "out"}
    assert uploader.send(f"{page}/rows", f"{page}/choices", rest).status_code == 303
    taken = uploader.send(f"{page}/rows", f"{page}/accept", {}, "accept-")
    assert taken.status_code == 303, taken.text
    claims = [claim["text"] for claim in uploader.dump()["claims"]]
    assert sorted(claims) == sorted(one.claim.strip() for one in CELLS.values() if not one.against)
    listed = uploader.visitor.get(f"/d/{uploader.slug}/claims").text
    assert "<script>alert" not in listed


def test_an_undeclared_encoding_is_confirmed_before_the_table_comes_in(uploader: Uploader) -> None:
    columns = uploader.upload(TOLD["32 Windows-1251, undeclared"].make(), "t.csv").location
    page = columns.removesuffix("/columns")
    mapping = {"kind": "claims", "header": "1", "column-0": "text", "column-1": "sources"}
    assert uploader.send(columns, columns, mapping).status_code == 303
    refused = uploader.send(f"{page}/rows", f"{page}/accept", {}, "accept-")
    assert refused.status_code == 422
    assert "names no encoding" in refused.text

    chosen = {"encoding-encoding": "windows-1251"}
    assert uploader.send(columns, f"{page}/encoding", chosen, "encoding-").status_code == 303
    kept = uploader.send(f"{page}/rows", f"{page}/choices", {"row-2": ""})
    assert kept.status_code == 303
    assert uploader.send(f"{page}/rows", f"{page}/accept", {}, "accept-").status_code == 303
    assert uploader.dump()["sources"][0]["label"] == "Иванов"
