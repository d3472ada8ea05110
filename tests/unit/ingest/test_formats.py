"""One document in every format: the same notes, markers and citations come out of each."""

import pytest

from provenance.ingest.reader import read
from provenance.ingest.types import ParsedDocument
from tests.unit.ingest.making import call, docx, note, paragraph, pdf, run

FIRST = "A. Roe, The Long Ship (Leeds: Quay Press, 1981), 4."
SECOND = "Ibid., 7."
THIRD = "Interview with B. Cole, Selby, 4 May 1961; Roe, Long Ship, 9."

MARKDOWN = f"""---
title: "The Long Winter"
author: Jo March
date: 2011-03-04
---

# How it began

The dam was finished *late*.[^a] The engineers had warned the ministry.[^b]

> Nobody [listened](https://example.org),[^c] they said.

- one thing
- another thing

[^a]: {FIRST}

[^b]: {SECOND}
[^c]: {THIRD}
"""
HTML = f"""<!DOCTYPE html><html><head><title>The Long Winter</title>
<meta name="author" content="Jo March">
<meta property="article:published_time" content="2011-03-04T09:00">
<script>alert("1. no note")</script><style>p {{ color: red }}</style></head><body>
<nav><ul><li>Home</li><li>News</li></ul></nav><article><h2>How it began</h2>
<p>The dam was finished <em>late</em>.<sup><a href="#fn1" id="ref1">1</a></sup> The engineers had warned
the ministry.<sup><a href="#fn2" id="ref2">2</a></sup></p>
<blockquote>Nobody listened,<sup><a href="#fn3" id="ref3">3</a></sup> they said.</blockquote>
<ul><li>one thing<li>another thing</ul>
<ol class="footnotes"><li id="fn1">{FIRST} <a href="#ref1">↩</a></li><li id="fn2">{SECOND}
<a href="#ref2">↩</a></li><li id="fn3">{THIRD} <a href="#ref3">↩</a></li></ol></article>
<footer>Share on Facebook</footer></body></html>
"""
LATEX = rf"""\documentclass{{article}} % a comment
\title{{The Long Winter}}\author{{Jo March}}\date{{2011-03-04}}
\begin{{document}}\maketitle
\section{{How it began}}
The dam was finished \emph{{late}}.\footnote{{{FIRST.replace("Long", chr(92) + "textit{Long}")}}}
The engineers had warned the ministry.\footnote{{{SECOND}}}
\begin{{quote}}Nobody listened,\footnote{{{THIRD}}} they said.\end{{quote}}
\begin{{itemize}}\item one thing \item another thing\end{{itemize}}
\end{{document}} never read
"""
WIKI = f"""{{{{Infobox dam| name = The Long Winter}}}}
== How it began ==
The dam was finished ''late''.<ref name="roe">{FIRST}</ref> The engineers had [[warning|warned]] the
ministry.<ref>{SECOND}</ref><!-- never shown -->

Nobody listened,<ref>{THIRD}</ref> they said.
* one thing
* another thing
[[Category:Dams]]
"""
BODY = (
    paragraph(run("How it began"), style="Heading1")
    + paragraph(
        run("The dam was finished "), run("late."), call(1), run(" The engineers had warned the"),
        run(" ministry."), call(2),
    )
    + paragraph(run("Nobody listened,"), call(3), run(" they said."), style="Quote")
)  # fmt: skip
DOCX = docx(
    BODY,
    '<w:footnote w:type="separator" w:id="0"><w:p/></w:footnote>'
    + note(1, FIRST) + note(2, SECOND) + note(3, THIRD),
    title="The Long Winter", author="Jo March", made="2011-03-04",
)  # fmt: skip

DOCUMENTS = [
    pytest.param(MARKDOWN.encode(), "paper.md", id="markdown"),
    pytest.param(HTML.encode(), "paper.html", id="html"),
    pytest.param(LATEX.encode(), "paper.tex", id="latex"),
    pytest.param(WIKI.encode(), "paper.wikitext", id="mediawiki"),
    pytest.param(DOCX, "paper.docx", id="docx"),
]


@pytest.mark.parametrize(("data", "name"), DOCUMENTS)
def test_the_same_notes(data: bytes, name: str) -> None:
    document = read(data, name)
    assert [found.text for found in document.notes] == [FIRST, SECOND, THIRD]
    assert [found.markers[0].before for found in document.notes] == [
        "began The dam was finished late.",
        "The engineers had warned the ministry.",
        "had warned the ministry. Nobody listened,",
    ]
    assert [len(found.citations) for found in document.notes] == [1, 1, 2]
    assert document.notes[1].citations[0].resolves_to == document.notes[0].id
    assert document.notes[2].citations[1].resolves_to == document.notes[0].id


