"""A study in the tools that people analyse with: Polars, DuckDB, Dask."""

from __future__ import annotations

import re
import sys
from contextlib import closing, contextmanager
from contextvars import ContextVar
from glob import escape
from typing import TYPE_CHECKING, Any, TextIO

from .. import validation
from ..imports.optional_packages import load
from ..imports.uninterrupted import import_whole
from ..study.layout import OURS
from ..study.parquet_files import opened
from .interruptible_queries import answer_of

if TYPE_CHECKING:
    from collections.abc import Callable, Generator
    from pathlib import Path

    import dask.dataframe as dd
    import polars as pl

    from ..study.manifest import Manifest


def files(manifest: Manifest, table: str) -> list[str]:
    """Give the paths of the files of a table, relative to the study.

    Raises
    ------
    InputError
        If the study has no such table.
    """
    name = validation.choice("table", table, tuple(manifest.tables))
    return [one.path for one in manifest.tables[name].files]


def _paths(folder: Path, manifest: Manifest, table: str) -> list[str]:
    return [str(folder / one) for one in files(manifest, table)]


def _patterns(folder: Path, manifest: Manifest, table: str) -> list[str]:
    """Give the paths for readers that take each for a pattern: brackets would name other files."""
    return [escape(path) for path in _paths(folder, manifest, table)]


def scan(folder: Path, manifest: Manifest, table: str, *, raw: bool) -> pl.LazyFrame:
    """Give a table as a LazyFrame, see `Study.scan`."""
    polars = load("polars")
    paths = _paths(folder, manifest, table)
    frame: pl.LazyFrame = polars.scan_parquet(paths, hive_partitioning=False, glob=False)
    return frame if raw else frame.drop(*OURS)


def checked(frame: pl.LazyFrame, check: Callable[[], None]) -> pl.LazyFrame:
    """Give a LazyFrame that checks something whenever rows of it were read."""

    def after_reading(rows: pl.DataFrame) -> pl.DataFrame:
        check()
        return rows

    return frame.map_batches(
        after_reading,
        predicate_pushdown=True,
        projection_pushdown=True,
        slice_pushdown=True,
        streamable=True,
    )


def sql(folder: Path, manifest: Manifest, query: str, output: str) -> Any:
    """Answer a question in SQL, see `Study.sql`."""
    kinds: dict[str, Callable[[Any], Any]] = {
        "pandas": lambda answer: import_whole("hyperstudy.frames.to_pandas").from_arrow(answer),
        "polars": lambda answer: load("polars").from_arrow(answer),
        "arrow": lambda answer: answer,
    }
    of_kind = kinds[validation.choice("output", output, kinds)]

    def convert(answer: Any) -> Any:
        return None if answer is None else of_kind(answer)

    duckdb = load("duckdb")
    named = _named(query, manifest)
    if len(named) < len(manifest.tables):
        try:
            return convert(_answer(folder, manifest, query, named))
        except duckdb.CatalogException:
            pass  # The query makes up the name of a table, or nothing has this name.
    try:
        return convert(_answer(folder, manifest, query, list(manifest.tables)))
    except duckdb.CatalogException as error:
        error.add_note(f"The tables of this study are {', '.join(manifest.tables)}.")
        raise


_LISTS_TABLES = re.compile(r"\b(show|pragma|information_schema|(duckdb|pg|sqlite)_\w+)\b", re.I)


def _named(query: str, manifest: Manifest) -> list[str]:
    """Give the tables that a query asks for; all, where it may ask which there are.

    A view of each table, which opens all files of the study, takes longer than most queries.
    """
    words = {one.lower() for one in re.findall(r"\w+", query)}
    named = [table for table in manifest.tables if table.lower() in words]
    return list(manifest.tables) if not named or _LISTS_TABLES.search(query) else named


def _is_watched(printed: TextIO | None) -> bool:
    """Return whether somebody sees what is printed: in a terminal or a notebook."""
    # It is None in programs without a console; notebooks have one of their own.
    return printed is not None and (printed.isatty() or printed is not sys.__stdout__)


