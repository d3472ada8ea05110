"""Files that mean harm, are broken, or are only odd: each made by code, with its named outcome.

``REFUSED`` is answered with a status and words, and leaves nothing; ``TOLD`` is read, and the page of
the import says what is odd about it.
"""

import base64
import random
import unicodedata
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO

from tests.unit.ingest.making import docx, paragraph, run

XXE = '<!DOCTYPE w [<!ENTITY e SYSTEM "{}">]>'
INTERNAL = '<!DOCTYPE w [<!ENTITY e "words that would be lost">]>'
LAUGHS = (
    '<!DOCTYPE w [<!ENTITY a "ha">'
    + "".join(f'<!ENTITY {chr(98 + n)} "{("&" + chr(97 + n) + ";") * 10}">' for n in range(9))
    + "]>"
)
TEMPLATE = (
    b'<Relationships><Relationship Id="r" Target="http://example.org/t.dotm" '
    b'TargetMode="External"/></Relationships>'
)
PARAGRAPH = paragraph(run("One fell."))
RLO = "\u202e"


@dataclass(frozen=True)
class HostileFile:
    """A file and its outcome: ``says`` stands on the page that answers it."""

    name: str
    make: Callable[[], bytes]
    says: str
    status: int = 303


def zipped(*members: tuple[str, bytes]) -> bytes:
    """A ZIP archive of these members; a name may recur."""
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members:
            archive.writestr(name, data)
    return buffer.getvalue()


def lying() -> bytes:
    """A DOCX whose headers claim that its document has seven bytes."""
    data = docx(PARAGRAPH)
    with zipfile.ZipFile(BytesIO(data)) as archive:
        size = archive.getinfo("word/document.xml").file_size
    return data.replace(size.to_bytes(4, "little"), (7).to_bytes(4, "little"))


def bomb() -> bytes:
    """Some 60 kB that unpack to 60 MB."""
    return zipped(("[Content_Types].xml", b"<Types/>"),
                  ("word/document.xml", b"<a>" + b" " * 60_000_000))  # fmt: skip


def endless_word() -> bytes:
    """A DOCX with one text node of twelve million letters that hardly compress."""
    letters = base64.b32encode(random.Random(14).randbytes(7_500_000)).decode().rstrip("=")
    return docx(paragraph(run(letters)))


def noted(*notes: str, text: str = "One fell.[1] Two rose.[2] Three stayed.[3]") -> bytes:
    """A plain text with its notes at the end."""
    return "\n\n".join((text, "\n".join(notes))).encode()


def mixed() -> bytes:
    """Lines of UTF-8 and one of cp1252."""
    proper = "Zoë went home. Ångström stayed. "
    return f"{proper}\n{proper}\n".encode() + "Café closed.\n".encode("cp1252")


