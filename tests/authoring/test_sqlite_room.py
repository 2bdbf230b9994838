"""What a load gives SQLite is taken back when it is over, be it by an error."""

import pytest
from django.db import connection

from authoring.load.sqlite_room import ROOM_KB, room_to_write

pytestmark = pytest.mark.django_db


def cache_size() -> int:
    """As SQLite says it; another database has no such thing and is left alone."""
    if connection.vendor != "sqlite":
        return -ROOM_KB
    with connection.cursor() as cursor:
        return int(cursor.execute("PRAGMA cache_size").fetchone()[0])


def test_there_is_more_room_inside_and_as_much_as_before_outside() -> None:
    before = cache_size()
    with room_to_write():
        assert cache_size() == -ROOM_KB
    assert cache_size() == before


def test_an_error_takes_the_room_back_too() -> None:
    before = cache_size()
    with pytest.raises(ValueError, match="wrong"), room_to_write():
        raise ValueError("wrong")
    assert cache_size() == before
