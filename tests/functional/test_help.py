"""The help page: the words, scales and signs, as the rest of the product has them."""

import re

from flask import Flask

from provenance.db.session import Database
from provenance.vocabulary import (
    CREDIBILITY,
    LIKELIHOOD_TERMS,
    RELATION_KINDS,
    RELIABILITY,
)
from provenance.web.views.guide import bands
from tests.functional.visitors import someone


def test_the_bands_touch_and_cover_everything() -> None:
    assert [low for _, low, _ in bands()] == [0, 5, 20, 45, 55, 80, 95]
    assert [high for _, _, high in bands()] == [5, 20, 45, 55, 80, 95, 100]


def test_every_word_of_the_scales_is_explained(app: Flask, sqlite_database: Database) -> None:
    ada = someone(app, sqlite_database, "Ada")
    page = ada.get("/help").text
    for words, meaning in (*RELIABILITY.values(), *CREDIBILITY.values()):
        assert words in page
        assert meaning in page
    for term in (*LIKELIHOOD_TERMS, *RELATION_KINDS):
        assert term in page
    terms = re.search(r'<dl class="help-terms">(.*?)</dl>', page, re.DOTALL)
    assert terms
    assert terms[1].count("<dt>") == 10
    assert 'aria-labelledby="picture-title picture-words"' in page
    assert 'href="/help"' in ada.get("/").text


def test_only_people_who_are_signed_in_see_it(app: Flask) -> None:
    assert app.test_client().get("/help").status_code == 401
