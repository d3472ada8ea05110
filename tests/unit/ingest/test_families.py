"""Notes of every common make, and their false friends, in ``families.txt``.

In that file ⟦C>2|words⟧ is a citation of type C (court) that refers back to note 2 of its family; what
stands outside is no part of any. After ``##`` come other types that a careful reader could give, and
``open`` where a reference may not be resolved.
"""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from provenance.ingest.types import CitationRead
from tests.unit.ingest.documents import called

TYPES = {
    "I": "interview/personal communication", "A": "anonymous source", "W": "web/social media",
    "O": "official statement/government document", "C": "court/legal document", "D": "dataset",
    "P": "published book/article", "N": "news report", "R": "archive/manuscript", "L": "letter",
}  # fmt: skip
_CITED = re.compile(r"⟦(?P<type>\w)(?:>(?P<to>\d+))?\|(?P<words>.*?)⟧")
_WORDS = (Path(__file__).parent / "families.txt").read_text(encoding="utf-8")
FAMILIES = {
    part.partition("\n")[0]: part.partition("\n")[2].splitlines()
    for part in _WORDS.removeprefix("# ").split("\n# ")
}


@pytest.mark.parametrize("family", FAMILIES)
def test_family(family: str) -> None:
    lines = [line.partition(" ## ") for line in FAMILIES[family]]
    plain = [_CITED.sub(lambda match: match["words"], line[0]) for line in lines]
    document = called(*plain)
    assert [note.text for note in document.notes] == plain
    links = [[match["to"] for match in _CITED.finditer(line[0])] for line in lines]
    wrong = [
        fault
        for line, note in zip(lines, document.notes, strict=True)
        for fault in _faults(line[0], line[2], note.citations, links)
    ]
    assert wrong == []


def _faults(
    line: str, remarks: str, found: tuple[CitationRead, ...], links: list[list[str | None]]
) -> Iterator[str]:
    """What was read otherwise than the line says."""
    wanted = list(_CITED.finditer(line))
    cited = [citation for citation in found if citation.type in TYPES.values()]
    if [
        match["words"] in citation.text for match, citation in zip(wanted, cited, strict=False)
    ] != [True] * max(len(wanted), len(cited)):
        yield f"{line} was divided into {[citation.text for citation in cited]}"
        return
    for match, citation in zip(wanted, cited, strict=True):
        allowed = {TYPES[code] for code in match["type"] + remarks if code in TYPES}
        if citation.type not in allowed:
            yield f"{citation.text} was read as {citation.type}"
        if citation.resolves_to not in _chain(match["to"], links):
            yield f"{citation.text} was led to {citation.resolves_to} ({citation.rule})"
        if "open" in remarks and citation.status not in ("ambiguous", "unresolved"):
            yield f"{citation.text} was {citation.status}"


def _chain(target: str | None, links: list[list[str | None]]) -> list[str | None]:
    """The note named and those that it leads on to; None alone for a source of its own."""
    chain: list[str | None] = [target]
    while target and links[int(target) - 1] and (target := links[int(target) - 1][0]):
        chain.append(target)
    return chain
