"""Inputs of the services that bring in new versions of documents and settle their orphans."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class MarkVersion:
    """Say of which document a draft is a new version; ``document`` None says that it is none."""

    dossier: str
    draft: str
    document: str | None
    reason: str
    version: int | None = None


@dataclass(frozen=True, slots=True)
class ChooseChanged:
    """Which things with changed words are the same (``accept``), which are not (``leave``), by key.
    What stands in neither stays as proposed."""

    dossier: str
    draft: str
    accept: tuple[str, ...]
    leave: tuple[str, ...]
    version: int | None = None
    reason: str = "chosen on the preview of the new version"


@dataclass(frozen=True, slots=True)
class AcceptVersion:
    """Take the draft as the newest version of its document. ``only_sure``: new citations that a person
    should look at are kept without a source, awaiting one."""

    dossier: str
    draft: str
    reason: str
    only_sure: bool = False
    version: int | None = None


@dataclass(frozen=True, slots=True)
class UndoVersion:
    """Put the document's former version in force again. ``revision``: the number of the one that the
    person saw as the newest."""

    dossier: str
    document: str
    reason: str
    revision: int | None = None


@dataclass(frozen=True, slots=True)
class Reanchor:
    """Anchor an orphan anew: to ``words`` of the document's text, or of a ``note`` of it. ``near`` is
    an offset in or before the place that is meant, where the words stand several times."""

    dossier: str
    claim: str
    number: int
    words: str
    reason: str
    note: str | None = None
    near: tuple[int, int] | None = None
    version: int | None = None


@dataclass(frozen=True, slots=True)
class LetStand:
    """Let an orphan stand as one, for a reason."""

    dossier: str
    claim: str
    number: int
    reason: str
    version: int | None = None