@pytest.mark.parametrize(("data", "name"), DOCUMENTS)
def test_the_same_text(data: bytes, name: str) -> None:
    document = read(data, name)
    for passage in document.passages:
        words = document.text[passage.start : passage.end]
        assert words == words.strip()
    headings = [
        document.text[b.start : b.end].strip() for b in document.blocks if b.kind == "heading"
    ]
    assert headings == ["How it began"]
    for found in document.notes:
        assert document.text[found.start : found.end].split()[0] in found.text
        for marker in found.markers:
            assert found.n in document.text[marker.start : marker.end]
    assert "alert" not in document.text
    assert "never" not in document.text


@pytest.mark.parametrize(("data", "name"), [d for d in DOCUMENTS if d.id != "mediawiki"])
def test_the_same_facts(data: bytes, name: str) -> None:
    document = read(data, name)
    assert (document.title, document.author) == ("The Long Winter", "Jo March")
    assert document.published
    assert document.published.edtf == "2011-03-04"


def texts(document: ParsedDocument) -> dict[str, tuple[str, list[str]]]:
    return {n.id: (n.text, [m.before for m in n.markers]) for n in document.notes}


def test_pdf_by_size_and_place() -> None:
    pytest.importorskip("pypdfium2")
    page = [
        (72, 700, 12, "The dam was finished late."), (212, 705, 8, "1"),
        (222, 700, 12, "The engineers had warned"),
        (72, 684, 12, "the ministry in 1931."), (190, 689, 8, "2"),
        (72, 120, 7, "1"), (77, 117, 10, FIRST),
        (72, 108, 7, "2"), (77, 105, 10, SECOND),
        (300, 40, 12, "41"),
    ]  # fmt: skip
    other = [
        (72, 700, 12, "Nobody listened,"), (162, 705, 8, "3"), (170, 700, 12, "they said, for years."),
        (72, 120, 7, "3"), (77, 117, 10, THIRD),
        (300, 40, 12, "42"),
    ]  # fmt: skip
    document = read(pdf(page, other), "paper.pdf")
    assert texts(document) == {
        "1": (FIRST, ["The dam was finished late."]),
        "2": (SECOND, ["had warned the ministry in 1931."]),
        "3": (THIRD, ["the ministry in 1931. Nobody listened,"]),
    }


def test_where_each_page_of_a_pdf_begins() -> None:
    pytest.importorskip("pypdfium2")
    first = [(72, 700, 12, "The quay was shut in winter."), (300, 40, 12, "41")]
    document = read(
        pdf(first, [], [(72, 700, 12, "Nobody listened."), (300, 40, 12, "42")]), "a.pdf"
    )
    assert [page.number for page in document.pages] == [1, 2, 3]
    words = [document.text[page.start : page.end].split() for page in document.pages]
    assert [(page[:1], page[-1:]) for page in words] == [
        (["The"], ["41"]), ([], []), (["Nobody"], ["42"]),
    ]  # fmt: skip
    assert read(HTML.encode(), "a.html").pages == ()


def test_endnotes_of_docx_and_struck_words() -> None:
    body = paragraph(
        run("It was "), f"<w:del>{run('not ')}</w:del>", run("so."), call(1, "endnote")
    )
    document = read(docx(body, endnotes=note(1, FIRST, "endnote")), "a.docx")
    assert document.text.startswith("It was so.")
    assert texts(document)["1"] == (FIRST, ["It was so."])


def test_an_inline_note_of_markdown_bears_its_place_among_all_notes() -> None:
    text = (
        "One.[^mill] Two.^[Doe, Letters, p. 2.] Three.[^mill] Four.[^quay] Five.^[Roe, Winters,"
        " p. 5.]\n\n[^mill]: Roe, Mills, p. 1.\n[^quay]: Roe, Quays, p. 4.\n"
    )
    found = {note.text: note.n for note in read(text.encode(), "a.md").notes}
    assert found == {
        "Roe, Mills, p. 1.": "mill",
        "Doe, Letters, p. 2.": "2",
        "Roe, Quays, p. 4.": "quay",
        "Roe, Winters, p. 5.": "4",
    }


def test_markdown_inline_notes_html_notes_and_a_call_without_note() -> None:
    text = (
        f"It was so.^[{FIRST}] And so.[^9]\n\nIt was <sup id='r2'>[2](#n2)</sup> late.\n\n"
        f"## Notes\n\n<a name='n2'></a>2. {THIRD}\n"
    )
    document = read(text.encode(), "a.md")
    assert {found.text for found in document.notes} == {FIRST, THIRD}


def test_a_wiki_reference_used_again() -> None:
    text = f'One.<ref name="a">{FIRST}</ref> Two.<ref name=a /> Three.<ref>{THIRD}</ref>\n'
    assert texts(read(text.encode(), "a.wiki")) == {
        "1": (FIRST, ["One.", "One. Two."]),
        "2": (THIRD, ["One. Two. Three."]),
    }


def test_wiki_citing_templates() -> None:
    text = (
        "One.<ref>{{cite book |last=Roe |title=The Long Ship |publisher=Quay "
        "|year=1981}}</ref> Two."
        "{{sfn|Roe|1981|p=9}}\n"
    )
    document = read(text.encode(), "a.wiki")
    assert [found.text for found in document.notes] == [
        "Roe, 1981, The Long Ship, Quay",
        "Roe 1981, p. 9",
    ]
    assert document.notes[1].citations[0].resolves_to == "1"


