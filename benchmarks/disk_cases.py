"""Cases of studies on disk: pulls, and what is asked of them without a connection."""

from __future__ import annotations

import json
import statistics
import sys
from functools import partial
from typing import TYPE_CHECKING, Any

import hyperstudy
from benchmarks.contenders import HERE, Sandbox, process, ratio
from benchmarks.measuring import ABSOLUTE, KEPT, OTHER_BUILDS, Line, spread, workers
from benchmarks.prepared import EYETRACKING
from benchmarks.worker import KEY
from hyperstudy.study import layout

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from benchmarks.measuring import Bench

COUNT = 1_200_000
PLAIN, ODD = f"rows_{COUNT}", f"odd_{COUNT}"
GAZE = f"{COUNT:,} rows of eye tracking"
SINGLE_ROOMS = 1000
SINGLE_TYPES = ["rooms", "participants", "events", "components", "ratings_sparse"]
MB = 1e6
Question = dict[str, Any]


def _builds(bench: Bench) -> list[str]:
    return ["ours", *(["before"] if "before" in bench.pythons else [])]


def _pull(bench: Bench, name: str, folder: Path, **given: Any) -> dict[str, Any]:
    order = {"base_url": bench.server.api(0), "key": KEY, "types": [EYETRACKING], **given}
    with workers(bench, [name]) as there:
        return there[name].do("pull", folder=str(folder), **order)


def _studies(bench: Bench, experiment: str) -> dict[str, str]:
    """Give the folder of a study for each contender; pulled unless it is there.

    Each build reads what it pulled itself, as their files differ; the floor reads ours.
    """
    found: dict[str, str] = {}
    for name in _builds(bench):
        folder = bench.folder / f"{experiment}_{name}"
        if not _is_there(name, folder):
            _pull(bench, name, folder, experiment=experiment)
        found[name] = str(folder)
    return {**found, "floor": found["ours"]}


def _is_there(name: str, folder: Path) -> bool:
    path = folder / layout.MANIFEST
    manifest = json.loads(path.read_text("utf-8")) if path.exists() else {"tables": ()}
    # The build before does not change; of ours one of another layout counts for nothing.
    fits = name != "ours" or manifest.get("layout") == layout.LAYOUT
    return fits and EYETRACKING in manifest["tables"]


def pulls(bench: Bench) -> Iterator[Line]:
    names = _builds(bench)
    found: dict[str, list[dict[str, Any]]] = {name: [] for name in names}
    for number in range(min(2, bench.rounds)):
        for name in sorted(names, reverse=bool(number % 2)):
            folder = bench.folder / f"{PLAIN}_{name}"
            found[name].append(_pull(bench, name, folder, experiment=PLAIN))
    _pull(bench, "ours", bench.folder / f"{ODD}_ours", experiment=ODD)
    meaning = (
        "A pull into a new folder, in a new process that has its imports: wall time, bytes on "
        "disk, growth of the greatest resident size."
    )
    if "before" not in found:
        return
    before = OTHER_BUILDS["before"]
    for kind, key, shown, against, goal, at_most in (
        ("time", bench.time, 1.0, before, 2.0, False),
        ("bytes on disk", "bytes", MB, f"{before}, ours of its", 1.01, True),
        ("memory", "peak", MB, f"{before}, ours of its", 1.0, True),
    ):
        values = {name: [float(one[key]) for one in all_] for name, all_ in found.items()}
        middles = {name: statistics.median(all_) / shown for name, all_ in values.items()}
        pair = ("ours", "before") if at_most else ("before", "ours")
        times = ratio(values[pair[0]], values[pair[1]])
        what = f"pull: {GAZE} from prepared pages, 0 ms a request: {kind}"
        yield Line(what, against, times, goal, at_most, meaning, middles)


def offline(bench: Bench) -> Iterator[Line]:
    for experiment, kind, most, memory, before in (
        (PLAIN, "", 1.3, 1.1, 3.6),
        (ODD, " with unknown keys and companions", 1.5, 1.3, 10.0),
    ):
        folders = _studies(bench, experiment)
        for output in ("pandas", "polars", "arrow"):
            what = f"offline: {GAZE}{kind} to {output}"
            goals = {"floor": most, "before": before}
            yield from _asked(bench, what, folders, output, [{}], goals)
            yield _memory(bench, f"{what}: memory", folders, output, memory)
        what, goals = f"offline: {GAZE}{kind} to dict", {"floor": 1.3, "before": 1.2}
        fewer = bench._replace(rounds=min(3, bench.rounds))
        yield from _asked(fewer, what, folders, "dict", [{}], goals)
    folders = _studies(bench, PLAIN)
    for what, questions, most, before in (
        ("limit=100 anywhere", _hundreds(), 0.015, 3.0),
        ("one participant of one room (25,000 rows)", _people(folders["ours"]), 0.03, KEPT),
        ("a window of ten seconds", _windows(folders["ours"]), 0.03, KEPT),
    ):
        goals = {ABSOLUTE: most, "before": before}
        yield from _asked(bench, f"offline: {GAZE}, {what}", folders, "pandas", questions, goals)


def _hundreds() -> list[Question]:
    return [{"limit": 100, "offset": place} for place in (0, 123_456, 654_321, COUNT - 100)]


