"""The commands of LaTeX that are known, and the signs that they stand for."""

from provenance.ingest.wordlists import words_of

ACCENTS = {"'": "\u0301", "`": "\u0300", "^": "\u0302", '"': "\u0308", "~": "\u0303", "=": "\u0304",
            ".": "\u0307", "c": "\u0327", "v": "\u030c", "u": "\u0306", "H": "\u030b", "r": "\u030a",
            "k": "\u0328"}  # fmt: skip
LETTERS = {
    "ss": "ß", "ae": "æ", "AE": "Æ", "oe": "œ", "OE": "Œ", "o": "ø", "O": "Ø", "aa": "å",
    "AA": "Å", "l": "ł", "L": "Ł", "i": "ı", "j": "ȷ", "S": "§", "P": "¶", "dag": "†",
    "ddag": "‡", "dots": "…", "ldots": "…", "textellipsis": "…", "pounds": "£",
    "copyright": "©", "textendash": "–", "textemdash": "—", "textquoteright": "’",
    "textquoteleft": "‘", "textquotedblleft": "“", "textquotedblright": "”",
    "guillemotleft": "«", "guillemotright": "»", "og": "« ", "fg": " »", "LaTeX": "LaTeX",
    "TeX": "TeX", "quad": " ", "qquad": " ", "enspace": " ", "space": " ", "slash": "/",
    "textbackslash": "\\", "textasciitilde": "~", "euro": "€",
}  # fmt: skip
HEADINGS = {"part": "h1", "chapter": "h1", "section": "h2", "subsection": "h3",
             "subsubsection": "h4"}  # fmt: skip
NOTES = words_of(
    """
    footnote endnote marginpar sidenote marginnote pagenote parnote footnotetext endnotetext thanks
    """
)
CITES = words_of(
    """
    cite citep citet citealt citealp parencite textcite citeauthor citeyear citetitle fullcite cites
    parencites textcites citeyearpar Cite Textcite Parencite Citet Citep
    """
)
FOOT_CITES = words_of(
    """
    footcite footcites footfullcite fullfootcite footcitet footcitetext smartcite smartcites
    Footcite Smartcite
    """
)
"""Commands that set a citation in a note of its own."""
AUTO_CITES = words_of("autocite autocites Autocite Autocites")
"""Commands that do so in styles with notes."""
MARKS = words_of("footnotemark endnotemark")
SILENT = words_of(
    """
    label ref pageref eqref includegraphics input include bibliography bibliographystyle usepackage
    documentclass vspace hspace vskip hskip setlength setcounter addtocounter pagestyle thispagestyle
    newcommand renewcommand index glossary hypersetup graphicspath addbibresource printbibliography
    cline hline nocite phantomsection addcontentsline selectlanguage numberwithin
    """
)
QUOTES = {"``": "“", "''": "”", "`": "‘", "'": "’"}
QUOTING = words_of("enquote textquote textcquote foreignquote hyphenquote MakeQuote")
ENVIRONMENTS = {"quote": "blockquote", "quotation": "blockquote", "verse": "blockquote",
                 "abstract": "div"}  # fmt: skip
HIDDEN_ENVIRONMENTS = frozenset({"comment", "figure", "tikzpicture", "filecontents"})
KNOWN = frozenset((*ACCENTS, *LETTERS, *HEADINGS, *NOTES, *MARKS, *CITES, *FOOT_CITES, *AUTO_CITES,
                   *SILENT, "begin", "end", "item", "bibitem", "url", "href"))  # fmt: skip
"""Commands that keep their meaning whatever a document defines."""
