"""The recordings of eye tracking: whose eye they are of, and those of single eyes.

The service gives one place of gaze for each sample. Beside it stands, for an EyeLink, the sample as
the device gave it, with a place and a pupil for each eye that was tracked. BIDS wants a file for
each eye (``eye1`` and ``eye2``), and takes one for both together (``eye3``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

import orjson

from ..imports.optional_packages import load
from .cell_text import cells, second_cells
from .described_columns import DescribedColumn
from .event_tables import person_column
from .sampled_tables import Samples, sample_times
from .study_rows import batches, columns_of, has_values
from .text_lines import TextLines

if TYPE_CHECKING:
    from ..offline.reader import StudyReader

TABLE = "eyetracking"
EYES = ("left", "right")
_DEVICE = "eyelink"
_GAZE = {
    "PhysioType": "eyetrack",
    "SampleCoordinateSystem": "custom",
    "SampleCoordinateSystemDescription": (
        "Parts of the width and height of the participant's screen, from its top left corner: "
        "0 to 1. Distance and size of the screen are not known."
    ),
}
_ONE_EYE = {
    "PhysioType": "eyetrack",
    "SampleCoordinateSystem": "custom",
    "SampleCoordinateSystemDescription": (
        "Pixels of the display, as the EyeLink gave them. Its size, and how many pixels a degree "
        "of the visual field has, stand with each sample in the recording that SourceRecording "
        "names."
    ),
}


def whole_members(eyes: set[str]) -> dict[str, Any]:
    """Give what the sidecar says of the recording that has all columns."""
    (only,) = eyes if len(eyes) == 1 else ("cyclopean",)
    return {**_GAZE, "RecordedEye": only}


def whole_label(eyes: set[str]) -> str:
    """Give the label of the recording that has all columns."""
    return "eye3" if len(eyes) > 1 else "eye1"


def eye_label(eye: str) -> str:
    """Give the label of the recording of one eye of two."""
    return f"eye{EYES.index(eye) + 1}"


def eye_members(eye: str) -> dict[str, Any]:
    """Give what the sidecar says of the recording of one eye of two."""
    return {**_ONE_EYE, "RecordedEye": eye, "SourceRecording": "eye3"}


def tracked_eyes(study: StudyReader, room: str) -> dict[str, set[str]]:
    """Return of which eyes of whom in a room there are samples; nobody where none are known."""
    if not any(has_values(study, TABLE, one) for one in _sources(study)):
        return {}
    wanted = [one for one in ("participantId", "senderId") if one in columns_of(study, TABLE)]
    found: dict[str, set[str]] = {}
    for batch in batches(study, TABLE, columns=[*wanted, *_sources(study)], room=room):
        persons = person_column(batch).to_pylist()
        for eye in EYES:
            gaze, _, _ = _of_eye(batch, eye)
            for person, value in zip(persons, gaze, strict=True):
                if value is not None and person is not None:
                    found.setdefault(person, set()).add(eye)
    return found


def eye_columns(eye: str) -> list[DescribedColumn]:
    """Describe the columns of the recording of one eye."""
    on_clock = "Time of the sample on the room's clock, as in the recording that it is taken from."
    return [
        DescribedColumn("timestamp", on_clock, "s"),
        DescribedColumn("x_coordinate", f"Horizontal gaze position of the {eye} eye.", "px"),
        DescribedColumn("y_coordinate", f"Vertical gaze position of the {eye} eye.", "px"),
        DescribedColumn(
            "pupil_size", f"Pupil area of the {eye} eye, in the tracker's own unit.", "a.u."
        ),
    ]


def eye_samples(rows: Any, eye: str) -> Samples:
    """Turn rows (an Arrow table) into the samples of one eye.

    Parameters
    ----------
    rows : Table
        Rows of eye tracking.
    eye : str
        ``"left"`` or ``"right"``.
    """
    arrow = load("pyarrow")
    numbers = [cells(arrow.array(one, arrow.float64())) for one in _of_eye(rows, eye)]
    lines = TextLines([second_cells(rows["onset"]), *numbers])
    return Samples(lines, sample_times(rows), {})


def _sources(study: StudyReader) -> list[str]:
    flat = [name for eye in EYES for name in _names(eye)]
    return [one for one in columns_of(study, TABLE) if one in (_DEVICE, *flat)]


def _names(eye: str) -> tuple[str, str, str]:
    return f"{eye}_gaze_x", f"{eye}_gaze_y", f"{eye}_pupil"


def _of_eye(rows: Any, eye: str) -> tuple[list[float | None], ...]:
    """Give horizontal and vertical place and pupil of an eye, sample by sample."""
    there = rows.column_names
    texts = rows[_DEVICE].to_pylist() if _DEVICE in there else [None] * rows.num_rows
    devices = [_read(one) for one in texts]
    found: list[list[float | None]] = []
    for name in _names(eye):
        flat = rows[name].to_pylist() if name in there else [None] * rows.num_rows
        found.append([_number(own.get(name, one)) for own, one in zip(devices, flat, strict=True)])
    return tuple(found)


def _read(text: str | None) -> dict[str, Any]:
    if not text:
        return {}
    try:
        parsed: Any = orjson.loads(text)
    except ValueError:
        return {}
    return cast("dict[str, Any]", parsed) if isinstance(parsed, dict) else {}


def _number(value: Any) -> float | None:
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return float(value) if is_number else None