def _people(folder: str) -> list[Question]:
    query = "select distinct roomId, participantId from eyetracking order by all"
    found = hyperstudy.open_study(folder).sql(query)
    chosen = found.iloc[[1, len(found) // 2, len(found) - 1]]
    return [
        {"scope": "participant", "room_id": room, "participant_id": person}
        for room, person in zip(chosen["roomId"], chosen["participantId"], strict=True)
    ]


def _windows(folder: str) -> list[Question]:
    query = "select min(timestamp) as began from eyetracking group by roomId order by began"
    found = hyperstudy.open_study(folder).sql(query)["began"]
    moments = [found.iloc[place] for place in (1, len(found) // 2, len(found) - 1)]
    seconds = [f"{one:%Y-%m-%dT%H:%M:}" for one in moments]
    return [{"start_time": f"{one}25.000Z", "end_time": f"{one}35.000Z"} for one in seconds]


def _asked(
    bench: Bench,
    what: str,
    folders: dict[str, str],
    output: str,
    questions: list[Question],
    goals: dict[str, float],
) -> Iterator[Line]:
    """Ask each contender in turns; what ours gives is compared with the files first."""
    meaning = (
        "Wall time in a process that has its imports, of a study that was opened just before. The "
        "floor is pyarrow's own read of the same columns, sorted by `_order`, and converted; for "
        "dict, orjson over the stored rows. The mean of several places, where there are several. "
        "Each build reads what it pulled itself."
    )
    with workers(bench, ("ours", "floor", *bench.there(goals))) as there:
        # A dict of everything, twice, is more than a machine may hold.
        checked = [{"limit": 50_000, "offset": COUNT // 2}] if output == "dict" else questions
        for name, worker in there.items():
            first = checked if name == "ours" else [{"limit": 1, "offset": 0}]
            worker.do("offline", folder=folders[name], output=output, questions=first,
                      check=name == "ours")  # fmt: skip
        orders = {
            name: partial(worker.do, "offline", folder=folders[name], output=output,
                          questions=questions, check=False)
            for name, worker in there.items()
        }  # fmt: skip
        yield from bench.compare(what, meaning, orders, goals, rounds_of_others=1)


def _memory(bench: Bench, what: str, folders: dict[str, str], output: str, most: float) -> Line:
    """Read all in new processes that have their imports."""
    found: dict[str, list[float]] = {"ours": [], "floor": []}
    for name in ("ours", "floor", "floor", "ours")[: 2 * min(2, bench.rounds)]:
        with workers(bench, [name]) as there:
            measured = there[name].do("offline_memory", folder=folders[name], output=output)
        found[name].append(float(measured["peak"]))
    meaning = "Growth of the greatest resident size of a new process that has its imports."
    middles = {f"{name} (MB)": statistics.median(all_) / MB for name, all_ in found.items()}
    return Line(what, "floor", ratio(found["ours"], found["floor"]), most, True, meaning, middles)


def single_rooms(bench: Bench) -> Iterator[Line]:
    """A study of 1000 rooms of one person each, from the sandbox."""
    what = f"{SINGLE_ROOMS} rooms of one person (149,000 rows in 5 tables)"
    folders = {name: bench.folder / f"single_rooms_{name}" for name in _builds(bench)}
    pulled: dict[str, dict[str, Any]] = {}
    with Sandbox("questionnaires", SINGLE_ROOMS) as sandbox:
        for name, folder in folders.items():
            pulled[name] = _pull(bench, name, folder, types=SINGLE_TYPES, **sandbox)
    meaning = "A pull from a sandbox in another process, in a new process that has its imports."
    for kind, key, shown, most in (("files", "files", 1, 40), ("bytes (MB)", "bytes", MB, 20)):
        sizes = {name: figures[key] / shown for name, figures in pulled.items()}
        line = Line(f"{what}: {kind}", kind, spread([sizes["ours"]]), most, True, meaning, sizes)
        yield line
    orders = {name: partial(dict, figures) for name, figures in pulled.items()}
    once = bench._replace(rounds=1)
    goals = {ABSOLUTE: 8.0, "before": 2.0}
    yield from once.compare(f"{what}: pull from the sandbox", meaning, orders, goals)
    meaning = "Wall time of `get_events` of the whole study, in a process that has its imports."
    with workers(bench, folders) as there:
        orders = {}
        for name, worker in there.items():
            worker.do("offline_events", folder=str(folders[name]), check=True)
            orders[name] = partial(
                worker.do, "offline_events", folder=str(folders[name]), check=False
            )
        goals = {ABSOLUTE: 0.25, "before": 18.0}
        yield from bench.compare(f"{what}: offline events (111,000)", meaning, orders, goals)


def large(bench: Bench) -> Iterator[Line]:
    """40 people, an hour, 200 Hz; written as a pull would write it."""
    folder = bench.folder / "large"
    if not _is_there("ours", folder):
        process(sys.executable, str(HERE.parent / "tests" / "large_study.py"), str(folder))
    what = "offline: 28.8 million rows (40 people, an hour, 200 Hz)"
    query = "select roomId, min(participantId) as who from {} group by roomId order by roomId"
    found = hyperstudy.open_study(folder).sql(query.format("participants where roomId is not null"))
    places = [(found["roomId"].iloc[at], found["who"].iloc[at]) for at in (0, -1)]
    questions = [
        {"scope": "participant", "room_id": room, "participant_id": who} for room, who in places
    ]
    folders = {"ours": str(folder), "floor": str(folder)}
    for output in ("pandas", "polars", "arrow"):
        yield from _asked(
            bench, f"{what}, one participant (720,000 rows) to {output}", folders, output,
            questions, {ABSOLUTE: 0.3},
        )  # fmt: skip
    peaks: list[float] = []
    for _ in range(min(2, bench.rounds)):
        with workers(bench, ["ours"]) as there:
            peaks.append(there["ours"].do("batches", folder=str(folder))["resident"] / MB)
    meaning = "Greatest resident size of a new process that goes through all batches."
    yield Line(f"{what}: all of it in batches", "MB", spread(peaks), 300, True, meaning, {})
