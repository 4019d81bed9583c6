"""The recordings of a room that are being written, and which rows belong into which of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..imports.optional_packages import load
from .sampled_tables import Recording

if TYPE_CHECKING:
    from collections.abc import Callable

    from .described_columns import DescribedColumn
    from .output_folder import OutputFolder


class RoomRecordings:
    """The recordings of a room that are being written.

    Parameters
    ----------
    out : OutputFolder
        Where they are written.
    base : callable
        Gives the name of a recording, without endings, of a person and ``recording-<label>``.
    """

    def __init__(self, out: OutputFolder, base: Callable[[str, str], str]) -> None:
        self._out = out
        self._base = base
        self._open: dict[tuple[str, str], Recording] = {}

    def get(
        self,
        person: str,
        label: str,
        columns: Callable[[], list[DescribedColumn]],
        members: dict[str, Any],
    ) -> Recording:
        """Give the recording of a person that has a label; begin it where there is none yet."""
        found = self._open.get((person, label))
        if found is None:
            base = self._base(person, f"recording-{label}")
            found = self._open[person, label] = Recording(self._out, base, columns(), members)
        return found

    def close(self, task: str) -> list[tuple[str, str]]:
        """Finish them; give whose they are and their names."""
        for recording in self._open.values():
            recording.close(task)
        return [(person, one.name) for (person, _), one in sorted(self._open.items())]

    def abandon(self) -> None:
        """Close them as they are."""
        for recording in self._open.values():
            recording.abandon()


def parts_of(table: str, batch: Any, persons: Any) -> tuple[Any, list[tuple[str, str, int, int]]]:
    """Put rows of a person, and of a stream, side by side; those of nobody are left out.

    What is sampled at the same time is told apart: ratings by their component.

    Returns
    -------
    rows : Table
        In the order of the parts, and within each as they came.
    parts : list of tuple
        Person, stream, place of the first row and of that after the last one.
    """
    arrow, compute, numpy = load("pyarrow"), load("pyarrow.compute"), load("numpy")
    streams = arrow.array([""] * batch.num_rows, arrow.string())
    if table == "ratings_continuous" and "componentId" in batch.column_names:
        streams = compute.fill_null(batch["componentId"], "")
    codes: list[Any] = []
    names: list[list[Any]] = []
    for column in (persons, streams):
        whole = column.combine_chunks() if isinstance(column, arrow.ChunkedArray) else column
        encoded = whole.dictionary_encode()
        codes.append(encoded.indices.fill_null(-1).to_numpy(zero_copy_only=False).astype(int))
        names.append(encoded.dictionary.to_pylist())
    both = numpy.where(codes[0] < 0, -1, codes[0] * len(names[1]) + codes[1])
    order = numpy.argsort(both, kind="stable")
    order = order[both[order] >= 0]
    begins = numpy.flatnonzero(numpy.diff(both[order], prepend=-1)).tolist()
    parts: list[tuple[str, str, int, int]] = []
    for first, last in zip(begins, [*begins, len(order)][1:], strict=True):
        person, stream = divmod(int(both[order[first]]), len(names[1]))
        parts.append((names[0][person], names[1][stream], first, last))
    return batch.take(arrow.array(order)), parts
