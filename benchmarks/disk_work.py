"""What a contender does with studies on disk; runs in the environments of the others, too."""

from __future__ import annotations

import gc
import importlib
import json
import shutil
import time
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Any

from peak_memory import peak

TABLE = "eyetracking"
ORDER, ROW, ROOM = "_order", "_json", "_room"


def measured(work: Any) -> tuple[Any, dict[str, Any]]:
    """Carry out work, and tell time, CPU time and how much more memory it took at most."""
    gc.collect()
    before = peak()
    cpu, wall = time.process_time(), time.perf_counter()
    result = work()
    return result, {
        "seconds": time.perf_counter() - wall,
        "cpu": time.process_time() - cpu,
        "peak": peak() - before,
        "resident": peak(),
    }


def import_all() -> None:
    """Import what any of the contenders would import, so that it counts for none."""
    for name in ("pandas", "polars", "pyarrow.parquet", "pyarrow.compute", "pyarrow.dataset",
                 "msgspec", "orjson", "hyperstudy_api", "hyperstudy.study"):  # fmt: skip
        with suppress(ImportError):
            importlib.import_module(name)


def pull(client: Any, experiment: str, folder: str, types: list[str]) -> dict[str, Any]:
    """Pull a study anew, and tell what it took and how large it is."""
    shutil.rmtree(folder, ignore_errors=True)
    import_all()
    report, spent = measured(lambda: client.pull(experiment, folder, types=types, progress=False))
    assert report.complete, str(report)
    return {**spent, **size(folder), "rows": sum(one.rows for one in report.tables)}


def size(folder: str) -> dict[str, int]:
    """Give how many files a study has, and their bytes."""
    files = [one for one in Path(folder).rglob("*") if one.is_file()]
    return {"files": len(files), "bytes": sum(one.stat().st_size for one in files)}


class Ours:
    """A study on disk, read by a build of hyperstudy."""

    def __init__(self, folder: str) -> None:
        import hyperstudy

        self._study = hyperstudy.open_study(folder)
        self._experiment = self._study.experiment_id

    def ask(self, output: str, **question: Any) -> Any:
        asked = {"scope": "experiment", **question}
        name = asked.pop("participant_id", self._experiment)
        return self._study.get_eyetracking(name, output=output, progress=False, **asked)

    def events(self) -> Any:
        return self._study.get_events(self._experiment, progress=False)

    def batches(self) -> int:
        return sum(batch.num_rows for batch in self._study.batches(TABLE))


class Floor:
    """The same files, read by pyarrow alone and sorted by the server's order."""

    def __init__(self, folder: str) -> None:
        table = json.loads(Path(folder, "manifest.json").read_text("utf-8"))["tables"][TABLE]
        self._files = [f"{folder}/{one['path']}" for one in table["files"]]
        ours = (ORDER, ROW, ROOM)
        self._names = [name for name, _ in table["schema"] if name not in ours]
        extras = table["extras"]
        self._json = ["_".join(path) for path, kinds in extras["keys"] if "json" in kinds]
        self._json += [f"{name}_as_received" for name in extras["misfits"]]

    def ask(self, output: str, **question: Any) -> Any:
        """Answer with nothing but pyarrow, and orjson where a result has objects."""
        if output == "dict":
            import orjson

            stored = self._read([ORDER, ROW], None).sort_by(ORDER)
            lines = stored.slice(*_place(question))[ROW].to_pylist()
            return orjson.loads("[" + ",".join(lines) + "]")
        table = self._read([*self._names, ORDER], _filter(question)).sort_by(ORDER)
        table = table.drop_columns([ORDER]).slice(*_place(question))
        if output == "pandas":
            return self._with_objects(table.to_pandas())
        if output == "polars":
            import polars

            return polars.from_arrow(table)
        return table

    def _read(self, columns: list[str], wanted: Any) -> Any:
        import pyarrow.parquet as pq

        return pq.read_table(self._files, columns=columns, filters=wanted, partitioning=None)

    def _with_objects(self, frame: Any) -> Any:
        import orjson

        for name in self._json:
            there = frame[name].dropna()
            objects = frame[name].astype(object).where(frame[name].notna(), None)
            objects[there.index] = [orjson.loads(text) for text in there]
            frame[name] = objects
        return frame


def _place(question: dict[str, Any]) -> tuple[int, int | None]:
    return question.get("offset", 0), question.get("limit")


def _filter(question: dict[str, Any]) -> Any:
    import pyarrow as pa
    import pyarrow.compute as pc

    parts: list[Any] = []
    if "participant_id" in question:
        parts.append(pc.field(ROOM) == question["room_id"])
        parts.append(pc.field("participantId") == question["participant_id"])
    for name in ("start_time", "end_time"):
        if name in question:
            moment = datetime.fromisoformat(question[name])
            bound = pa.scalar(moment, pa.timestamp("us", tz="UTC"))
            field = pc.field("timestamp")
            parts.append(field >= bound if name == "start_time" else field <= bound)
    found = None
    for one in parts:
        found = one if found is None else found & one
    return found


def differences(ours: Any, floor: Any) -> list[str]:
    """Return where a result differs from what stands in the files."""
    if isinstance(ours, list):
        return [] if ours == floor else ["other rows than those that are stored"]
    kind = type(ours).__module__.partition(".")[0]
    same = {"pyarrow": _same_in_arrow, "polars": _same_in_polars, "pandas": _same_in_pandas}[kind]
    names = [ours.column_names, floor.column_names] if kind == "pyarrow" else [
        list(ours.columns), list(floor.columns)
    ]  # fmt: skip
    if set(names[0]) != set(names[1]):
        return [f"columns {names[0]} instead of {names[1]}"]
    return [f"other values in {name}" for name in names[0] if not same(ours[name], floor[name])]


def _same_in_arrow(one: Any, other: Any) -> bool:
    return bool(one.combine_chunks().equals(other.cast(one.type).combine_chunks()))


def _same_in_polars(one: Any, other: Any) -> bool:
    return bool(one.equals(other))


def _same_in_pandas(one: Any, other: Any) -> bool:
    missing = one.isna()
    return bool((missing == other.isna()).all() and (one[~missing] == other[~missing]).all())
