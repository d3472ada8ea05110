"""What if: the claims that would change their term, nothing saved."""

import click

from provenance.assessments.what_if import (
    DISCREDIT,
    DROP,
    GRADE,
    MERGE,
    Supposition,
    refused,
    what_if,
)
from provenance.cli.edge import reading
from provenance.cli.output import say, show_json, show_table
from provenance.dossiers.queries import dossier_by_slug
from provenance.errors import InvalidInput

COLUMNS = ("id", "before", "after", "claim")


@click.command("what-if")
@click.argument("slug")
@click.option("--discredit", metavar="S", help="A source, or a person with all he says.")
@click.option("--grade", metavar="S=C", help="A source, and the grade that it would have.")
@click.option("--merge", metavar="S,T", help="Sources that would be one voice.")
@click.option("--drop", metavar="DOCUMENT", help="A document that would be left out.")
@click.option("--json", "as_json", is_flag=True, help="As JSON, with probabilities.")
def suppose(
    slug: str, discredit: str | None, grade: str | None, merge: str | None, drop: str | None,
    as_json: bool,
) -> None:  # fmt: skip
    """Show which claims would change their likelihood term. Nothing is saved.

    Example: python -m provenance what-if khorasan --discredit S-7F3K
    """
    supposed = _supposition(discredit, grade, merge, drop)
    with reading() as session:
        dossier = dossier_by_slug(session, slug)
        found = what_if(session, dossier, supposed)
        for reason in refused(session, dossier, supposed):
            say(f"As recorded, they could not be made one: {reason}")
    if as_json:
        show_json([one.as_json() for one in found])
        return
    if found:
        rows = [(one.id, one.before.likelihood, one.after.likelihood, one.text) for one in found]
        show_table(COLUMNS, rows)
    say(f"{len(found)} claims would change their term; nothing was saved.")


def _supposition(
    discredit: str | None, grade: str | None, merge: str | None, drop: str | None
) -> Supposition:
    given = {DISCREDIT: discredit, GRADE: grade, MERGE: merge, DROP: drop}
    named = [(kind, value) for kind, value in given.items() if value is not None]
    if len(named) != 1:
        raise InvalidInput("Say one of --discredit, --grade, --merge, --drop.")
    ((kind, value),) = named
    if kind == GRADE:
        source, sign, letter = value.rpartition("=")
        if not sign:
            raise InvalidInput.at("--grade", "Write it as SOURCE=GRADE, such as S-7F3K=C.")
        return Supposition(GRADE, (source,), letter.upper())
    if kind == MERGE:
        return Supposition(MERGE, tuple(part.strip() for part in value.split(",")))
    return Supposition(kind, (value,))
