"""Texts cut at calls and at words that stand out, with every character in exactly one piece."""

from provenance.reports.segments import Call, Piece, Stretch, pieces

TEXT = "It burned, the clerk said. [1] He saw it."


def test_words_stand_out_between_the_calls_of_notes() -> None:
    calls = [Call(26, 30, "1", "note-1", "call-note-1-1")]
    marked = [
        Stretch(0, 9, "claimed"),
        Stretch(11, 25, "voice", "said-T-1"),
        Stretch(5, 25, "found"),
    ]

    found = list(pieces(TEXT, 0, len(TEXT), calls, marked))

    assert "".join(piece.text for piece in found) == TEXT
    assert [(piece.text, piece.marks) for piece in found if piece.marks] == [
        ("It bu", "claimed"), ("rned", "claimed found"), (", ", "found"),
        ("the clerk said", "found voice"),
    ]  # fmt: skip
    assert [piece.anchor for piece in found if piece.anchor] == ["said-T-1"]
    assert Piece("[1]", calls[0]) in found


def test_what_reaches_beyond_the_passage_is_cut_at_its_ends() -> None:
    found = list(
        pieces(TEXT, 11, 26, (), [Stretch(0, 100, "claimed"), Stretch(0, 16, "voice", "x")])
    )
    assert [(piece.text, piece.marks, piece.anchor) for piece in found] == [
        ("the c", "claimed voice", ""), ("lerk said.", "claimed", ""),
    ]  # fmt: skip


def test_a_call_set_by_hand_takes_no_words() -> None:
    found = list(pieces("No calls here.", 0, 14, [Call(2, 2, "7", "note-7", "")]))
    assert [piece.text for piece in found] == ["No", "[7]", " calls here."]
