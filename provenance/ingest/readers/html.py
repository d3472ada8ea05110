"""HTML, saved web pages included. Nothing is fetched and nothing runs."""

import json
import re
from dataclasses import replace

from provenance.ingest.attribute_notes import write_out_attributes
from provenance.ingest.decoding import decode
from provenance.ingest.layout import Layout
from provenance.ingest.linked_notes import layout_of_tree
from provenance.ingest.markup import Node, parse_markup

_CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s{0,3}=\s{0,3}[\"']?([\w-]{2,40})", re.IGNORECASE)
_XML_ENCODING = re.compile(rb"<\?xml[^>]{0,100}encoding=[\"']([\w-]{2,40})", re.IGNORECASE)
_TITLES = ("og:title", "dc.title", "citation_title", "twitter:title")
_AUTHORS = ("author", "article:author", "dc.creator", "citation_author", "parsely-author", "byl")
_DATES = ("article:published_time", "datepublished", "date", "dc.date", "citation_publication_date",
          "citation_date", "parsely-pub-date", "pubdate")  # fmt: skip
_SLASHES = re.compile(r"^(\d{4})/(\d{2})/(\d{2})")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def read_html(data: bytes) -> Layout:
    """Read a page."""
    match = _CHARSET.search(data[:4096]) or _XML_ENCODING.search(data[:200])
    decoded = decode(data, match[1].decode("ascii") if match else None)
    root = parse_markup(decoded.text)
    write_out_attributes(root)
    metas = _metas(root)
    layout = layout_of_tree(root, "text/html", "html")
    return replace(
        layout,
        encoding=decoded.encoding,
        title=_first(metas, _TITLES) or _heading(root) or _title(root),
        author=_author(metas),
        published=_published(metas, root),
        issues=decoded.issues,
    )


def _metas(root: Node) -> dict[str, str]:
    found: dict[str, str] = {}
    for node in root.walk():
        if node.tag == "meta":
            name = (node.attrs.get("property") or node.attrs.get("name") or "").casefold()
            if name and node.attrs.get("content", "").strip():
                found.setdefault(name, " ".join(node.attrs["content"].split()))
        elif node.tag == "script" and "ld+json" in node.attrs.get("type", ""):
            found.update(_linked_data(node))
    return found


def _linked_data(node: Node) -> dict[str, str]:
    try:
        data = json.loads(
            "".join(child for child in node.children if isinstance(child, str)) or "{}"
        )
    except (ValueError, RecursionError):
        return {}
    date = data.get("datePublished") if isinstance(data, dict) else None
    return {"datepublished": date} if isinstance(date, str) else {}


def _first(metas: dict[str, str], names: tuple[str, ...]) -> str | None:
    return next((metas[name] for name in names if metas.get(name)), None)


def _heading(root: Node) -> str | None:
    headings = [node for node in root.walk() if node.tag == "h1" and node.words()]
    return headings[0].words() if len(headings) == 1 else None


def _title(root: Node) -> str | None:
    return next((node.words() or None for node in root.walk() if node.tag == "title"), None)


def _author(metas: dict[str, str]) -> str | None:
    found = _first(metas, _AUTHORS)
    return found.removeprefix("By ").strip() if found and not found.startswith("http") else None


def _published(metas: dict[str, str], root: Node) -> str | None:
    found = _first(metas, _DATES)
    if found is None:
        times = (node.attrs.get("datetime", "") for node in root.walk() if node.tag == "time")
        found = next((time for time in times if _DAY.match(time)), None)
    found = _SLASHES.sub(r"\1-\2-\3", found) if found else None
    match = _DAY.match(found) if found else None
    return match[0] if match else found
