"""Notes of wiki texts: groups, lists that define references, templates that are notes or cite."""

from provenance.ingest.reader import read
from provenance.ingest.types import ParsedDocument


def read_wiki(text: str) -> ParsedDocument:
    return read(text.encode(), "a.wikitext")


def found(document: ParsedDocument) -> list[tuple[str, str, int]]:
    return [(note.n, note.text, len(note.markers)) for note in document.notes]


def test_groups_count_their_own() -> None:
    document = read_wiki(
        "One.<ref>Roe 1981, p. 4.</ref>{{efn|The ship, [[Ship|as]] they said.}} Two.<ref"
        ' group="nb">So the clerk says.<ref>Clerk, fol. 3.</ref></ref> Three.{{efn|name=x|It is'
        " doubtful.}} Four.{{efn|name=x}}\n\n{{notelist}}{{reflist|group=nb}}{{reflist}}\n"
    )
    assert sorted(found(document)) == [
        ("1", "Roe 1981, p. 4.", 1),
        ("2", "Clerk, fol. 3.", 0),
        ("a", "The ship, as they said.", 1),
        ("b", "It is doubtful.", 2),
        ("nb 1", "So the clerk says.", 1),
    ]


def test_references_defined_in_their_list_are_numbered_by_their_calls() -> None:
    for listing in ("<references>{}</references>", "{{{{Reflist|refs=\n{}\n}}}}"):
        refs = (
            '<ref name="b">Roe, Boats.</ref>\n'
            "<ref name=a>Doe, {{cite book|title=Ships|page=4}}</ref>"
        )
        body = "One.{{r|a}} Two.<ref name=b/> Three.{{r|a}}\n\n"
        document = read_wiki(body + listing.format(refs) + "\n")
        assert found(document) == [("1", "Doe, Ships, 4", 2), ("2", "Roe, Boats.", 1)]
        assert "Roe" not in document.text[: document.notes[0].start]


def test_templates_that_cite_in_several_languages() -> None:
    document = read_wiki(
        "Eins.<ref>{{Literatur |Autor=Ann Roe |Titel=Das Schiff |Verlag=Quay |Ort=Leeds"
        " |Datum=1981 |Seiten=4}}</ref> Zwei.<ref>{{Ouvrage |nom=Doe |prénom=Jean |titre=Le"
        " bateau |année=1990}}</ref> Three.{{sfn|Roe|Doe|1981|p=9}}{{citation needed|date=May 2011}}"
    )
    assert [note.text for note in document.notes] == [
        "Ann Roe, Das Schiff, Quay, Leeds, 1981, 4",
        "Doe, Jean, 1990, Le bateau",
        "Roe & Doe 1981, p. 9",
    ]


def test_a_reference_that_is_never_closed_swallows_nothing() -> None:
    document = read_wiki("One.<ref>never closed. Two.<ref>Roe, 4.</ref> Three.<ref>Doe, 5.</ref>\n")
    assert [note.text for note in document.notes] == ["Roe, 4.", "Doe, 5."]


def test_a_citing_template_is_read_as_it_is_printed() -> None:
    document = read_wiki(
        "One.<ref>{{cite web|title=Ships of the Quay|url=https://quay.example/a?url=b|work=Quay"
        " Post|accessdate=4 May 2011|quote=The quay, Roe says; it burned.}}</ref>"
        " Two.<ref>{{cite web|url=https://quay.example/b}}</ref>"
        " Three.<ref>Doe: https://quay.example/c</ref>\n"
    )
    assert [note.text for note in document.notes] == [
        "Ships of the Quay, Quay Post, Retrieved 4 May 2011, “The quay, Roe says; it burned.”",
        "https://quay.example/b",
        "Doe: https://quay.example/c",
    ]
    assert len(document.notes[0].citations) == 1
    assert document.notes[0].citations[0].date is None
