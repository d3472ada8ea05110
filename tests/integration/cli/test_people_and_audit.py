"""user, audit, db, routes, and what every command has in common."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import text

from provenance.cli.links import sign_in_url
from provenance.cli.main import COMMANDS
from provenance.config import ROOT, load_settings
from provenance.db.session import Database
from tests.integration.cli.conftest import Run


def test_adding_a_person_prints_one_link(run: Run, loaded: str) -> None:
    ran = run("user", "add", "Rater A", "--role", "analyst", "--dossier", loaded)
    assert ran.code == 0
    assert ran.out.startswith("http://127.0.0.1:5000/sign-in/")
    assert len(ran.out.splitlines()) == 1
    assert run("user", "link", "rater a").out != ran.out
    assert run("user", "list", "--json").json == [
        {"name": "Rater A", "administrator": False, "disabled": False, "roles": {loaded: "analyst"}}
    ]
    assert "analyst in khorasan" in run("user", "list").out


def test_people_and_roles_that_cannot_be_are_refused(run: Run) -> None:
    assert run("user", "add", "A", "--role", "analyst").code == 2
    assert run("user", "add", "A", "--role", "king", "--dossier", "x").code == 2
    assert run("user", "add", "A", "--role", "analyst", "--dossier", "nowhere").code == 1
    assert run("user", "list", "--json").json == []
    assert run("user", "link", "A").code == 1
    assert run("user", "add", "A", "--administrator").code == 0
    assert "already" in run("user", "add", "a").err


def test_a_rewritten_audit_trail_is_named(run: Run, loaded: str, database: Database) -> None:
    assert run("audit", "verify").code == 0
    with database.engine.connect() as connection:
        connection.execute(text("UPDATE audit_chains SET length = 7 WHERE name = 'khorasan'"))
        connection.commit()
    ran = run("audit", "verify")
    assert ran.code == 1
    assert "khorasan: the head counts 7" in ran.out
    assert any(report["fault"] for report in run("audit", "verify", "--json").json)


def test_the_schema_is_named(run: Run) -> None:
    assert run("db", "upgrade").out.strip()


def test_every_route_says_what_each_visitor_gets(run: Run) -> None:
    rows = run("routes", "--json").json
    assert rows
    for row in rows:
        assert {"rule", "method", "access"} <= row.keys()
        assert set(row["access"].values()) <= {"allow", "deny", "hidden"}
    assert run("routes").out.count("\n") == len(rows)


PARTS = [[name] for name in COMMANDS] + [
    ["dossier", "list"], ["audit", "verify"], ["user", "add"], ["user", "link"], ["user", "list"],
    ["db", "upgrade"],
]  # fmt: skip


@pytest.mark.parametrize("command", PARTS, ids=" ".join)
def test_every_command_explains_itself(run: Run, command: list[str]) -> None:
    ran = run(*command, "--help")
    assert ran.code == 0
    if command not in (["dossier"], ["audit"], ["user"], ["db"]):
        assert "Example: " in ran.out
        assert f"provenance {' '.join(command)}" in " ".join(ran.out.split())


@pytest.mark.parametrize(
    ("host", "link"),
    [("127.0.0.1", "127.0.0.1"), ("0.0.0.0", "127.0.0.1"), ("::", "[::1]"), ("::1", "[::1]"),
     ("reports.example", "reports.example")],
)  # fmt: skip
def test_links_are_such_as_a_browser_takes(host: str, link: str) -> None:
    settings = load_settings({"HOST": host, "PORT": "8080"})
    assert sign_in_url(settings, "token") == f"http://{link}:8080/sign-in/token"


def test_links_lead_to_the_proxy_where_there_is_one() -> None:
    settings = load_settings({"PROVENANCE_URL": "https://p.example"})
    assert sign_in_url(settings, "token", 5000) == "https://p.example/sign-in/token"


def test_an_empty_home_is_enough(tmp_path: Path) -> None:
    environment = {"PROVENANCE_HOME": str(tmp_path / "new" / "home"), "PATH": os.environ["PATH"]}
    ran = subprocess.run(
        [sys.executable, "-m", "provenance", "dossier", "list", "--json"],
        cwd=ROOT, env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (ran.returncode, ran.stdout, ran.stderr) == (0, "[]\n", "")
