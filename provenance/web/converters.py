"""Numbers and public ids in URLs. Files may bring ids with any printable character; slashes and lone
dots are escaped as in JSON pointers (RFC 6901), so that every id is one path segment."""

from urllib.parse import quote

from werkzeug.routing import BaseConverter, IntegerConverter

DOTS = {".": "~2", "..": "~3"}


class Number(IntegerConverter):
    """``<int:name>`` in a rule, of as many digits as every database holds; longer ones lead nowhere."""

    regex = r"\d{1,9}"


class PublicId(BaseConverter):
    """``<id:name>`` in a rule."""

    regex = "[^/]+"

    def to_url(self, value: str) -> str:
        """Escape for one path segment."""
        return quote(DOTS.get(value) or value.replace("~", "~0").replace("/", "~1"), safe="~")

    def to_python(self, value: str) -> str:
        """The id itself."""
        for dots, escaped in DOTS.items():
            if value == escaped:
                return dots
        return value.replace("~1", "/").replace("~0", "~")
