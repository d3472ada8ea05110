"""A form sent again is known by all that was in it, its files' bytes included."""

from io import BytesIO

from flask import Flask, request

from provenance.web.acts import _digest_of_form


def _digest(content: bytes, *, read_before: bool = False) -> str:
    app = Flask("test")
    app.config["SECRET_KEY"] = b"k" * 32
    data = {"file": (BytesIO(content), "river.txt")}
    with app.test_request_context("/here", method="POST", data=data):
        if read_before:
            assert request.files["file"].read() == content
        return _digest_of_form()


def test_other_bytes_under_one_name_are_another_act() -> None:
    assert _digest(b"It rose.") == _digest(b"It rose.") != _digest(b"It fell.")


def test_a_file_that_was_read_already_counts_with_its_bytes() -> None:
    assert _digest(b"It rose.", read_before=True) == _digest(b"It rose.")
