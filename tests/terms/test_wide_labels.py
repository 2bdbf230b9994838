"""Labels of scripts whose signs are wide take the room that they need in the map."""

from terms.graph.drawing import label_box


def test_wide_signs_take_twice_the_room() -> None:
    assert label_box("あいうえお").width == label_box("abcdefghij").width
    assert label_box("あいうえおかきくけこさしすせそ").height > label_box("あいうえお").height
    assert (
        label_box("あいうえおかきくけこさしすせそ").width <= label_box("abcdefghijklmnopqrst").width
    )
