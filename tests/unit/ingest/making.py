"""Files made by code: DOCX and PDF, honest and hostile."""

import io
import zipfile
from collections.abc import Sequence

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_CORE = (
    '<cp:coreProperties xmlns:cp="a" xmlns:dc="b" xmlns:dcterms="c"><dc:title>{title}</dc:title>'
    "<dc:creator>{author}</dc:creator><dcterms:created>{made}T10:00:00Z</dcterms:created>"
    "</cp:coreProperties>"
)


def run(words: str) -> str:
    """A run of text."""
    return f'<w:r><w:t xml:space="preserve">{words}</w:t></w:r>'


def call(number: int, kind: str = "footnote") -> str:
    """A reference to a note."""
    return f'<w:r><w:{kind}Reference w:id="{number}"/></w:r>'


def paragraph(*runs: str, style: str = "") -> str:
    """A paragraph, perhaps with a style."""
    properties = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{properties}{''.join(runs)}</w:p>"


def note(number: int, words: str, kind: str = "footnote") -> str:
    """A foot note or end note."""
    return f'<w:{kind} w:id="{number}">{paragraph(run(" " + words))}</w:{kind}>'


def docx(
    body: str,
    footnotes: str = "",
    endnotes: str = "",
    *,
    title: str = "",
    author: str = "",
    made: str = "",
    declaration: str = "",
    more: Sequence[tuple[str, bytes]] = (),
) -> bytes:
    """A DOCX file; ``declaration`` goes before the document's root element."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        document = f"{declaration}<w:document {_W}><w:body>{body}</w:body></w:document>"
        archive.writestr("word/document.xml", document)
        for kind, notes in (("footnotes", footnotes), ("endnotes", endnotes)):
            if notes:
                archive.writestr(f"word/{kind}.xml", f"<w:{kind} {_W}>{notes}</w:{kind}>")
        if title:
            core = _CORE.format(title=title, author=author, made=made)
            archive.writestr("docProps/core.xml", core)
        for name, data in more:
            archive.writestr(name, data)
    return buffer.getvalue()


Word = tuple[float, float, float, str]
"""Left, bottom, size, words."""


def pdf(*pages: Sequence[Word]) -> bytes:
    """A PDF of pages of placed words in Helvetica."""
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", ""]
    objects.append("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>")
    kids = []
    for page in pages:
        stream = "".join(
            f"BT /F1 {size} Tf {left} {bottom} Td ({_escaped(words)}) Tj ET\n"
            for left, bottom, size, words in page
        )
        objects.append(f"<< /Length {len(stream)} >>\nstream\n{stream}endstream")
        objects.append(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] "
            f"/Resources << /Font << /F1 3 0 R >> >> /Contents {len(objects)} 0 R >>"
        )
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>"
    return _written(objects)


def _escaped(words: str) -> str:
    return words.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")


def _written(objects: Sequence[str]) -> bytes:
    out = b"%PDF-1.4\n"
    offsets = []
    for number, words in enumerate(objects, 1):
        offsets.append(len(out))
        out += f"{number} 0 obj\n{words}\nendobj\n".encode("latin-1")
    table = "".join(f"{offset:010} 00000 n \n" for offset in offsets)
    trailer = f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{len(out)}\n%%EOF\n"
    return out + f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}{trailer}".encode()
