"""Who may commit, who may write in bulk, and that nothing is deleted."""

import ast
from collections.abc import Iterator

import sqlalchemy.orm

from provenance.db.base import Base, DossierRecord
from provenance.models import metadata
from tests.architecture.source import Module, modules

COMMITS = {
    "assessments/work.py": "the unit of work: one commit for each act",
    "db/migrate.py": "PostgreSQL's advisory lock is taken outside the migration",
    "search/keeping.py": "a migration's index is made when the product starts; no record is touched",
    "web/sessions.py": "a session's own row is no record of a dossier",
    "web/views/sign_in.py": "a session begins or ends; no claim is touched",
}
BULK_UPDATES = {
    "db/exchange/store.py": "late references of rows inserted in the same transaction",
    "imports/accepting.py": "links citations inserted in the same transaction",
    "assessments/results.py": "supersedes results of earlier runs; they have no version",
    "assessments/source_results.py": "brings sums along that are no score; they have no version",
    "accounts/service.py": "spends a sign-in link in one statement; links have no version",
    "sources/private.py": "supersedes private records; they have no version",
}
DELETES = {
    "db/exchange/edit.py": "a record's lists are replaced whole; the audit entry keeps both states",
    "dossiers/service.py": "taking a person's role away; the audit entry keeps it",
    "search/keeping.py": "the index is derived from the records, and made again from them",
    "search/standing.py": "the same, for how claims stand",
}


def calls(module: Module) -> Iterator[ast.Call]:
    """Every call in a module."""
    return (node for node in ast.walk(module.tree) if isinstance(node, ast.Call))


def callers_of_method(name: str) -> set[str]:
    """Files with a call ``something.name(…)``."""
    return {
        module.file for module in modules() for call in calls(module)
        if isinstance(call.func, ast.Attribute) and call.func.attr == name
    }  # fmt: skip


def callers_of_function(name: str) -> set[str]:
    """Files with a call of SQLAlchemy's ``name(…)``."""
    return {
        module.file for module in modules() for call in calls(module)
        if isinstance(call.func, ast.Name) and call.func.id == name and takes(module, name)
    }  # fmt: skip


def takes(module: Module, name: str) -> bool:
    """Whether a module imports this name from SQLAlchemy."""
    return any(
        isinstance(node, ast.ImportFrom) and (node.module or "").startswith("sqlalchemy")
        and any(alias.name == name for alias in node.names)
        for node in ast.walk(module.tree)
    )  # fmt: skip


def test_services_never_commit() -> None:
    assert callers_of_method("commit") == COMMITS.keys()


def test_versioned_records_are_never_updated_in_bulk() -> None:
    assert callers_of_function("update") == BULK_UPDATES.keys()


def test_there_are_no_savepoints() -> None:
    """Audit entries queued inside one would survive its rollback."""
    assert callers_of_method("begin_nested") == set()


def test_nothing_is_deleted() -> None:
    assert callers_of_function("delete") | callers_of_method("delete") == DELETES.keys()


def test_every_record_of_a_dossier_counts_its_versions() -> None:
    records = [
        mapper for mapper in Base.registry.mappers if issubclass(mapper.class_, DossierRecord)
    ]

    assert len(records) == len([t for t in metadata.tables.values() if "public_id" in t.c]) - 1
    assert all(mapper.version_id_col is not None for mapper in records)


def test_relationships_do_not_cascade_deletions() -> None:
    relationships = [
        relation for mapper in Base.registry.mappers for relation in mapper.relationships
    ]

    assert relationships
    assert all(isinstance(r, sqlalchemy.orm.RelationshipProperty) for r in relationships)
    assert not [r for r in relationships if r.cascade.delete or r.cascade.delete_orphan]