HIDDEN = [
    pytest.param(
        f'<p>One.<sup class="footnote-ref" data-footnote="{FIRST}">1</sup> Two.</p>', id="attribute"),
    pytest.param(
        f'<p>One.<a aria-describedby="p1"><sup>1</sup></a> Two.<span id="p1" class="footnote-pop"'
        f' hidden>{FIRST}</span></p>', id="hidden"),
    pytest.param(
        f'<p>One.<label for="s1" class="sidenote-number">1</label><span '
            f'class="sidenote">{FIRST}</span>'
        " Two.</p>", id="margin"),
    pytest.param(
        f'<p>One.<sup><a href="#x">[*]</a></sup> Two.</p><div id="x"><p>* '
            f'{FIRST}</p></div>', id="symbol"),
    pytest.param(
        f'<p>One.<sup><a href="#d1">i</a></sup> Two.</p><dl><dt '
            f'id="d1">i</dt><dd>{FIRST}</dd></dl>',
        id="definition list"),
    pytest.param(f"<p>One.<sup>1</sup> Two.</p><hr><p><sup>1</sup> {FIRST}</p>", id="no links"),
    pytest.param(f"<p>One.[1] Two.</p><h3>Notes</h3><p>[1] {FIRST}</p>", id="typed"),
]  # fmt: skip


@pytest.mark.parametrize("page", HIDDEN)
def test_notes_of_web_pages(page: str) -> None:
    document = read(page.encode(), "a.html")
    assert [(found.text, [m.before for m in found.markers]) for found in document.notes] == [
        (FIRST, ["One."])
    ]
    assert "Two." in document.text


def test_links_that_are_no_notes() -> None:
    page = (
        '<ul><li><a href="#one">1</a></li></ul><p>See <a href="#two">part 2</a> and <a '
        'href="#top">top</a>.</p>'
        '<h2 id="one">One</h2><p>Words.</p><h2 id="two">Two</h2><p>More words.</p>'
    )
    assert read(page.encode(), "a.html").notes == ()


def test_formats_that_are_not_read_are_named() -> None:
    with pytest.raises(Exception, match="DOCX, PDF with a text layer, LaTeX"):
        read(b"x", "a.odt")


def test_two_columns_of_a_pdf() -> None:
    pytest.importorskip("pypdfium2")
    page = [
        (72, 700, 10, "The old quay was built in"), (72, 688, 10, "1801."), (97, 692, 6.5, "1"),
        (105, 688, 10, "It was repaired"), (72, 676, 10, "twice, they say."), (146, 680, 6.5, "2"),
        (72, 120, 6, "1"), (76, 117, 8, FIRST), (72, 108, 6, "2"), (76, 105, 8, SECOND),
        (330, 700, 10, "The townsmen paid for it"), (330, 688, 10, "in the end."),
        (382, 692, 6.5, "3"), (330, 120, 6, "3"), (334, 117, 8, "Letter Ames to Boyd, 3 May 1931."),
    ]  # fmt: skip
    assert texts(read(pdf(page), "a.pdf")) == {
        "1": (FIRST, ["old quay was built in 1801."]),
        "2": (SECOND, ["It was repaired twice, they say."]),
        "3": ("Letter Ames to Boyd, 3 May 1931.", ["paid for it in the end."]),
    }


def test_docx_whose_notes_are_typed() -> None:
    def raised(words: str) -> str:
        return f'<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>{words}</w:t></w:r>'

    body = (
        paragraph(run("It was shut."), raised("1"), run(" It opened."), raised("2"))
        + paragraph(run("Notes"), style="Heading1")
        + paragraph(raised("1"), run(f" {FIRST}")) + paragraph(raised("2"), run(f" {SECOND}"))
    )  # fmt: skip
    assert texts(read(docx(body), "a.docx")) == {
        "1": (FIRST, ["It was shut."]),
        "2": (SECOND, ["It was shut. It opened."]),
    }


def test_markdown_whose_notes_are_a_numbered_list() -> None:
    text = f"It was shut [1]. It opened [2].\n\n## References\n\n1. {FIRST}\n2. {THIRD}\n"
    assert [found.text for found in read(text.encode(), "a.md").notes] == [FIRST, THIRD]


def test_pages_saved_from_a_word_processor_and_an_encyclopedia() -> None:
    page = (
        '<p>One.<a href="#_ftn1" name="_ftnref1"><span>[1]</span></a> Two.<sup id="cr_2">'
        '<a href="#cn_2">[2]</a></sup></p><div id="ftn1"><p><a href="#_ftnref1" name="_ftn1">[1]</a> '
        f'{FIRST}</p></div><ol><li id="cn_2"><b><a href="#cr_2">^</a></b> {THIRD}</li></ol>'
    )
    assert [found.text for found in read(page.encode(), "a.html").notes] == [FIRST, THIRD]
