"""Words that a dossier adds to its vocabularies: roles, subtypes, ties, each with its other forms."""

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from provenance.audit.actor import Actor
from provenance.dossiers.changes import Values, amend, enter, take_back
from provenance.dossiers.commands import Correct, Record, Withdraw
from provenance.dossiers.queries import dossier_by_slug
from provenance.dossiers.register import find
from provenance.errors import AlreadyExists, InvalidInput
from provenance.sources.models import OwnWord, OwnWordAlias
from provenance.sources.records import WORDS

LONGEST = 60
"""A role or a kind is a word or a few, no sentence."""


@dataclass(frozen=True, slots=True)
class WordLine:
    """A word of the dossier's own with its other forms."""

    id: str
    kind: str
    word: str
    aliases: tuple[str, ...]


def word_key(word: str) -> str:
    """A word for comparison: composed, without case, single spaces."""
    return " ".join(unicodedata.normalize("NFC", word).casefold().split())


def own_words(session: Session, dossier_id: int) -> list[WordLine]:
    """The dossier's own words in force, by kind and word."""
    statement = select(OwnWord).where(
        OwnWord.dossier_id == dossier_id, OwnWord.withdrawn_at.is_(None)
    )
    rows = session.scalars(statement).all()
    aliases = _aliases(session, [row.id for row in rows])
    lines = [
        WordLine(row.public_id, row.kind, row.word, tuple(aliases.get(row.id, ()))) for row in rows
    ]
    return sorted(lines, key=lambda line: (line.kind, word_key(line.word), line.id))


def _aliases(session: Session, rows: Sequence[int]) -> dict[int, list[str]]:
    statement = select(OwnWordAlias).where(OwnWordAlias.word_id.in_(rows))
    found: dict[int, list[str]] = {}
    for alias in session.scalars(statement.order_by(OwnWordAlias.word_id, OwnWordAlias.number)):
        found.setdefault(alias.word_id, []).append(alias.alias)
    return found


def add_word(session: Session, actor: Actor, command: Record) -> OwnWord:
    """A new word. Raises AlreadyExists where the dossier has it, as a word or as another form."""
    _check(session, command.dossier, command.values)
    row: OwnWord = enter(session, actor, WORDS, command)
    return row


def correct_word(session: Session, actor: Actor, command: Correct) -> OwnWord:
    """Change a word or its other forms; for another kind, withdraw it and add it there."""
    if "kind" in command.changes:
        raise InvalidInput.at("kind", "Withdraw this word and add it under the other kind.")
    dossier = dossier_by_slug(session, command.dossier)
    row = find(session, OwnWord, dossier.id, command.public_id)
    aliases = _aliases(session, [row.id]).get(row.id, [])
    now = {"kind": row.kind, "word": row.word, "aliases": aliases, **command.changes}
    _check(session, command.dossier, now, but=row.public_id)
    corrected: OwnWord = amend(session, actor, WORDS, command)
    return corrected


def withdraw_word(session: Session, actor: Actor, command: Withdraw) -> None:
    """Take a word back: what was read with it stays as it is."""
    take_back(session, actor, WORDS, command)


def _check(session: Session, slug: str, values: Values, but: str = "") -> None:
    dossier = dossier_by_slug(session, slug)
    forms = [str(values.get("word") or ""), *(values.get("aliases") or ())]
    for form in forms:
        if len(form) > LONGEST or not any(sign.isalpha() for sign in form or "a"):
            name = "word" if form == forms[0] else "aliases"
            raise InvalidInput.at(
                name, f"“{form[:40]}” is no word: give up to {LONGEST} characters, with letters."
            )
    wanted = {word_key(form) for form in forms}
    for line in own_words(session, dossier.id):
        taken = wanted & _keys((line.word, *line.aliases))
        if line.kind == values.get("kind") and line.id != but and taken:
            raise AlreadyExists(
                f"“{sorted(taken)[0]}” is in the vocabulary already, as “{line.word}” ({line.id}).",
                line.id,
            )


def _keys(words: Iterable[str]) -> set[str]:
    return {word_key(word) for word in words}
