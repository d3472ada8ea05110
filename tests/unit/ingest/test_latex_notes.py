"""Notes of LaTeX sources: macros of the document's own, marks apart from texts, citing commands."""

from itertools import pairwise

import pytest

from provenance.ingest.reader import read
from provenance.ingest.types import ParsedDocument

A = "A. Roe, The Long Ship (Leeds, 1981), 4."
B = "Letter Ames to Boyd, 3 May 1931."


def read_latex(body: str, preamble: str = "") -> ParsedDocument:
    source = "\\documentclass{article}\n%s\n\\begin{document}\n%s\n\\end{document}\n"
    return read((source % (preamble, body)).encode(), "a.tex")


def befores(document: ParsedDocument) -> list[list[str]]:
    return [[marker.before for marker in found.markers] for found in document.notes]


@pytest.mark.parametrize(
    ("preamble", "command"),
    [
        (r"\newcommand{\fn}[1]{\footnote{#1}}", r"\fn{%s}"),
        (r"\newcommand\source[2][see]{\footnote{#2}}", r"\source{%s}"),
        (r"\def\zz#1{\footnote{\small #1}}", r"\zz{%s}"),
        (r"\let\anmerk\footnote", r"\anmerk{%s}"),
        (r"\newcommand{\inner}[1]{\footnote{#1}}\newcommand{\outer}[1]{\inner{#1}}", r"\outer{%s}"),
        (r"\input{macros-that-are-absent}", r"\fn{%s}"),
        (r"\usepackage{reledmac}", r"\Afootnote{%s}"),
        ("", "%%\n  \\footnote{%%\n    %s}"),
        ("", r"\protect\footnote{\label{x}%s}"),
    ],
)
def test_notes_behind_macros(preamble: str, command: str) -> None:
    document = read_latex(
        f"The ship was late.{command % A} Nobody asked why,{command % B} they say.", preamble
    )
    assert [found.text for found in document.notes] == [A, B]
    assert befores(document) == [["The ship was late."], ["ship was late. Nobody asked why,"]]


def test_marks_and_texts_apart() -> None:
    document = read_latex(
        r"It was late.\footnotemark{} It left.\footnotemark"
        "\n\n"
        rf"\footnotetext{{{A}}} \footnotetext{{{B}}}"
    )
    assert [found.text for found in document.notes] == [A, B]
    assert befores(document) == [["It was late."], ["It was late. It left."]]


BIB = r"""\begin{filecontents}{x.bib}
@book{roe, author = {Roe, Ann}, title = "The Long Ship", publisher={Quay}, address={Leeds}, year = 1981}
\end{filecontents}"""


def test_citations_in_notes_are_written_out() -> None:
    document = read_latex(
        r"One.\footcite[12]{roe} Two.\footcite[see][4]{roe} Three.\footnote{\cite[9]{roe}; \cite{doe}.}",
        BIB,
    )
    work = "Roe, Ann, The Long Ship, Leeds: Quay, 1981"
    assert [found.text for found in document.notes] == [
        f"{work}, 12.", f"see {work}, 4.", f"{work}, 9; doe.",
    ]  # fmt: skip


def test_a_list_of_works_that_the_text_cites() -> None:
    document = read_latex(
        r"It was late \cite{roe}. It left \cite{doe,roe}. It came back \cite[p. 3]{poe}."
        r"\begin{thebibliography}{9}\bibitem{roe} A. Roe, \emph{The Long Ship}, 1981."
        r"\bibitem{doe} B. Doe, Boats, 1990. \bibitem[Poe01]{poe} C. Poe, Carts, 2001."
        r"\end{thebibliography}"
    )
    assert [(found.n, len(found.markers)) for found in document.notes] == [
        ("1", 2), ("2", 1), ("Poe01", 1),
    ]  # fmt: skip
    assert document.notes[0].text == "A. Roe, The Long Ship, 1981."


def test_a_document_with_notes_keeps_its_list_of_works_as_text() -> None:
    document = read_latex(
        rf"It was late.\footnote{{{A}}} \begin{{thebibliography}}{{9}}\bibitem{{roe}} A. Roe."
        r"\end{thebibliography}"
    )
    assert [found.text for found in document.notes] == [A]
    assert "A. Roe." in document.text


def test_macros_that_grow_without_end_are_stopped() -> None:
    names = "abcdefghijklmnop"
    preamble = r"\newcommand{\za}{long long words }" + "".join(
        rf"\newcommand{{\z{new}}}{{{(chr(92) + 'z' + old + ' ') * 10}}}"
        for old, new in pairwise(names)
    )
    document = read_latex(r"One. \zp Two. \newcommand{\loop}{\loop\loop}\loop Three.", preamble)
    assert len(document.text) < 2_000_000
    assert "Three." in document.text


def test_quotation_marks_that_a_command_prints() -> None:
    document = read_latex(
        r"He called it \enquote{a \emph{late} ship}.\footnote{So \textquote[p. 4]{they} say.}"
    )
    assert "He called it “a late ship”." in document.text
    assert document.notes[0].text == "So “they” (p. 4) say."
