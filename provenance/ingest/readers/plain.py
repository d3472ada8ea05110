"""Plain text: nothing is marked, all is inferred later."""

from provenance.ingest.decoding import decode
from provenance.ingest.layout import Layout


def read_plain(data: bytes) -> Layout:
    """The text as it stands."""
    decoded = decode(data)
    return Layout(decoded.text, "text/plain", decoded.encoding, "plain", issues=decoded.issues)
