"""Reading the spreadsheets of a dossier."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from provenance.spreadsheets.models import ACCEPTED, OPEN, Spreadsheet


def open_spreadsheets(session: Session, dossier_id: int) -> Sequence[Spreadsheet]:
    """Those on their way in, newest first."""
    return _of_status(session, dossier_id, OPEN)


def accepted_spreadsheets(session: Session, dossier_id: int) -> Sequence[Spreadsheet]:
    """Those that were taken in, newest first."""
    return _of_status(session, dossier_id, ACCEPTED)


def _of_status(session: Session, dossier_id: int, status: str) -> Sequence[Spreadsheet]:
    statement = select(Spreadsheet).where(
        Spreadsheet.dossier_id == dossier_id, Spreadsheet.status == status
    )
    return session.scalars(statement.order_by(Spreadsheet.id.desc())).all()
