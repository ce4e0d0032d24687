"""Blocks as Parquet: every bit comes back, half a file is no file."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import numpy as np
import pytest

from drawn_jobs import Drawn, bits
from pactwright.ensemble.jobs import Rows
from pactwright.ensemble.parts import (
    check_parquet,
    join_parts,
    read_any,
    read_column,
    read_part,
    write_part,
)
from pactwright.errors import InputError, MissingExtra, StoreError

if TYPE_CHECKING:
    from pathlib import Path

ROWS = [Drawn().rows(block) for block in range(3)]


@pytest.fixture
def parts(tmp_path: Path) -> list[Path]:
    found = [tmp_path / f"{block}.parquet" for block in range(3)]
    for path, rows in zip(found, ROWS, strict=True):
        write_part(path, rows, key="k")
    return found


def test_a_block_comes_back_bit_for_bit_with_its_failed_draws(parts: list[Path]) -> None:
    for path, rows in zip(parts, ROWS, strict=True):
        found = read_part(path, key="k")
        assert found is not None
        assert bits(found) == bits(rows)
    assert ROWS[1].failed == {5: "no answer: it is the fifth"}


def test_the_same_block_is_the_same_file(parts: list[Path], tmp_path: Path) -> None:
    write_part(tmp_path / "again.parquet", ROWS[0], key="k")
    assert (tmp_path / "again.parquet").read_bytes() == parts[0].read_bytes()


@pytest.mark.parametrize("kept", [0, 4, 100, -1])
def test_a_part_that_was_cut_is_no_part(parts: list[Path], kept: int) -> None:
    parts[0].write_bytes(parts[0].read_bytes()[:kept])
    assert read_part(parts[0], key="k") is None


def test_a_part_of_another_job_or_of_another_program_is_no_part(
    parts: list[Path], tmp_path: Path
) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    assert read_part(parts[0], key="other") is None
    assert read_any(parts[0]) is not None
    pq.write_table(pa.table({"draw": [1, 2]}), tmp_path / "foreign.parquet")
    assert read_any(tmp_path / "foreign.parquet") is None


@pytest.mark.parametrize("name", ["one", "table/of.two", "flags", "odd", "nothing"])
def test_one_array_is_read_over_all_parts(parts: list[Path], name: str) -> None:
    found = read_column(parts, name)
    expected = np.concatenate([rows.arrays[name] for rows in ROWS])
    assert found.dtype == expected.dtype
    assert found.tobytes() == expected.tobytes()
    assert found.shape == expected.shape


def test_an_array_that_is_not_there_is_named_with_those_that_are(parts: list[Path]) -> None:
    with pytest.raises(StoreError, match=r"no array .two.; it has one, table/of\.two"):
        read_column(parts, "two")
    with pytest.raises(StoreError, match="no finished block"):
        read_column([], "one")


def test_joined_parts_are_one_table_of_all_draws_that_others_can_read(
    parts: list[Path], tmp_path: Path
) -> None:
    import pyarrow.parquet as pq

    assert join_parts(parts, tmp_path / "all.parquet") == 12
    table = pq.read_table(tmp_path / "all.parquet")
    assert table.column("draw").to_pylist() == list(range(12))
    assert table.column("failed").to_pylist()[4:7] == [None, "no answer: it is the fifth", None]
    assert table.column("one").to_pylist()[:4] == ROWS[0].arrays["one"].tolist()
    assert len(table.column("table/of.two")[0].as_py()) == 6
    left = {path.name for path in tmp_path.iterdir()}
    assert left == {"0.parquet", "1.parquet", "2.parquet", "all.parquet"}


def test_nothing_is_left_behind_where_writing_fails(tmp_path: Path) -> None:
    rows = Rows(np.arange(2), {"words": np.array([object(), object()])}, {})
    with pytest.raises(Exception, match="object"):
        write_part(tmp_path / "x.parquet", rows, key="k")
    assert list(tmp_path.iterdir()) == []


def test_without_pyarrow_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(MissingExtra, match=r"install pactwright\[scale\]"):
        check_parquet()


def test_rows_refuse_arrays_of_another_length_and_reserved_names() -> None:
    with pytest.raises(InputError, match="'x' has 3 rows for 2 draws"):
        Rows(np.arange(2), {"x": np.zeros(3)}, {})
    with pytest.raises(InputError, match="cannot be named 'failed'"):
        Rows(np.arange(2), {"failed": np.zeros(2)}, {})
