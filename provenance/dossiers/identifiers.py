"""Public ids: opaque, short, quotable (``C-7F3K``), unique in their dossier."""

import secrets
from collections.abc import Sequence

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from provenance.dossiers.models import Identifier
from provenance.errors import InvalidInput
from provenance.text import problem_of

ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Without 0, 1, I, L, O, U: nothing that is misread, little that spells a word."""
LONGEST = 200
_BATCH = 5000
PREFIXES = {
    "document": "D", "note": "N", "citation": "T", "organisation": "O", "person": "P", "tie": "E",
    "source": "S", "dependence": "X", "claim": "C", "attribution": "A", "remark": "M",
    "relation": "R", "question": "Q", "case": "K", "rating": "G", "draft": "I",
    "distinction": "Z", "word": "W", "identity": "J", "bibliography": "B", "proposal": "Y",
    "spreadsheet": "H",
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


def issue_ids(
    session: Session, dossier_id: int, kind: str, wanted: Sequence[str | None]
) -> list[str]:
    """Register an id for each entry at once: the one wanted, or a new one for None.

    Raises :class:`InvalidInput` where one that is wanted is taken, here or by the dossier.
    """
    named = [public_id for public_id in wanted if public_id is not None]
    for public_id in named:
        check_id(public_id)
    taken = _taken(session, dossier_id, named)
    if taken or len(set(named)) < len(named):
        raise InvalidInput.at("id", f"These ids are taken in this dossier: {sorted(taken)[:5]}.")
    new = iter(free_ids(session, dossier_id, kind, len(wanted) - len(named)))
    issued = [public_id or next(new) for public_id in wanted]
    rows = [{"dossier_id": dossier_id, "public_id": name, "kind": kind} for name in issued]
    if rows:
        session.execute(insert(Identifier), rows)
    return issued


def _taken(session: Session, dossier_id: int, ids: Sequence[str]) -> set[str]:
    found: set[str] = set()
    for start in range(0, len(ids), _BATCH):
        among = Identifier.public_id.in_(ids[start : start + _BATCH])
        statement = select(Identifier.public_id).where(Identifier.dossier_id == dossier_id, among)
        found.update(session.scalars(statement))
    return found


def free_ids(session: Session, dossier_id: int, kind: str, count: int) -> list[str]:
    """New ids that nobody has, not registered yet; longer ones where many are needed, so that few are
    drawn in vain."""
    length = 4 if count < 10_000 else 6
    found: dict[str, None] = {}
    while len(found) < count:
        drawn = {_draw(kind, length) for _ in range(count - len(found))} - found.keys()
        found.update(dict.fromkeys(sorted(drawn - _taken(session, dossier_id, sorted(drawn)))))
    return list(found)


def _draw(kind: str, length: int) -> str:
    return f"{PREFIXES[kind]}-{''.join(secrets.choice(ALPHABET) for _ in range(length))}"


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
        candidate = _draw(kind, length)
        taken = select(Identifier.public_id).where(
            Identifier.dossier_id == dossier_id, Identifier.public_id == candidate
        )
        if session.scalars(taken).first() is None:
            return candidate
    raise InvalidInput("No free id was found; try again.")
