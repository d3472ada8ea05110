"""Areas form a chain: each imports what stands to its left, never back (docs/architecture.md)."""

import subprocess
import sys

import pytest

from tests.architecture.source import (
    PACKAGE,
    Module,
    area_of,
    foreign_imports,
    modules,
    own_imports,
)

GROUND = ("vocabulary", "errors", "clock", "text", "values", "version", "config",
          "processes")  # fmt: skip
PURE = ("ingest", "scoring", "exports")
CHAIN = (
    "db", "audit", "accounts", "dossiers", "documents", "sources", "citations", "claims",
    "relations", "ratings", "identities", "assessments", "search", "reviews", "imports", "reports",
    "interchange", "spreadsheets",
)  # fmt: skip
EDGES = ("web", "api", "cli")
WHOLE_SCHEMA = "models"
"""Imports the models of every area, for migrations and tests."""
ALLOWED = {
    ("provenance.web.app", "api"): "the factory registers the API",
    ("provenance.__main__", "cli"): "is the command line, and hands it the application's factory",
}
PLAIN_TYPES = "provenance.reports.types"
"""Frozen dataclasses that the pure ``exports`` may know."""
LEFT_OUT = {"", "example", "__main__"}


def may_import(module: Module, target: str) -> bool:
    """Whether the chain lets a module import another one of the product."""
    own, other = module.area, area_of(target)
    if own == other or (module.name, other) in ALLOWED or other in (*GROUND, ""):
        return True
    if own in PURE or module.name == PLAIN_TYPES:
        return own == "exports" and target == PLAIN_TYPES
    if own == WHOLE_SCHEMA:
        return target.endswith(".models") or target == "provenance.db.base"
    return own not in GROUND and other in PURE + reachable(own)


def reachable(own: str) -> tuple[str, ...]:
    """The areas to the left of a part of the product; none for what is ground to all."""
    if own in EDGES:
        return CHAIN
    return CHAIN[: CHAIN.index(own)] if own in CHAIN else ()


@pytest.mark.parametrize("module", modules(), ids=lambda module: module.name)
def test_imports_point_left_only(module: Module) -> None:
    astray = [target for target in own_imports(module) if not may_import(module, target)]

    assert not astray, f"{module.file} imports {', '.join(astray)}"


def test_every_area_has_its_place() -> None:
    placed = {*GROUND, *PURE, *CHAIN, *EDGES, WHOLE_SCHEMA, *LEFT_OUT}

    assert {module.area for module in modules()} <= placed


def test_packages_load_nothing_by_themselves() -> None:
    written = [path for path in PACKAGE.rglob("__init__.py") if path.read_text()]

    assert written == []


def test_flask_stays_at_the_edge() -> None:
    users = {m.file for m in modules() if foreign_imports(m) & {"flask", "flask_wtf", "werkzeug"}}

    assert {file for file in users if file.split("/")[0] not in ("web", "api")} == set()


def test_wtforms_stay_among_the_forms() -> None:
    users = {module.file for module in modules() if "wtforms" in foreign_imports(module)}

    assert {file for file in users if not file.startswith("web/forms/")} == set()


def test_the_command_line_library_stays_at_the_command_line() -> None:
    users = {module.area for module in modules() if "click" in foreign_imports(module)}

    assert users <= {"cli", "__main__"}


@pytest.mark.parametrize("package", PURE)
def test_pure_packages_load_neither_flask_nor_sqlalchemy(package: str) -> None:
    names = [module.name for module in modules() if module.area == package]
    script = (
        f"import importlib, sys\nfor name in {names!r}: importlib.import_module(name)\n"
        "print(sorted({'flask', 'sqlalchemy', 'wtforms'} & sys.modules.keys()))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=PACKAGE.parent, capture_output=True, text=True,
        check=True,
    )  # fmt: skip

    assert done.stdout.strip() == "[]"
