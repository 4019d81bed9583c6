"""Pictures of a report, as SVG that stands in the page and takes its colours from there."""

from __future__ import annotations

import re
from importlib import import_module
from io import BytesIO
from itertools import pairwise
from math import nan
from statistics import median
from typing import TYPE_CHECKING, Any, Final

from ..plots.paper import COLORS, as_written, bare, figure
from .measures import display

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

    from .agreement import Agreement

__all__ = ["drift_chart", "minutes_chart", "ratings_chart", "room_chart", "svg"]

_INKS: Final = {"#222222": "var(--ink)", "#777777": "var(--quiet)", "#e8e8e8": "var(--faint)"}
_SERIES: Final = {color.lower(): f"var(--series-{at})" for at, color in enumerate(COLORS)}
_MOST_LINES: Final = 40
_GOOD_MS: Final = 100
"""Differences to the host below this count as good (documented)."""
_TEXT: Final = 8
_WIDTH: Final = 8.0
_DASHES: Final = ("-", "--", ":")


def svg(drawn: Any, name: str, title: str, description: str) -> str:
    """Write a figure as SVG without an outer document.

    Parameters
    ----------
    drawn : Figure
        The figure.
    name : str
        Makes the ids in it differ from those of other pictures of the page.
    title, description : str
        What a screen reader says of it.
    """
    from html import escape

    rc_context: Any = import_module("matplotlib").rc_context
    labels: Any = drawn.findobj(import_module("matplotlib.text").Text)
    for label in labels:
        if label.get_color() in {"black", "k"}:
            label.set_color("#222222")
    drawn.set_facecolor("none")
    for axes in drawn.axes:
        axes.set_facecolor("none")
    raw = BytesIO()
    with rc_context({"svg.fonttype": "none", "svg.hashsalt": name, "font.family": "sans-serif"}):
        drawn.savefig(raw, format="svg", metadata={"Date": None, "Creator": None})
    text = raw.getvalue().decode()
    text = text[text.index("<svg") :]
    text = re.sub(r"<metadata>.*?</metadata>\s*", "", text, flags=re.S)
    text = re.sub(r"<!--.*?-->\s*", "", text, flags=re.S)
    text = re.sub(r'\bid="', f'id="{name}-', text)
    text = text.replace("url(#", f"url(#{name}-").replace('href="#', f'href="#{name}-')
    for color, variable in (_INKS | _SERIES).items():
        text = text.replace(color, variable)
    text = re.sub(r"font: ([\d.]+px) [^;\"]*", r"font: \1 sans-serif", text)
    box = re.search(r'viewBox="([^"]*)"', text)
    head = (
        f'<svg role="img" aria-labelledby="{name}-title {name}-desc" '
        f'viewBox="{box[1] if box else "0 0 1 1"}" class="chart" '
        'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">'
        f'<title id="{name}-title">{escape(title)}</title>'
        f'<desc id="{name}-desc">{escape(description)}</desc>'
    )
    return re.sub(r"<svg[^>]*>", lambda _: head, text, count=1)


@as_written()
def ratings_chart(course: Agreement, name: str) -> str:
    """Draw the ratings of a film over film time: each person, the group's mean, its spread."""
    drawn = figure(_WIDTH, 2.8)
    axes: Any = drawn.subplots()
    wide = course.seconds.reindex(range(int(course.seconds.index.max()) + 1))
    minutes = wide.index / 60
    for label in list(wide.columns)[:_MOST_LINES]:
        axes.plot(minutes, wide[label], color="#777777", linewidth=0.6, alpha=0.35)
    mean, spread = wide.mean(axis=1), wide.std(axis=1)
    low, high = mean - spread, mean + spread
    axes.fill_between(minutes, low, high, color=COLORS[0], alpha=0.18, linewidth=0)
    axes.plot(minutes, mean, color=COLORS[0], linewidth=1.8)
    axes.set_ylim(0, 1)
    axes.set_xlabel("minutes of the film", color="#222222", fontsize=_TEXT)
    axes.set_ylabel("rating", color="#222222", fontsize=_TEXT)
    bare(axes, "left", "bottom")
    people = wide.shape[1]
    lines = "each person" if people <= _MOST_LINES else f"the first {_MOST_LINES} people"
    return svg(
        drawn, name, f"Ratings over film time, {course.film}",
        f"Thick line: mean of {people} people, from {display(float(mean.min()), 'number')} to "
        f"{display(float(mean.max()), 'number')} on a scale from 0 to 1. Band: one standard "
        f"deviation. Thin lines: {lines}.",
    )  # fmt: skip


