"""Notes of word-processor files: how they are numbered, marked, called again, struck out."""

from provenance.ingest.reader import read
from provenance.ingest.types import ParsedDocument
from tests.unit.ingest.making import call, docx, note, paragraph, run

A = "A. Roe, The Long Ship (Leeds, 1981), 4."
B = "Interview with B. Cole, Selby, 4 May 1961."
C = "Letter Ames to Boyd, 3 May 1931."
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def labels(document: ParsedDocument) -> dict[str, str]:
    return {found.n: found.text for found in document.notes}


def section(kind: str, **properties: str) -> str:
    inner = "".join(f'<w:{name} w:val="{value}"/>' for name, value in properties.items())
    return f"<w:sectPr><w:{kind}Pr>{inner}</w:{kind}Pr></w:sectPr>"


def part(name: str, inner: str) -> tuple[str, bytes]:
    return f"word/{name}.xml", f"<w:{name} {W}>{inner}</w:{name}>".encode()


def test_numbers_begin_anew_in_each_section_and_follow_its_format() -> None:
    first = f"<w:p><w:pPr>{section('footnote', numRestart='eachSect')}</w:pPr></w:p>"
    last = section("footnote", numRestart="eachSect", numFmt="upperRoman")
    body = (
        paragraph(run("One."), call(1), run(" Two."), call(2)) + first
        + paragraph(run("Three."), call(3)) + last
    )  # fmt: skip
    document = read(docx(body, note(1, A) + note(2, B) + note(3, C)), "a.docx")
    assert [found.n for found in document.notes] == ["1", "2", "I"]
    assert document.notes[2].text == C


def test_endnotes_are_roman_unless_the_settings_say_otherwise() -> None:
    body = paragraph(
        run("One."), call(7, "endnote"), run(" Two."), call(3, "endnote"), run(" Three."), call(1)
    )
    notes = {"footnotes": note(1, C), "endnotes": note(3, B, "endnote") + note(7, A, "endnote")}
    usual = read(docx(body, **notes, more=[part("settings", "")]), "a.docx")
    assert labels(usual) == {"i": A, "ii": B, "1": C}
    stated = '<w:endnotePr><w:numFmt w:val="lowerLetter"/><w:numStart w:val="3"/></w:endnotePr>'
    assert labels(read(docx(body, **notes, more=[part("settings", stated)]), "a.docx")) == {
        "c": A, "d": B, "1": C,
    }  # fmt: skip


def test_marks_of_their_own_are_not_counted() -> None:
    own = (
        '<w:r><w:footnoteReference w:customMarkFollows="1" w:id="1"/><w:t>*</w:t></w:r>'
        '<w:r><w:t xml:space="preserve"> and</w:t></w:r>'
    )
    body = paragraph(run("One."), own, run(" Two."), call(2))
    document = read(docx(body, note(1, "* " + A) + note(2, B)), "a.docx")
    assert labels(document) == {"*": A, "1": B}
    assert document.text.startswith("One.[*] and Two.[1]")


def test_a_note_called_again_through_a_field() -> None:
    marked = '<w:bookmarkStart w:id="0" w:name="_R"/>' + call(1) + '<w:bookmarkEnd w:id="0"/>'

    def field(words: str) -> str:
        return (
            '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>'
            + words
            + "</w:instrText></w:r>"
            '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1</w:t></w:r>'
            '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
        )

    body = paragraph(
        run("One."),
        marked,
        run(" Two, as in note "),
        field(" NOTEREF _R \\h "),
        run(". Three."),
        field(" NOTEREF _R \\f \\h "),
    )
    (found,) = read(docx(body, note(1, A)), "a.docx").notes
    assert [marker.before for marker in found.markers] == ["One.", "Two, as in note 1. Three."]


def test_struck_calls_text_boxes_and_alternatives() -> None:
    box = f"<w:txbxContent>{paragraph(run('In a box.'), call(2))}</w:txbxContent>"
    body = paragraph(
        run("One."), call(1), f"<w:r><w:Choice>{box}</w:Choice><w:Fallback>{box}</w:Fallback></w:r>",
        run(" Two."), f"<w:del>{call(9)}</w:del>",
    )  # fmt: skip
    document = read(docx(body, note(1, A) + note(2, B) + note(9, C)), "a.docx")
    assert labels(document) == {"1": A, "2": B}
    assert document.text.startswith("One.[1] Two.\n\nIn a box.[2]")


def test_a_numbered_list_under_notes_and_styles_by_their_names() -> None:
    styles = part("styles", '<w:style w:styleId="7"><w:name w:val="heading 1"/></w:style>'
                  '<w:style w:styleId="f"><w:name w:val="footnote reference"/></w:style>')  # fmt: skip
    numbering = part(
        "numbering",
        '<w:abstractNum w:abstractNumId="4"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt'
        ' w:val="decimal"/></w:lvl></w:abstractNum>'
        '<w:num w:numId="2"><w:abstractNumId w:val="4"/></w:num>',
    )
    raised = '<w:r><w:rPr><w:rStyle w:val="f"/></w:rPr><w:t>{}</w:t></w:r>'
    listed = (
        '<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="2"/></w:numPr></w:pPr>{}</w:p>'
    )
    body = (
        paragraph(run("One."), raised.format(1), run(" Two."), raised.format(2))
        + paragraph(run("Notes"), style="7") + listed.format(run(A)) + listed.format(run(B))
    )  # fmt: skip
    assert labels(read(docx(body, more=[styles, numbering]), "a.docx")) == {"1": A, "2": B}
