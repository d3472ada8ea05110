"""Public ids as one path segment."""

from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st
from werkzeug.routing import Map

from provenance.web.converters import PublicId


@pytest.fixture
def converter() -> PublicId:
    """The converter of ``<id:…>``."""
    return PublicId(Map())


@pytest.mark.parametrize("public_id", ["C-7F3K", "a/b", "..", ".", "~1", "a b", "é", "%2f", "~"])
def test_an_id_comes_back_from_its_segment(converter: PublicId, public_id: str) -> None:
    segment = converter.to_url(public_id)

    assert "/" not in segment
    assert segment not in (".", "..")
    assert converter.to_python(unquote(segment)) == public_id


@given(st.text(min_size=1).filter(lambda text: text.isprintable()))
def test_every_printable_id_comes_back(public_id: str) -> None:
    converter = PublicId(Map())

    assert converter.to_python(unquote(converter.to_url(public_id))) == public_id
