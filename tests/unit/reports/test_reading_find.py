"""What counts as the same word when a text is searched."""

from provenance.reports.reading_find import alike


def test_capitals_accents_quotation_marks_and_dashes_do_not_matter() -> None:
    assert alike("L’Évêque – “Ñandú”") == 'l\'eveque - "nandu"'


def test_every_character_keeps_its_place() -> None:
    text = "İstanbul ﬁne ß 한국 Ǆ e\u0301"
    assert len(alike(text)) == len(text)