def _panel(height: float) -> tuple[Any, Any]:
    """Give a figure with a panel of a fixed place: finding one by drawing takes twice as long."""
    drawn: Any = import_module("matplotlib.figure").Figure(figsize=(_WIDTH, height))
    left, right, below, above = 0.95, 0.1, 0.42, 0.3
    place = (
        left / _WIDTH,
        below / height,
        (_WIDTH - left - right) / _WIDTH,
        (height - below - above) / height,
    )
    return drawn, drawn.add_axes(place)


@as_written()
def drift_chart(
    room: str, course: pd.DataFrame, persons: pd.DataFrame, name: str, until: float | None = None
) -> str:
    """Draw how far the players of a room ran apart from the host's, over time.

    Parameters
    ----------
    room : str
        Its label.
    course : DataFrame
        participantId, minute, drift_ms, furthest_ms, by time.
    persons : DataFrame
        participantId, label and the measures of their sync.
    name : str
        Makes ids differ.
    until : float, optional
        Minutes until the end of the room.
    """
    drawn, axes = _panel(1.7)
    axes.axhspan(-_GOOD_MS, _GOOD_MS, color="#e8e8e8", linewidth=0)
    axes.axhline(0, color="#777777", linewidth=0.6)
    each: list[str] = []
    by_person: dict[Any, Any] = dict(iter(course.groupby("participantId")))
    there: Any = persons[persons["participantId"].isin(list(by_person))]
    for at, (_, person) in enumerate(there.iterrows()):
        own = by_person[person["participantId"]]
        minutes, drift = _interrupted(own["minute"].tolist(), own["drift_ms"].tolist())
        axes.plot(
            minutes,
            drift,
            color=COLORS[at % len(COLORS)],
            linewidth=1.4,
            linestyle=_DASHES[at // len(COLORS) % len(_DASHES)],
            label=person["label"],
        )
        furthest: float = max(own["furthest_ms"], key=abs)
        each.append(
            f"{person['label']}: median size {display(person['sync_median_ms'], 'ms')}, furthest "
            f"{display(furthest, 'ms')}, "
            f"{display(person['sync_share_above_100ms'], 'share')} of the reports above 100 ms, "
            f"trend {display(person['sync_drift_ms_per_min'], 'ms/min')}"
        )
    reach = max(1.5 * _GOOD_MS, 1.1 * float(course["drift_ms"].abs().max()))
    axes.set_ylim(-reach, reach)
    if until is not None:
        axes.set_xlim(0, until)
    axes.set_xlabel("minutes since the first state", color="#222222", fontsize=_TEXT)
    axes.set_ylabel("ms ahead of host", color="#222222", fontsize=_TEXT)
    bare(axes, "left", "bottom")
    axes.legend(fontsize=_TEXT, frameon=False, ncols=8, loc="lower left", bbox_to_anchor=(0, 1))
    return svg(
        drawn, name, f"Difference of the players of room {room} to the host's, over time",
        f"{'; '.join(each)}. Grey band: up to {_GOOD_MS} ms, which counts as good. Below 0 is "
        "behind the host.",
    )  # fmt: skip


def _interrupted(minutes: list[float], values: list[float]) -> tuple[list[float], list[float]]:
    """Leave a hole in a line where reports are missing."""
    steps = [after - before for before, after in pairwise(minutes)]
    usual = median(steps) if steps else 0.0
    x, y = minutes[:1], values[:1]
    for step, minute, value in zip(steps, minutes[1:], values[1:], strict=True):
        if step > 3 * usual:
            x.append(minute - step / 2)
            y.append(nan)
        x.append(minute)
        y.append(value)
    return x, y


@as_written()
def minutes_chart(persons: pd.DataFrame, name: str) -> str:
    """Draw how long people were there."""
    drawn = figure(_WIDTH, 2.2)
    axes: Any = drawn.subplots()
    minutes = persons["minutes"].dropna()
    axes.hist(minutes, bins=min(30, max(5, len(minutes) // 2)), color=COLORS[0])
    axes.set_xlabel("minutes", color="#222222", fontsize=_TEXT)
    axes.set_ylabel("participants", color="#222222", fontsize=_TEXT)
    axes.yaxis.get_major_locator().set_params(integer=True)
    bare(axes, "left", "bottom")
    return svg(
        drawn, name, "Time in the room",
        f"Histogram of {len(minutes)} participants: from {minutes.min():.1f} to "
        f"{minutes.max():.1f} minutes, median {minutes.median():.1f}.",
    )  # fmt: skip


@as_written()
def room_chart(
    room: str,
    states: pd.DataFrame,
    spans: pd.DataFrame,
    labels: Mapping[str, str],
    name: str,
    until: float | None = None,
) -> str:
    """Draw the timeline of a room: its states, and from when to when there are data of whom.

    Parameters
    ----------
    room : str
        Its label.
    states : DataFrame
        state, onset_start, onset_end (ms).
    spans : DataFrame
        participantId, table, onset_start, onset_end (ms).
    labels : mapping
        Label of each participant.
    name : str
        Makes ids differ.
    until : float, optional
        Minutes until the end of the room.
    """
    tables = list(dict.fromkeys(spans["table"]))
    people = [one for one in labels if (spans["participantId"] == one).any()]
    drawn, axes = _panel(0.9 + 0.42 * (1 + len(people)))
    for _, state in states.iterrows():
        begin, end = state["onset_start"] / 60_000, state["onset_end"] / 60_000
        axes.barh(
            0,
            end - begin,
            left=begin,
            height=0.6,
            color="#e8e8e8",
            edgecolor="#777777",
            linewidth=0.5,
        )
        if end - begin > 0.09 * (states["onset_end"].max() / 60_000):
            axes.text(
                (begin + end) / 2,
                0,
                str(state["state"])[:16],
                ha="center",
                va="center",
                fontsize=_TEXT,
                color="#222222",
            )
    height = 0.8 / max(1, len(tables))
    for row, person in enumerate(people, 1):
        mine: Any = spans[spans["participantId"] == person]
        for at, table in enumerate(tables):
            for _, span in mine[mine["table"] == table].iterrows():
                begin, end = span["onset_start"] / 60_000, span["onset_end"] / 60_000
                axes.barh(
                    row - 0.4 + (at + 0.5) * height,
                    max(end - begin, 0.02),
                    left=begin,
                    height=0.8 * height,
                    color=COLORS[at % len(COLORS)],
                    label=table if row == 1 else None,
                )
    axes.set_yticks(range(len(people) + 1), ["states", *(labels[one] for one in people)])
    axes.invert_yaxis()
    if until is not None:
        axes.set_xlim(0, until)
    axes.set_xlabel("minutes since the first state", color="#222222", fontsize=_TEXT)
    bare(axes, "bottom")
    handles, names = axes.get_legend_handles_labels()
    once = dict(zip(names, handles, strict=True))
    axes.legend(
        once.values(),
        [one.replace("_", " ") for one in once],
        fontsize=_TEXT,
        frameon=False,
        ncols=7,
        loc="lower left",
        bbox_to_anchor=(0, 1),
    )
    each: list[str] = []
    for person in people:
        names = dict.fromkeys(spans.loc[spans["participantId"] == person, "table"])
        each.append(f"{labels[person]}: {', '.join(names).replace('_', ' ')}")
    length = states["onset_end"].max() / 60_000
    return svg(
        drawn, name, f"Timeline of room {room}",
        f"{len(states)} states in {length:.1f} minutes. Data of {'; '.join(each)}.",
    )  # fmt: skip
