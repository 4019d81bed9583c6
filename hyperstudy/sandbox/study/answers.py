"""What people answer, for every kind of component."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

if TYPE_CHECKING:
    import random
    from collections.abc import Sequence

    from hyperstudy.sandbox.study.table import Row

DISPLAY_NAMES: Final = {
    "showtext": "ShowText",
    "showimage": "ShowImage",
    "showvideo": "ShowVideo",
    "vasrating": "VASRating",
    "textinput": "TextInput",
    "multiplechoice": "MultipleChoice",
    "waiting": "Waiting",
    "code": "Code",
    "continuousrating": "ContinuousRating",
    "videochat": "VideoChat",
    "textchat": "TextChat",
    "rapidrate": "RapidRate",
    "audiorecording": "AudioRecording",
    "sparserating": "SparseRating",
    "trigger": "Trigger",
    "ranking": "Ranking",
    "scannerpulserecorder": "ScannerPulseRecorder",
    "likertscale": "LikertScale",
    "gazeoverlay": "GazeOverlay",
}
"""How data records spell the types of the definition."""


class Answer(NamedTuple):
    """An answer as the different tables need it."""

    value: Any
    response: Row
    content: str | None
    """The answer as text, numbers too."""


def _vas(config: Row, rng: random.Random, shown: int, took: int) -> Answer:
    low = float(config["minValue"] if "minValue" in config else config["min"])
    high = float(config["maxValue"] if "maxValue" in config else config["max"])
    step = int(config.get("step", 1))
    value = round(low + step * round((high - low) * rng.betavariate(3.2, 2.4) / step))
    return vas_answer(value, shown, took, rng)


def vas_answer(value: int, shown: int, took: int, rng: random.Random) -> Answer:
    """Write down a position on a visual analogue scale, and how the slider got there."""
    first = shown + round(took * rng.uniform(0.2, 0.5))
    moves = [
        {"time": first + round((shown + took - first) * step / 3), "position": value - 9 + 3 * step}
        for step in range(3)
    ]
    return Answer(
        value,
        {
            "value": value,
            "responseTime": took,
            "timestamps": {
                "displayed": shown,
                "firstInteraction": first,
                "submitted": shown + took,
            },
            "interactions": [*moves, {"time": shown + took, "position": value}],
        },
        str(value),
    )


def _likert(config: Row, rng: random.Random, shown: int, took: int) -> Answer:
    points = int(config.get("scale", 5))
    value = min(points, max(1, round(rng.gauss(points * 0.62, points * 0.2))))
    labels = {1: config.get("minLabel"), points: config.get("maxLabel")}
    return Answer(
        value,
        {
            "value": value,
            "label": labels.get(value),
            "responseTime": took,
            "timestamps": {"displayed": shown, "selected": shown + took},
        },
        str(value),
    )


def _option(option: Row | str) -> tuple[Any, str]:
    return (option, option) if isinstance(option, str) else (option["value"], option["label"])


def _choice(config: Row, rng: random.Random, shown: int, took: int) -> Answer:
    options: list[Row | str] = config["options"]
    pairs = [_option(option) for option in options]
    times = {"displayed": shown, "answered": shown + took}
    if config.get("allowMultiple"):
        chosen = rng.sample(pairs, k=rng.randint(1, max(1, len(pairs) - 1)))
        values = [value for value, _ in chosen]
        return Answer(
            values,
            {
                "value": [{"value": value, "label": label} for value, label in chosen],
                "responseTime": took,
                "timestamps": times,
            },
            ", ".join(str(label) for _, label in chosen),
        )
    value, label = rng.choice(pairs)
    return Answer(
        value,
        {"value": value, "label": label, "responseTime": took, "timestamps": times},
        str(label),
    )


def _ranking(config: Row, rng: random.Random, shown: int, took: int) -> Answer:
    items = [option["text"] for option in config["options"]]
    rng.shuffle(items)
    first = shown + round(took * 0.3)
    return Answer(
        items,
        {
            "ranking": [{"text": text, "position": at} for at, text in enumerate(items, 1)],
            "responseTime": took,
            "timestamps": {"displayed": shown, "firstDrag": first, "submitted": shown + took},
        },
        " > ".join(items),
    )


def _rapid(config: Row, rng: random.Random, shown: int, took: int) -> Answer:
    labels = [dimension["label"] for dimension in config["dimensions"]]
    ratings = {label: rng.randint(5, 98) for label in labels}
    step = took // (len(labels) + 1)
    return Answer(
        ratings,
        {
            "ratings": ratings,
            "responseTime": took,
            "timestamps": {"displayed": shown, "submitted": shown + took},
            "interactions": [
                {"dimension": label, "time": shown + step * at, "value": ratings[label]}
                for at, label in enumerate(labels, 1)
            ],
        },
        ", ".join(f"{label}: {value}" for label, value in ratings.items()),
    )


def _text(config: Row, rng: random.Random, shown: int, took: int, texts: Sequence[str]) -> Answer:
    skipped = not config.get("required", True) and rng.random() < 0.12
    text = None if skipped or not texts else rng.choice(texts)
    first = shown + round(took * rng.uniform(0.1, 0.35))
    return Answer(
        text,
        {
            "value": text,
            "responseTime": took,
            "timestamps": {
                "displayed": shown,
                "firstKeypress": None if text is None else first,
                "submitted": shown + took,
            },
        },
        text,
    )


def answer(
    kind: str, config: Row, rng: random.Random, shown: int, took: int, texts: Sequence[str] = ()
) -> Answer:
    """Answer a component.

    Parameters
    ----------
    kind
        Type of the component.
    config
        Its configuration.
    rng
        The chance for this answer.
    shown
        When the component was displayed, in ms since 1970.
    took
        Response time in ms.
    texts
        What may be written in answer to an open question.
    """
    scales = {
        "vasrating": _vas,
        "likertscale": _likert,
        "multiplechoice": _choice,
        "ranking": _ranking,
        "rapidrate": _rapid,
    }
    if kind in scales:
        return scales[kind](config, rng, shown, took)
    if kind == "textinput":
        return _text(config, rng, shown, took, texts)
    if kind == "audiorecording":
        length = round(took / 1000, 2)
        return Answer(
            None,
            {
                "duration": length,
                "format": config.get("audioFormat", "webm"),
                "responseTime": took,
                "deviceInfo": {"microphoneLabel": "Default microphone", "sampleRate": 48_000},
            },
            f"Audio, {length} s",
        )
    return Answer(
        None,
        {
            "continued": True,
            "responseTime": took,
            "timestamps": {"displayed": shown, "continued": shown + took},
        },
        None,
    )


_QUESTIONS: Final = {
    "text-short": "textinput",
    "text-long": "textinput",
    "multiple-choice": "multiplechoice",
    "likert": "likertscale",
    "vas-rating": "vasrating",
    "ranking": "ranking",
    "audio-recording": "audiorecording",
}
"""Component that works like each type of question in the closing questionnaire."""


def questionnaire_answer(
    question: Row, rng: random.Random, shown: int, took: int, texts: Sequence[str]
) -> Any:
    """Answer a question of the closing questionnaire."""
    config: Row = {**question["config"], "required": question["required"]}
    if question["type"] == "ranking":
        config["options"] = [{"text": item} for item in config["items"]]
    return answer(_QUESTIONS[question["type"]], config, rng, shown, took, texts).value
