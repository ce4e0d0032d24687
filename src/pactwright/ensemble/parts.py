"""Blocks of draws as Parquet: one file per block, joined into one table of all draws.

A column is one named array, one row per draw; an array of more axes is a list of fixed length in
every row, and the field's metadata says how to fold it back. Numbers come back bit for bit, also
NaN, infinities and the sign of zero. Arrays of no length at all (a game without guarantors) have
no column and stand in the metadata of the table.
"""

from __future__ import annotations

import json
import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from pactwright.ensemble.jobs import DRAW, FAILED, RESERVED, Rows
from pactwright.errors import MissingExtra, StoreError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

SHAPE = b"pactwright.shape"
EMPTY = b"pactwright.empty"
KEY = b"pactwright.key"
UNFINISHED = ".part"  # ending of a file that is being written


def _arrow() -> Any:  # noqa: ANN401 - an extra without types
    try:
        import pyarrow as pa
        import pyarrow.parquet
    except ModuleNotFoundError as error:
        msg = "keeping draws as Parquet needs an extra part: install pactwright[scale]"
        raise MissingExtra(msg) from error
    return pa


def check_parquet() -> None:
    """Refuse before the work, not after it, where Parquet cannot be written.

    Raises
    ------
    MissingExtra
        If pyarrow is not installed.
    """
    _arrow()


# ── one block ───────────────────────────────────────────────────────────────────────────────


def write_part(path: Path, rows: Rows, *, key: str) -> None:
    """Write a block beside `path` and move it there: a file is whole or not there.

    `key` says what the block belongs to; reading asks for it.
    """
    table = _table(rows, key)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f"{path.name}.", suffix=UNFINISHED)
    try:
        with os.fdopen(handle, "wb") as file:
            _arrow().parquet.write_table(table, file, **_LAYOUT)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


_LAYOUT: dict[str, Any] = {
    "compression": "zstd",
    "use_dictionary": False,  # a dictionary would merge numbers that compare equal
    "use_byte_stream_split": False,
    "write_statistics": False,
}


def _table(rows: Rows, key: str) -> Any:  # noqa: ANN401 - an extra without types
    pa = _arrow()
    reasons = [rows.failed.get(int(number)) for number in rows.numbers]
    columns = [pa.array(rows.numbers, pa.int64()), pa.array(reasons, pa.string())]
    fields = [pa.field(DRAW, pa.int64()), pa.field(FAILED, pa.string())]
    empty: dict[str, tuple[list[int], str]] = {}
    for name, values in rows.arrays.items():
        shape = values.shape[1:]
        if 0 in shape:
            empty[name] = (list(shape), values.dtype.str)
            continue
        column = _column(values)
        columns.append(column)
        fields.append(pa.field(name, column.type, metadata={SHAPE: json.dumps(shape)}))
    about = {KEY: key, EMPTY: json.dumps(empty)}
    return pa.Table.from_arrays(columns, schema=pa.schema(fields, metadata=about))


def _column(values: NDArray[Any]) -> Any:  # noqa: ANN401 - an extra without types
    pa = _arrow()
    flat = pa.array(np.ascontiguousarray(values).reshape(-1))
    if values.ndim == 1:
        return flat
    return pa.FixedSizeListArray.from_arrays(flat, int(np.prod(values.shape[1:])))


def read_part(path: Path, *, key: str) -> Rows | None:
    """The block in a file; None where there is no whole file of this key."""
    table = _read(path)
    if table is None or table.schema.metadata[KEY] != key.encode():
        return None
    return _rows(table)


def read_any(path: Path) -> Rows | None:
    """The block in a file, whatever it belongs to; None where there is no whole file."""
    table = _read(path)
    return None if table is None else _rows(table)


def _read(path: Path) -> Any:  # noqa: ANN401 - an extra without types
    pa = _arrow()
    try:
        table = pa.parquet.read_table(path)
    except (OSError, pa.ArrowException):
        return None
    return table if KEY in (table.schema.metadata or {}) else None


def _rows(table: Any) -> Rows:  # noqa: ANN401 - an extra without types
    reasons = table.column(FAILED).to_pylist()
    numbers = table.column(DRAW).to_numpy()
    names = [name for name in table.column_names if name not in RESERVED]
    arrays = {name: _array(table, name) for name in names}
    for name, (shape, dtype) in json.loads(table.schema.metadata[EMPTY]).items():
        arrays[name] = np.zeros((len(numbers), *shape), dtype=np.dtype(dtype))
    failed = {int(n): why for n, why in zip(numbers, reasons, strict=True) if why is not None}
    return Rows(numbers, arrays, failed)


def _array(table: Any, name: str) -> NDArray[Any]:  # noqa: ANN401 - an extra without types
    field = table.schema.field(name)
    shape = json.loads(field.metadata[SHAPE])
    column = table.column(name).combine_chunks()
    flat = column.flatten() if shape else column
    values = flat.to_numpy(zero_copy_only=False)
    return np.asarray(values.reshape((table.num_rows, *shape)))


# ── many blocks ─────────────────────────────────────────────────────────────────────────────


def read_column(parts: Iterable[Path], name: str) -> NDArray[Any]:
    """One array over the draws of several files, in their order; nothing else is read.

    Raises
    ------
    StoreError
        If a file has no such array, or cannot be read.
    """
    found = [_column_of(part, name) for part in parts]
    if not found:
        raise StoreError(f"no finished block holds {name!r} yet")
    return np.concatenate(found)


def _column_of(part: Path, name: str) -> NDArray[Any]:
    pa = _arrow()
    try:
        file = pa.parquet.ParquetFile(part)
        schema = file.schema_arrow
        if name in schema.names:
            return _array(file.read(columns=[name]), name)
        empty = json.loads(schema.metadata[EMPTY])
        if name in empty:
            shape, dtype = empty[name]
            return np.zeros((file.metadata.num_rows, *shape), dtype=np.dtype(dtype))
    except (OSError, KeyError, pa.ArrowException) as error:
        raise StoreError(f"'{part}' cannot be read: {error}") from error
    known = ", ".join(n for n in schema.names if n not in RESERVED)
    raise StoreError(f"'{part}' has no array {name!r}; it has {known}")


def join_parts(parts: Iterable[Path], target: Path) -> int:
    """Write all draws of several files into one table, block by block; return how many."""
    pa = _arrow()
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f"{target.name}.", suffix=UNFINISHED)
    os.close(handle)
    writer, draws = None, 0
    try:
        for part in parts:
            table = pa.parquet.read_table(part)
            if writer is None:
                writer = pa.parquet.ParquetWriter(name, table.schema, **_LAYOUT)
            writer.write_table(table)
            draws += table.num_rows
        if writer is not None:
            writer.close()
            Path(name).replace(target)
    finally:
        if writer is not None:
            writer.close()
        Path(name).unlink(missing_ok=True)
    return draws
