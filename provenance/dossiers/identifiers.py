"""Public ids: opaque, short, quotable (``C-7F3K``), unique in their dossier."""

import secrets

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from provenance.dossiers.models import Identifier
from provenance.errors import InvalidInput
from provenance.text import problem_of

ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Without 0, 1, I, L, O, U: nothing that is misread, little that spells a word."""
LONGEST = 200
PREFIXES = {
    "document": "D", "note": "N", "citation": "T", "organisation": "O", "person": "P", "tie": "E",
    "source": "S", "dependence": "X", "claim": "C", "attribution": "A", "remark": "M",
    "relation": "R", "question": "Q", "case": "K", "rating": "G", "draft": "I",
}  # fmt: skip


def issue_id(session: Session, dossier_id: int, kind: str, wanted: str | None = None) -> str:
    """Register a new id, or the one wanted. Raises :class:`InvalidInput` if that one is taken."""
    public_id = wanted or _free_id(session, dossier_id, kind)
    if wanted is not None:
        check_id(wanted)
        if session.get(Identifier, (dossier_id, wanted)) is not None:
            raise InvalidInput.at("id", f"The id {wanted!r} is taken in this dossier.")
    session.execute(
        insert(Identifier).values(dossier_id=dossier_id, public_id=public_id, kind=kind)
    )
    return public_id


def check_id(public_id: str) -> None:
    """Raise :class:`InvalidInput` where a public id could not be kept, quoted and addressed."""
    problem = id_problem(public_id)
    if problem:
        raise InvalidInput.at("id", f"The id {public_id[:40]!r} {problem}.")


def id_problem(public_id: str) -> str | None:
    """Why an id is unfit, or None."""
    if problem_of(public_id):
        return problem_of(public_id)
    if not public_id.strip() or public_id != public_id.strip():
        return "is empty or begins or ends with a space"
    if len(public_id) > LONGEST:
        return f"is longer than {LONGEST} characters"
    if not public_id.isprintable():
        return "contains a control character"
    return None


def _free_id(session: Session, dossier_id: int, kind: str) -> str:
    for length in (4, 4, 4, 5, 6, 8, 12):
        letters = "".join(secrets.choice(ALPHABET) for _ in range(length))
        candidate = f"{PREFIXES[kind]}-{letters}"
        taken = select(Identifier.public_id).where(
            Identifier.dossier_id == dossier_id, Identifier.public_id == candidate
        )
        if session.scalars(taken).first() is None:
            return candidate
    raise InvalidInput("No free id was found; try again.")
