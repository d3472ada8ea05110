"""How reading grows: a document and one of ten times its length, in one run, format by format."""

import resource
import sys
import time
from collections.abc import Callable

from provenance.ingest.reader import read

TIMES = 10
MOST = 15
_PAGES = 30
_NOTES_A_PAGE = 6
_SENTENCE = (
    "In {year} the carriers of Lenz refused to pay the toll of {n} florins.{call} According to the"
    " clerk, nobody was hurt, and the governor told the council that 40 men had been sent. "
)
_NOTES = (
    "J. Kellner, The Salt Road (Linz: Alpen Verlag, 1954), {n}.",
    "Ibid., {n}; see also Governor Mayr to the Council, 3 April 1871, Provincial Archive, Box {n}.",
    "Interview with keeper of the road, Lenz, May 1961.",
)

Call = Callable[[int, str], str]


def report_growth() -> bool:
    """Print a line for each format; whether all grow by no more than ``MOST``."""
    held = True
    for name, make in _FORMATS.items():
        short, long = (_taken(make(pages), name) for pages in (_PAGES, _PAGES * TIMES))
        held = held and long < MOST * short
        sys.stdout.write(
            f"read {_PAGES * TIMES} pages of {name:14}{long * 1000:10.0f} ms, {long / short:.1f} times"
            f" what {_PAGES} take\n"
        )
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    sys.stdout.write(f"memory at most{peak:25.0f} MB\n")
    return held


def _taken(data: bytes, name: str) -> float:
    begun = time.process_time()
    read(data, f"a.{name}")
    return time.process_time() - begun


def _body(pages: int, call: Call) -> str:
    pieces = []
    for n in range(1, pages * _NOTES_A_PAGE + 1):
        words = _SENTENCE.format(year=1700 + n % 200, n=n % 90, call=call(n, _note(n)))
        pieces.append(words + ("\n\n" if n % 3 == 0 else ""))
    return "".join(pieces)


def _note(n: int) -> str:
    return _NOTES[n % len(_NOTES)].format(n=n % 300)


def _listed(pages: int, head: str) -> str:
    return "\n".join(f"{head.format(n)}{_note(n)}" for n in range(1, pages * _NOTES_A_PAGE + 1))


def _text(pages: int) -> bytes:
    body = _body(pages, lambda n, _: f"[{n}]")
    return f"{body}\n\nNotes\n\n{_listed(pages, '[{}] ')}\n".encode()


def _markdown(pages: int) -> bytes:
    body = _body(pages, lambda n, _: f"[^{n}]")
    return f"{body}\n\n{_listed(pages, '[^{}]: ')}\n".encode()


def _html(pages: int) -> bytes:
    body = _body(pages, lambda n, _: f'<sup><a href="#n{n}">{n}</a></sup>')
    paragraphs = "".join(f"<p>{piece}</p>" for piece in body.split("\n\n"))
    notes = "".join(f'<li id="n{n}">{_note(n)}</li>' for n in range(1, pages * _NOTES_A_PAGE + 1))
    return f"<body>{paragraphs}<ol>{notes}</ol></body>".encode()


def _latex(pages: int) -> bytes:
    body = _body(pages, lambda _, note: f"\\footnote{{{note}}}")
    return f"\\begin{{document}}{body}\\end{{document}}".encode()


def _wiki(pages: int) -> bytes:
    return _body(pages, lambda _, note: f"<ref>{note}</ref>").encode()


_FORMATS: dict[str, Callable[[int], bytes]] = {
    "txt": _text, "md": _markdown, "html": _html, "tex": _latex, "wikitext": _wiki,
}  # fmt: skip
