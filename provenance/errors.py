"""What can go wrong, as situations that a person can act on.

Every error has a ``message`` that says what is wrong and what to do. The edges map them to an HTTP
status (``status``) or to exit code 1; nothing else in the product chooses a status.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong with an input: ``where`` is a field name or a JSON path."""

    where: str
    message: str


class ProvenanceError(Exception):
    """Base of all designed errors."""

    status = 400

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


class InvalidInput(ProvenanceError):  # noqa: N818 - named for the situation
    """The input cannot be accepted; ``faults`` names every reason found."""

    status = 422

    def __init__(self, message: str, faults: tuple[Fault, ...] = ()) -> None:
        super().__init__(message)
        self.faults = faults

    @classmethod
    def at(cls, where: str, message: str) -> "InvalidInput":
        """An error with a single fault."""
        return cls(message, (Fault(where, message),))


class NotFound(ProvenanceError):  # noqa: N818
    """No such thing, or none that this person may know of: the two look alike."""

    status = 404


class EditConflict(ProvenanceError):  # noqa: N818
    """Somebody else changed the thing since this person opened it."""

    status = 409


class AlreadyExists(ProvenanceError):  # noqa: N818
    """The name or pair is taken; ``public_id`` names what stands there."""

    status = 409

    def __init__(self, message: str, public_id: str | None = None) -> None:
        super().__init__(message)
        self.public_id = public_id


class TooLarge(ProvenanceError):  # noqa: N818
    """More than the installation accepts."""

    status = 413


class UnreadableFile(ProvenanceError):  # noqa: N818
    """The bytes are not a document that we read."""

    status = 422


class UnsupportedFile(UnreadableFile):
    """Another kind of file than it says, or than any that is read here."""

    status = 415


class IntegrityFailure(ProvenanceError):  # noqa: N818
    """Something that must hold does not: an audit chain, a digest, a key."""

    status = 500


class StorageFull(ProvenanceError):  # noqa: N818
    """The disk has no room; nothing was changed, reading goes on."""

    status = 507
