"""Notes as web pages keep them: in pop-ups, margins, attributes, folded elements, behind links."""

import pytest

from provenance.ingest.reader import read

A = "A. Roe, The Long Ship (Leeds: Quay Press, 1981), 4."
B = "Interview with B. Cole, Selby, 4 May 1961."
PAGE = "https://example.org/ships"


def two(pattern: str, after: str = "") -> str:
    """A paragraph that calls two notes in one way; ``after`` is written once per note."""
    calls = [pattern.format(n=n, t=t) for n, t in ((1, A), (2, B))]
    ends = "".join(after.format(n=n, t=t) for n, t in ((1, A), (2, B)))
    body = f"<p>The ship was late.{calls[0]} Nobody asked why,{calls[1]} they say.</p>"
    return f"<article><h1>Ships</h1>{body}{ends}</article><footer><p>© 2020</p></footer>"


PAGES = [
    pytest.param(two('<sup><a href="' + PAGE + '#n{n}">{n}</a></sup>',
                     '<div><a id="n{n}" href="' + PAGE + '#r{n}">{n}</a><p>{t}</p></div>'),
                 id="saved with absolute links"),
    pytest.param(two('<a href="notes.xhtml#fn%3A{n}">{n}</a>',
                     '<aside id="fn:{n}"><p>{n}. {t}</p></aside>'),
                 id="book with notes in another file"),
    pytest.param(two('<details class="fn"><summary>{n}</summary>{t}</details>'), id="folded"),
    pytest.param(two('<span class="tooltip">[{n}]<span class="tooltiptext">{t}</span></span>'),
                 id="tooltip"),
    pytest.param(two('<sup data-reference="{t}" data-html="true">{n}</sup>'),
                 id="attribute of any name"),
    pytest.param(two('<span class="note-wrap"><a class="fn-open" href="#"><sup>{n}</sup></a><span'
                     ' class="fn-popup"><b>×</b>{t}</span></span>'), id="pop-up with a closing cross"),
    pytest.param(two('<span class="ltx_note ltx_role_footnote"><sup>{n}</sup><span><sup>{n}</sup>'
                     "<span>{n}</span>{t}</span></span>"), id="label repeated inside"),
    pytest.param(two('<label for="s{n}" class="margin-toggle sidenote-number"></label>'
                     '<input type="checkbox" id="s{n}"><span class="sidenote">{t}</span>'),
                 id="number by style"),
    pytest.param(two('<sup onclick="go(\'row_{n}\')">[{n}]</sup>',
                     '<table><tr><th id="row_{n}">↑ {n}</th><td>{t}</td></tr></table>'),
                 id="script and table"),
    pytest.param(two('<sup><a href="#f{n}" name="t{n}">{n}</a></sup>',
                     '<dl><dt><a name="f{n}">... late.</a><sup>{n}</sup></dt><dd>{t}</dd></dl>'),
                 id="definitions"),
    pytest.param(two('<sup class="reference"><a href="#c{n}">[note {n}]</a></sup>',
                     '<ol><li id="c{n}"><span>^</span> {t}</li></ol>'), id="worded label"),
    pytest.param(two('<sup data-fn="u{n}"><a href="#u{n}">{n}</a></sup>',
                     '<ol><li id="u{n}">{t}</li></ol>'),
                 id="sign that points twice"),
]  # fmt: skip


@pytest.mark.parametrize("page", PAGES)
def test_notes_of_a_page(page: str) -> None:
    document = read(page.encode(), "a.html")
    assert [found.text for found in document.notes] == [A, B]
    assert [[marker.before for marker in found.markers] for found in document.notes] == [
        ["Ships The ship was late."],
        ["ship was late. Nobody asked why,"],
    ]
    assert [found.n.removeprefix("note ") for found in document.notes] == ["1", "2"]


def test_notes_between_paragraphs_end_where_the_text_goes_on() -> None:
    page = (
        f'<p>It was late.<a href="#f1" id="r1">[1]</a></p><div class="footnote"><p><a id="f1"'
        f' href="#r1">[1]</a> {A}</p><p>So says his son.</p></div><p>Nobody asked why.</p><p>It sailed.'
        f'<a href="#f2">[2]</a></p><div class="footnote"><p><a id="f2">[2]</a> {B}</p></div>'
        "<p>The end.</p>"
    )  # fmt: skip
    document = read(page.encode(), "a.html")
    assert [found.text for found in document.notes] == [f"{A} So says his son.", B]
    assert document.notes[1].markers[0].before == "late. Nobody asked why. It sailed."


NO_NOTES = [
    '<p>The <abbr title="League of Harbour Workers and Lightermen">LHW</abbr> met.</p>',
    '<p>A <span class="tooltip">word<span class="tooltiptext">What the word means.</span></span>.</p>',
    '<details><summary>Read more</summary><p>The rest of the story, at some length.</p></details>',
    '<p>See <a href="#two">Chapter 2</a>.</p><p id="two">The second chapter is about the ship.</p>',
    '<p><a href="other.html#1">1</a> <a href="#" aria-label="Go to slide 2" data-slide="2">2</a></p>',
    '<p><button data-bs-toggle="popover" data-bs-content="Sign up for our letters now">?</button></p>',
]  # fmt: skip


@pytest.mark.parametrize("page", NO_NOTES)
def test_what_looks_like_a_note_and_is_none(page: str) -> None:
    assert read(f"<article>{page}</article>".encode(), "a.html").notes == ()


def test_links_to_pages_are_no_notes_and_page_numbers_no_words() -> None:
    page = (
        '<table><tr><td>Ships</td><td><a href="#Page_3">3</a></td></tr><tr><td>Boats</td><td>'
        '<a href="#Page_4">4</a></td></tr></table><p><span class="pagenum"><a id="Page_3">[3]</a></span>'
        f'The ship was late.<a href="#N1">[1]</a> Nobody<span class="pagenum"><a id="Page_4">[4]</a>'
        '</span> asked.<a href="#N2">[2]</a></p><div class="footnote"><p><a id="N1">[1]</a> '
        f"{A}</p></div>"
        f'<div class="footnote"><p><a id="N2">[2]</a> {B[:10]}<span class="pagenum">[5]</span>{B[10:]}'
        "</p></div>"
    )  # fmt: skip
    document = read(page.encode(), "a.html")
    assert [found.text for found in document.notes] == [A, B]
    assert document.notes[1].markers[0].before == "The ship was late. Nobody asked."
