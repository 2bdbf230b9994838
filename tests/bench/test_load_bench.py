"""`script/bench load` on a small folder: the figures that it writes, and the folder that it makes."""

from pathlib import Path

import pytest

from dev.bench.bars import missed_bars
from dev.bench.content_folder import write_content
from tests.bench.running import run_bench

pytestmark = pytest.mark.slow


def test_it_measures_every_load_and_gets_every_byte_back(tmp_path: Path) -> None:
    words, report = run_bench("load", "--terms", "12", results=tmp_path)
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


def test_the_folder_is_always_the_same(tmp_path: Path) -> None:
    one, other = tmp_path / "one", tmp_path / "other"
    assert write_content(one, 5) == write_content(other, 5)
    files = sorted(path.relative_to(one) for path in one.rglob("*.*"))
    assert len(files) == 3 + 5 * 3
    assert all((one / file).read_bytes() == (other / file).read_bytes() for file in files)


@pytest.mark.parametrize(("seconds", "number"), [(61, 1), (59, 0)])
def test_the_bars_are_those_of_two_thousand_terms(seconds: float, number: int) -> None:
    assert len(list(missed_bars({"first load, s, 2,000": seconds}))) == number
    assert not list(missed_bars({"first load, s, 10,000": seconds}))
