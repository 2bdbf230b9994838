"""`script/bench load` on a small folder: the figures that it writes, and the folder that it makes."""

from pathlib import Path

import pytest

from dev.bench.made_content import make_terms, write_content
from dev.bench.report import missed_bars
from tests.bench.running import run_bench

pytestmark = pytest.mark.slow(first=True)


def test_it_measures_every_load_and_gets_every_byte_back(tmp_path: Path) -> None:
    words, report = run_bench("load", "--terms", "12", var=tmp_path)
    assert "12 terms" in words
    figures = report["figures"]
    assert figures.pop("files that came back otherwise") == 0
    assert [name.partition(",")[0] for name in figures] == [
        "first load",
        "unchanged load",
        "load of one changed file",
        "dump",
    ]
    assert all(seconds > 0 for seconds in figures.values())


def test_the_folder_is_always_the_same_beside_the_shipped_content(tmp_path: Path) -> None:
    one, other = tmp_path / "one", tmp_path / "other"
    write_content(one, make_terms(5))
    write_content(other, make_terms(5))
    files = sorted(path.relative_to(one) for path in one.glob("terms/term-*/*.*"))
    assert len(files) == 5 * 3
    assert all((one / file).read_bytes() == (other / file).read_bytes() for file in files)
    assert (one / "terms" / "mlops" / "term.md").is_file()


def test_a_smaller_glossary_is_the_beginning_of_a_larger_one() -> None:
    assert make_terms(10)[:5] == make_terms(5)


@pytest.mark.parametrize(("seconds", "number"), [(61, 1), (59, 0)])
def test_the_bars_are_those_of_two_thousand_terms(seconds: float, number: int) -> None:
    assert len(list(missed_bars({"first load, s, 2,000": seconds}))) == number
    assert not list(missed_bars({"first load, s, 10,000": seconds}))
