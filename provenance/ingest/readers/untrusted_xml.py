"""XML from a stranger, fed to three handlers: without entities, without end only up to a limit."""

from collections.abc import Callable
from xml.parsers import expat

from provenance.errors import UnreadableFile
from provenance.ingest.decoding import normalise

_MAX_DEPTH = 256
_MAX_STRETCH = 10_000_000
Start = Callable[[str, dict[str, str]], None]


def parse_xml(
    data: bytes, start: Start, end: Callable[[str], None], text: Callable[[str], None], remedy: str
) -> None:
    """Feed ``data`` to the handlers; names and attributes come without their namespaces.

    A document type is refused, whatever is in it: no entity is ever expanded or fetched. ``remedy``
    says what to do about a damaged file. Raises :class:`UnreadableFile`.
    """
    parser = expat.ParserCreate(namespace_separator="}")
    parser.buffer_text = True
    guard = _Guard(start, end, text)
    parser.StartDoctypeDeclHandler = _refuse_document_type
    parser.StartElementHandler = guard.start
    parser.EndElementHandler = guard.end
    parser.CharacterDataHandler = guard.text
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        raise UnreadableFile(f"The file is damaged inside ({error}). {remedy}") from error


def refuse_document_type(data: bytes, remedy: str) -> None:
    """Raise :class:`UnreadableFile` where XML declares a document type or is damaged, for a reader of
    another's making that comes after: without a document type there is no entity to expand."""
    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = _refuse_document_type
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        raise UnreadableFile(f"The file is damaged inside ({error}). {remedy}") from error


def _refuse_document_type(*_: object) -> None:
    raise UnreadableFile("The file declares a document type, which it must not: it was not read.")


class _Guard:
    """Passes on what it is given, and counts depth and the length of a stretch of text."""

    def __init__(
        self, start: Start, end: Callable[[str], None], text: Callable[[str], None]
    ) -> None:
        self._start, self._end, self._text = start, end, text
        self._depth = self._stretch = 0

    def start(self, name: str, attrs: dict[str, str]) -> None:
        """Into an element."""
        self._depth, self._stretch = self._depth + 1, 0
        if self._depth > _MAX_DEPTH:
            raise UnreadableFile("The file is nested deeper than any document is: it was not read.")
        self._start(_local(name), {_local(key): value for key, value in attrs.items()})

    def end(self, name: str) -> None:
        """Out of it."""
        self._depth, self._stretch = self._depth - 1, 0
        self._end(_local(name))

    def text(self, words: str) -> None:
        """Words; the parser gives a long stretch in pieces."""
        self._stretch += len(words)
        if self._stretch > _MAX_STRETCH:
            raise UnreadableFile(
                f"One stretch of text is longer than {_MAX_STRETCH // 10**6} million characters: "
                "no document is written so. It was not read."
            )
        self._text(normalise(words))


def _local(name: str) -> str:
    return name.rpartition("}")[2]