class _Connection:
    """A connection of DuckDB with views of the tables of a study.

    Parameters
    ----------
    folder, manifest
        The study.
    placed : bool
        Rows that name their room in ``sessionId`` alone, as old ones do, have it as ``roomId``.
    """

    def __init__(self, folder: Path, manifest: Manifest, *, placed: bool = False) -> None:
        self.folder = folder
        self.manifest = manifest
        self._placed = placed
        self._connection = load("duckdb").connect()
        # Moments are in UTC everywhere else, too.
        self._connection.execute("set timezone = 'UTC'")
        if not _is_watched(sys.stdout):
            # DuckDB takes `python -c` for somebody who watches, and writes a bar among its output.
            self._connection.execute("set enable_progress_bar = false")
        self._there: set[str] = set()
        self._damaged: list[str] = []

    def close(self) -> None:
        self._connection.close()

    def answer(self, query: str, tables: list[str]) -> Any:
        """Answer a query with views of these tables, as an Arrow table or None."""
        duckdb = load("duckdb")
        for table in tables:
            if table not in self._there:
                self._there.add(table)
                try:
                    self._connection.execute(self._view(table))
                except duckdb.Error:
                    # Whoever asks for another table need not know.
                    self._damaged.append(table)
        try:
            return answer_of(self._connection, query)
        except duckdb.CatalogException:
            for table in self._damaged:
                if re.search(rf"\b{re.escape(table)}\b", query, re.IGNORECASE):
                    for path in files(self.manifest, table):
                        with opened(self.folder, path):
                            pass
            raise

    def _view(self, table: str) -> str:
        paths = [_quoted(one) for one in _patterns(self.folder, self.manifest, table)]
        names = {name for name, _ in self.manifest.tables[table].schema}
        replaced = ""
        if self._placed and {"roomId", "sessionId"} <= names:
            replaced = "replace (coalesce(roomId, sessionId) as roomId) "
        return (
            f'create view "{table}" as select * exclude ({", ".join(OURS)}) {replaced}'
            f"from read_parquet([{', '.join(paths)}], hive_partitioning = false)"
        )


_SHARED: ContextVar[_Connection | None] = ContextVar("_SHARED", default=None)


@contextmanager
def one_connection(folder: Path, manifest: Manifest) -> Generator[None]:
    """Answer all questions about a study, as long as this lasts, on one connection.

    DuckDB takes longer to begin than for most answers. Rows that name their room in ``sessionId``
    alone have it as ``roomId`` meanwhile.
    """
    connection = _Connection(folder, manifest, placed=True)
    token = _SHARED.set(connection)
    try:
        yield
    finally:
        _SHARED.reset(token)
        connection.close()


def _answer(folder: Path, manifest: Manifest, query: str, tables: list[str]) -> Any:
    """Answer a query with views of these tables, as an Arrow table or None."""
    shared = _SHARED.get()
    if shared is not None and shared.folder == folder and shared.manifest is manifest:
        return shared.answer(query, tables)
    with closing(_Connection(folder, manifest)) as connection:
        return connection.answer(query, tables)


def batches(folder: Path, path: str, *, raw: bool) -> Generator[Any]:
    """Give the rows of a file as Arrow batches, see `Study.batches`."""
    with opened(folder, path) as parquet:
        names = [one for one in parquet.schema_arrow.names if raw or one not in OURS]
        for group in range(parquet.metadata.num_row_groups):
            rows = parquet.read_row_group(group, columns=names).select(names)
            yield from rows.combine_chunks().to_batches()


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def to_dask(folder: Path, manifest: Manifest, table: str, *, raw: bool) -> dd.DataFrame:
    """Give a table as a Dask DataFrame, see `Study.to_dask`."""
    from ..frames.to_pandas import TIME_UNIT

    name = validation.choice("table", table, tuple(manifest.tables))
    dask = load("dask.dataframe")
    columns = [column for column, _ in manifest.tables[name].schema]
    frame: dd.DataFrame = dask.read_parquet(
        _patterns(folder, manifest, name),
        engine="pyarrow",
        index=False,
        columns=[one for one in columns if raw or one not in OURS],
        dataset={"partitioning": None},
        arrow_to_pandas={"coerce_temporal_nanoseconds": TIME_UNIT == "ns"},
    )
    return frame
