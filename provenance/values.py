"""Small values that several areas share."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class DateText:
    """A date as understood (EDTF, ISO 8601-2) and as written; either may be missing.

    A date that only has ``edtf`` is exchanged as a plain string, otherwise as an object.
    """

    edtf: str | None
    verbatim: str | None = None

    def as_json(self) -> str | dict[str, str]:
        """The form of the dossier file."""
        if self.verbatim is None and self.edtf is not None:
            return self.edtf
        pair = {"edtf": self.edtf, "verbatim": self.verbatim}
        return {key: value for key, value in pair.items() if value is not None}

    def __str__(self) -> str:
        return self.verbatim or self.edtf or ""
