"""Writes claims and says each once it is committed: ``python -m tests.integration.audit.writer URL
HOME DOSSIER NAME HOW_MANY``; 0 stands for as many as it lives to write."""

import sys
from itertools import count
from pathlib import Path

from provenance.audit.actor import Actor
from provenance.claims.commands import RecordClaim
from provenance.claims.service import record_claim
from provenance.db.session import Database


def main(url: str, home: str, dossier: str, name: str, how_many: int) -> None:
    """Record claims one by one, each in a transaction of its own."""
    database = Database(url, Path(home))
    for number in range(how_many) if how_many else count():
        command = RecordClaim(dossier, {"text": f"{name} {number}"}, "written at once with others")
        with database.writing() as session:
            claim = record_claim(session, Actor(name), command).public_id
            session.commit()
        sys.stdout.write(f"{claim}\n")
        sys.stdout.flush()
    database.dispose()


if __name__ == "__main__":
    main(*sys.argv[1:5], int(sys.argv[5]))
