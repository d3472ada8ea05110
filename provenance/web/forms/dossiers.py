"""The form that makes a dossier."""

import re
import unicodedata

from wtforms.validators import Length, Optional

from provenance.web.forms.base import line, said
from provenance.web.forms.values import RecordingForm

LONGEST_TITLE = 200
LONGEST_SLUG = 64


def slug_from(title: str) -> str:
    """A short name for addresses, made from a title: ``Taliban & IS-K`` → ``taliban-is-k``."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:LONGEST_SLUG].strip("-")


class NewDossierForm(RecordingForm):
    """A workspace for documents, sources and claims."""

    title = line(
        "Title", said("Give the dossier a title."),
        Length(max=LONGEST_TITLE, message=f"At most {LONGEST_TITLE} characters."),
        description="What it is about, such as “Taliban and Islamic State in Khorasan”.",
    )  # fmt: skip
    slug = line(
        "Short name", Optional(),
        description="Stands in every address and in the audit trail and never changes: letters, digits "
        "and hyphens. Left empty, it is made from the title.",
    )  # fmt: skip
