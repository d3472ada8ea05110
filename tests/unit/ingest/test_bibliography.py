"""Bibliographies: what their entries are, and which citations they match."""

import json

import pytest

from provenance.errors import UnreadableFile
from provenance.ingest.bibliography import read_bibliography
from provenance.ingest.matching import propose
from tests.unit.ingest.documents import called

BIBTEX = r"""
@string{quay = "Quay Press"}
@comment{nothing}
@book{roe81, author = {Roe, Ann and G{\\"o}del, Kurt}, title = "The {Long} Ship: A History",
  publisher = quay # ", Leeds", year = 1981}
@online{port, title = {Port Notes}, url = {https://port.example/a_b}, date = {2011-03-04}}
@article{doe, author = {Doe, Bo}, title = {Small Boats}, journal = {Sea}, month = may, year = {1999}}
""".replace("\\\\", "\\")
CSL = [
    {"id": "roe81", "type": "book", "title": "The Long Ship: A History",
     "author": [{"family": "Roe", "given": "Ann"}], "issued": {"date-parts": [[1981]]}},
    {"id": "smith", "type": "legal_case", "title": "Smith v. Jones",
     "issued": {"date-parts": [[1999, 5], [1999, 6]]}},
    {"id": "n", "type": "article-newspaper", "title": "Ship sinks", "issued": {"raw": "3 May 1911"}},
]  # fmt: skip


def test_bibtex() -> None:
    roe, port, doe = read_bibliography(BIBTEX.encode(), "works.bib")
    assert (roe.author, roe.title) == ("Ann Roe and Kurt Gödel", "The Long Ship: A History")
    assert roe.publisher == "Quay Press, Leeds"
    assert port.type == "web/social media"
    assert port.date
    assert port.date.edtf == "2011-03-04"
    assert doe.date
    assert doe.date.edtf == "1999-05"


def test_csl_json() -> None:
    roe, smith, news = read_bibliography(json.dumps(CSL).encode(), "works.json")
    assert (roe.author, roe.type) == ("Ann Roe", "published book/article")
    assert smith.type == "court/legal document"
    assert smith.date
    assert smith.date.edtf == "1999-05/1999-06"
    assert news.date
    assert news.date.edtf == "1911-05-03"


def test_entries_match_citations() -> None:
    (cited,) = called("A. Roe, The Long Ship (Leeds: Quay Press, 1981), 4.").notes[0].citations
    entry = read_bibliography(json.dumps(CSL).encode(), "works.json")[0]
    assert [proposal.group for proposal in propose([entry.as_citation(), cited])] == [0, 0]


@pytest.mark.parametrize(
    ("data", "name"),
    [(b"nothing", "a.bib"), (b"{", "a.json"), (b"[]", "a.json"), (b"[" * 100_000, "a.json"),
     (b"@book{x, title = {" + b"{" * 50_000, "a.txt"), (b"3", "a.json")],
)  # fmt: skip
def test_refused(data: bytes, name: str) -> None:
    with pytest.raises(UnreadableFile):
        read_bibliography(data, name)