ROE = "[1] A. Roe, The Long Ship (Leeds, 1981), 4."
DOE = "[2] B. Doe, Small Boats (Hull, 1990), 7."
POE = "[3] C. Poe, Wide Rivers (York, 1995), 9."
REFUSED = {
    "1 no ZIP": HostileFile("a.docx", lambda: b"no archive at all", "not a whole ZIP", 415),
    "1 no known kind": HostileFile("a.xyz", lambda: b"words", "are not read", 415),
    "2 no content types": HostileFile(
        "a.docx", lambda: zipped(("word/document.xml", b"<w/>")), "no DOCX document", 422
    ),
    "3 truncated": HostileFile("a.docx", lambda: docx(PARAGRAPH)[:-40], "not a whole ZIP", 422),
    "4 bomb": HostileFile("a.docx", bomb, "unpacks to far more", 413),
    "5 lying header": HostileFile("a.docx", lying, "damaged", 422),
    "6 nested": HostileFile(
        "a.docx", lambda: zipped(("inner.docx", docx(PARAGRAPH))), "no DOCX document", 422
    ),
    "6 members": HostileFile(
        "a.docx", lambda: zipped(*((f"m{n}", b"") for n in range(10_001))), "more parts", 422
    ),
    "7 part twice": HostileFile(
        "a.docx",
        lambda: zipped(
            ("[Content_Types].xml", b""), ("word/document.xml", b""), ("word/document.xml", b"")
        ),
        "twice",
        422,
    ),
    "9 external file": HostileFile(
        "a.docx", lambda: docx("", declaration=XXE.format("file:///etc/passwd")),
        "document type", 422,
    ),
    "9 external address": HostileFile(
        "a.docx", lambda: docx("", declaration=XXE.format("http://example.org/")),
        "document type", 422,
    ),
    "10 internal entity": HostileFile(
        "a.docx", lambda: docx(paragraph(run("&e;")), declaration=INTERNAL), "document type", 422
    ),
    "11 billion laughs": HostileFile(
        "a.docx", lambda: docx(paragraph(run("&j;")), declaration=LAUGHS), "document type", 422
    ),
    "12 deep": HostileFile(
        "a.docx", lambda: docx("<w:p>" * 5000 + "</w:p>" * 5000), "nested deeper", 422
    ),
    "14 one line": HostileFile("a.txt", lambda: b"words " * 8_400_000, "One line of this", 413),
    "14 one word": HostileFile("a.docx", endless_word, "One stretch of text", 422),
    "29 NUL": HostileFile("a.txt", lambda: b"One\x00fell.", "NUL", 422),
    "29 NUL in HTML": HostileFile("a.html", lambda: b"<p>One\x00fell.</p>", "NUL", 422),
    "30 surrogate": HostileFile("a.txt", lambda: b"One \xed\xa0\x80 fell.", "surrogate", 422),
    "locked or broken PDF": HostileFile("a.pdf", lambda: b"%PDF-1.4 broken", "damaged", 422),
    "nothing": HostileFile("a.txt", lambda: b" \n ", "empty", 422),
}  # fmt: skip
TOLD = {
    "8 path out": HostileFile(
        "a.docx", lambda: docx(PARAGRAPH, more=(("../../evil", b"x"),)), "One fell."
    ),
    "13 macro": HostileFile(
        "a.docx", lambda: docx(PARAGRAPH, more=(("word/vbaProject.bin", b"\1"),)), "contains macros"
    ),
    "13 object": HostileFile(
        "a.docx", lambda: docx(PARAGRAPH, more=(("word/embeddings/a.bin", b"\1"),)),
        "embedded objects",
    ),
    "13 remote template": HostileFile(
        "a.docx", lambda: docx(PARAGRAPH, more=(("word/_rels/settings.xml.rels", TEMPLATE),)),
        "linked to a template elsewhere",
    ),
    "19 number twice": HostileFile("a.txt", lambda: noted(ROE, DOE, DOE, POE), "twice"),
    "20 number missing": HostileFile("a.txt", lambda: noted(ROE, POE), "Note 2 was not found"),
    "20 out of order": HostileFile("a.txt", lambda: noted(ROE, POE, DOE), "stands after note 3"),
    "21 Ibid. at note 1": HostileFile(
        "a.txt", lambda: noted("[1] Ibid., 4.", DOE, POE), "refers to was not found"
    ),
    "22 Ibid. after two": HostileFile(
        "a.txt", lambda: noted(ROE + "; " + DOE[4:], "[2] Ibid.", POE), "more than one"
    ),
    "23 circle": HostileFile(
        "a.txt", lambda: noted(ROE, "[2] See note 3 below.", "[3] See note 2 above."), "circle"
    ),
    "31 UTF-16": HostileFile("a.txt", lambda: "Zoë fell.".encode("utf-16"), "utf-16"),
    "32 code page": HostileFile(
        "a.txt", lambda: "Командир сказал, что город взят.".encode("cp1251"), "read as windows-1251"
    ),
    "33 mixed": HostileFile("a.txt", mixed, "not UTF-8 though the others are"),
    "34 decomposed": HostileFile(
        "a.txt", lambda: unicodedata.normalize("NFD", "Zoë fell.").encode(), "Zoë fell."
    ),
    "35 direction": HostileFile("a.txt", f"One {RLO}llef.".encode, "⟦RLO⟧llef"),
    "45 no such day": HostileFile(
        "a.txt", lambda: noted("[1] Interview with a clerk, Hull, 29 February 2017.", DOE, POE),
        "29 February 2017",
    ),
    "46 about": HostileFile(
        "a.txt", lambda: noted("[1] A. Roe to B. Doe, letter, c. 1890.", DOE, POE), "c. 1890"
    ),
    "36 markup": HostileFile(
        "a.txt", lambda: b"<script>alert(1)</script> {{7*7}} fell.", "&lt;script&gt;"
    ),
}  # fmt: skip
