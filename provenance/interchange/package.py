"""A dossier, or chosen claims of it, as a package that verifies itself."""

from collections.abc import Collection, Mapping
from typing import Any, BinaryIO

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from provenance.dossiers.models import Dossier
from provenance.exports.package import Contents, write_package
from provenance.interchange.dump import read_lists
from provenance.interchange.lists import LISTS
from provenance.interchange.render import render, tidy_record
from provenance.interchange.select import ALL, chosen_claims
from provenance.interchange.select import select as select_claims
from provenance.reports.package import audit_lines, packaged_scores, shown_of, shown_to_all
from provenance.sources.models import Person, Source
from provenance.version import VERSION

Lists = Mapping[str, list[dict[str, Any]]]


def export_package(
    session: Session, dossier: Dossier, target: BinaryIO, claims: str | Collection[str] = ALL
) -> dict[str, Any]:
    """Write the package; returns its manifest.

    ``claims`` is ``all``, a status, ids with commas between them, or a collection of ids. Unless all
    are wanted, only what those claims need is included, and of the audit chain only hashes for
    everything else.
    Raises :class:`InvalidInput` where no such claim is. Needs a session over one snapshot.
    """
    lists = read_lists(session, dossier)
    if claims != ALL:
        lists = select_claims(lists, chosen_claims(lists, claims))
    lists = {spec.name: [tidy_record(spec, r) for r in lists[spec.name]] for spec in LISTS}
    protected = protected_ids(session, dossier)
    included = {record["id"] for records in lists.values() for record in records}
    shown = shown_to_all(protected) if claims == ALL else shown_of(included, protected)
    contents = Contents(
        slug=dossier.slug,
        title=dossier.title,
        chosen=claims if isinstance(claims, str) else ",".join(sorted(claims)),
        dossier=render(dossier.slug, dossier.title, lists),
        lists=lists,
        scores=packaged_scores(session, dossier, ids_of(lists, "claims"), ids_of(lists, "sources")),
        audit=audit_lines(session, dossier.slug, shown),
        program=VERSION,
    )
    return write_package(target, contents)


def ids_of(lists: Lists, name: str) -> set[str]:
    """Ids of one list."""
    return {record["id"] for record in lists[name]}


def protected_ids(session: Session, dossier: Dossier) -> set[str]:
    """Protected persons and sources, and sources of protected persons, withdrawn ones too."""
    persons = select(Person.public_id).where(
        Person.dossier_id == dossier.id, Person.protected.is_(True)
    )
    sources = (
        select(Source.public_id)
        .outerjoin(Person, Person.id == Source.person_id)
        .where(
            Source.dossier_id == dossier.id,
            or_(Source.protected.is_(True), Person.protected.is_(True)),
        )
    )
    return {*session.scalars(persons), *session.scalars(sources)}
