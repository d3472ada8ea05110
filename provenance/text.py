"""Which text can be kept at all, the same on every database."""

from provenance.errors import InvalidInput

NUL = "\x00"


def problem_of(text: str) -> str | None:
    """Why this text cannot be stored, or None. PostgreSQL refuses NUL; UTF-8 has no surrogates."""
    if NUL in text:
        return "contains a NUL character; remove it"
    if any("\ud800" <= character <= "\udfff" for character in text):
        return "contains half of a surrogate pair, which is not text; remove it"
    return None


def checked(text: str, where: str) -> str:
    """The text itself; raises :class:`InvalidInput` at ``where`` if it cannot be stored."""
    problem = problem_of(text)
    if problem:
        raise InvalidInput.at(where, f"{where} {problem}.")
    return text
