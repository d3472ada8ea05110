"""What somebody with the database's own rights could do to a chain."""

import hashlib
import json
from typing import Any

from sqlalchemy import text

from provenance.audit.verify import ChainReport, verify_all
from provenance.db.session import Database

TRIGGERS = {
    "sqlite": "SELECT name, tbl_name FROM sqlite_master WHERE type = 'trigger'",
    "postgresql": "SELECT tgname, tgrelid::regclass::text FROM pg_trigger WHERE NOT tgisinternal",
}


def without_guards(database: Database) -> None:
    """Drop every trigger."""
    kind = database.engine.dialect.name
    with database.writing() as session:
        for name, table in session.execute(text(TRIGGERS[kind])).all():
            on = f" ON {table}" if kind == "postgresql" else ""
            session.execute(text(f"DROP TRIGGER {name}{on}"))
        session.commit()


def tamper(database: Database, *statements: str, **values: Any) -> None:
    """Run statements behind the product's back."""
    without_guards(database)
    with database.writing() as session:
        for statement in statements:
            session.execute(text(statement), values)
        session.commit()


def entries(database: Database, chain: str) -> list[dict[str, Any]]:
    """The rows of a chain, in order, as the database has them."""
    statement = (
        "SELECT e.* FROM audit_entries e JOIN audit_chains c ON c.id = e.chain_id "
        "WHERE c.name = :chain ORDER BY e.sequence"
    )
    with database.reading() as session:
        return [dict(row) for row in session.execute(text(statement), {"chain": chain}).mappings()]


def bodies(database: Database, chain: str) -> list[dict[str, Any]]:
    """What the entries of a chain say."""
    return [json.loads(entry["body"]) for entry in entries(database, chain)]


def report(database: Database, chain: str) -> ChainReport:
    """What verifying finds about one chain."""
    with database.reading() as session:
        return next(r for r in verify_all(session, database.home) if r.chain == chain)


def rewrite(database: Database, chain: str, first: int, new_body: str) -> None:
    """Put another body in place of entry ``first`` and compute every later hash anew."""
    rows = entries(database, chain)
    previous = bytes(rows[first - 1]["previous_hash"])
    for row in rows[first - 1 :]:
        body = new_body if row["sequence"] == first else row["body"]
        digest = hashlib.sha256(body.encode()).digest()
        entry = hashlib.sha256(previous + row["sequence"].to_bytes(8, "big") + digest).digest()
        tamper(
            database,
            "UPDATE audit_entries SET body = :body, body_hash = :digest, entry_hash = :entry, "
            "previous_hash = :previous WHERE id = :id",
            body=body, digest=digest, entry=entry, previous=previous, id=row["id"],
        )  # fmt: skip
        previous = entry
    tamper(database, "UPDATE audit_chains SET head = :head WHERE name = :chain",
           head=previous, chain=chain)  # fmt: skip
