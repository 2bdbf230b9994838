"""CSV files as a spreadsheet opens them."""

import csv
from decimal import Decimal
from io import StringIO

import pytest

from glossary_site.web.spreadsheets import csv_cell, csv_response


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        (None, ""),
        (3, "3"),
        (Decimal("-2.60"), "-2.60"),
        (Decimal("1.5E-7"), "0.00000015"),
        (1.5e-7, "0.00000015"),
        (Decimal("1E+3"), "1000"),
        ("plain – text", "plain – text"),
        ("10-20 % of the calls", "10-20 % of the calls"),
        ("=1+1", "'=1+1"),
        ("+1", "'+1"),
        ("-1", "'-1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\tcmd", "'\tcmd"),
        ("\r=1", "'\r=1"),
        ("  =1", "'  =1"),
        ("＝1+1", "'＝1+1"),
        ("7/127", "'7/127"),
        ("1-2-3", "'1-2-3"),
        ("3:45", "'3:45"),
        ("12e5", "'12e5"),
    ],
)
def test_a_cell_is_what_it_says(value: object, cell: str) -> None:
    assert csv_cell(value) == cell


def test_a_file_says_that_it_is_utf_8() -> None:
    response = csv_response("a.csv", [("name", "count"), ("Größe", 3)])
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert response["Content-Disposition"] == 'attachment; filename="a.csv"'
    assert response.content.startswith(b"\xef\xbb\xbf")
    text = response.content.decode("utf-8-sig")
    assert list(csv.reader(StringIO(text))) == [["name", "count"], ["Größe", "3"]]
