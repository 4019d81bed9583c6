"""A room on one clock: what everybody saw, did, rated and was recorded doing."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from .. import contract
from ..display.notices import IncompleteDataWarning, keeping, warn_caller
from ..exceptions import HyperStudyError, InputError
from ..frames import build
from .paper import COLORS, FAINT, INK, QUIET, as_written, bare, figure, name_of

if TYPE_CHECKING:
    from collections.abc import Callable

    import pandas as pd
    from matplotlib.figure import Figure

    from ..timeline.room_films import RoomFilms

_MINUTE_MS = 60_000
_DAY_MS = 86_400_000
_LONGEST_STEP_MS = 5_000
_CATEGORIES = {
    "answers": ("component",),
    "messages": ("communication",),
    "media": ("media",),
    "forms": ("pre_experiment", "post_experiment", "questionnaire"),
}
_LEFT_OUT = {"component.update"}  # samples of a slider, which are in the ratings
_WIDTH, _SMALL = 11, 7.5  # of the picture in inches, of names of states in points
_POINTS_ACROSS = 0.86 * _WIDTH * 72  # what labels and margins leave, and a little less


class Source(Protocol):
    """What the data come from: a client, or a study on disk."""

    def get_events(self, scope_id: str, *, scope: str) -> pd.DataFrame:
        """Give the events."""
        ...

    def get_ratings(self, scope_id: str, *, kind: str, scope: str) -> pd.DataFrame:
        """Give the ratings."""
        ...

    def get_recordings(self, scope_id: str, *, scope: str) -> pd.DataFrame:
        """Give the list of recordings."""
        ...


class _Room(NamedTuple):
    films: pd.DataFrame
    events: pd.DataFrame
    slider: pd.DataFrame
    ratings: pd.DataFrame
    recordings: pd.DataFrame

    def of(self, person: str) -> _Room:
        return _Room(*(one[one["participantId"] == person] for one in self))

    def lanes(self) -> list[_Lane]:
        """Give the lanes of a person from top to bottom, without those that nobody has."""
        lanes: list[_Lane] = []
        values = self.slider["value"].dropna()
        if len(values):
            least, most = float(values.min()), float(values.max())
            name = f"slider\n{least:.3g} to {most:.3g}"
            lanes.append(_Lane(name, 2.2, partial(_draw_slider, least=least, most=most)))
        if len(self.ratings):
            lanes.append(_Lane("ratings", 0.7, _draw_ratings))
        lanes += [
            _Lane(name, 0.7, partial(_draw_moments, name=name))
            for name in _CATEGORIES
            if len(_moments(self, name))
        ]
        if len(self.films):
            lanes.append(_Lane("film", 0.7, _draw_films))
        kinds = sorted({str(kind) for kind in self.recordings["kind"].dropna()})
        lanes += [_Lane(kind, 0.7, partial(_draw_recordings, kind=kind)) for kind in kinds]
        return lanes


class _Lane(NamedTuple):
    name: str
    height: float
    draw: Callable[[Any, _Room, _Place], None]


class _Place(NamedTuple):
    """Where and how a lane is drawn."""

    low: float
    high: float
    color: str

    @property
    def middle(self) -> float:
        return (self.low + self.high) / 2


def room_timeline(source: Source, room_id: str) -> Figure:
    """Draw what happened in a room, everything on one clock.

    Above all are the states. For each person there is the slider of continuous ratings, single
    ratings, answers to components, messages, what media did, consent and questionnaires (forms),
    when films ran (pauses and waits for data are gaps), and when recordings ran, by the clock of
    the room (`Study.clock`); one of which nothing tells the end is pale and dotted. The sliders of
    all have the same scale, from the least to the highest value in the room. The clock shows
    minutes since the first state of the room.

    Parameters
    ----------
    source : HyperStudy or study on disk
        Where the data come from; events, both kinds of ratings and the list of recordings of the
        room are fetched. What a study on disk lacks of these, but for the events, is not drawn, and
        a warning names it.
    room_id : str
        Id of the room.

    Returns
    -------
    matplotlib.figure.Figure
        To show in a notebook, or to save with ``figure.savefig(path)``.

    Raises
    ------
    InputError
        If nothing happened in the room.
    ImportError
        If matplotlib is not installed.
    HyperStudyError
        If the data cannot be had.
    """
    from ..timeline.room_films import room_films

    events = source.get_events(room_id, scope="room")
    absent: list[str] = []
    ask = partial(_if_pulled, absent)
    recordings = ask("recordings", source.get_recordings, room_id, scope="room")
    # Without sync metrics and the files of recordings, which no eye would see in a picture.
    films = room_films(events, events.head(0))
    room = _Room(
        _films(films),
        events,
        ask("ratings_continuous", source.get_ratings, room_id, kind="continuous", scope="room"),
        ask("ratings_sparse", source.get_ratings, room_id, kind="sparse", scope="room"),
        _recordings(recordings, films.zero, float(events["onset"].max())),
    )
    timed = room.events.dropna(subset=["onset"])
    people = sorted(timed["participantId"].dropna().unique())
    if not people:
        raise InputError(f"There is nothing to draw: room {room_id!r} has no events of anybody.")
    drawn = _draw(room, timed, people, f"Room {room_id}")
    if absent:
        with keeping(drawn):
            warn_caller(
                f"room {room_id}: not drawn, since the study on disk has no such tables: "
                f"{', '.join(absent)}.",
                IncompleteDataWarning,
            )
    return drawn


def _if_pulled(absent: list[str], table: str, ask: Any, room_id: str, **given: str) -> pd.DataFrame:
    """Ask for rows; of a table that a study on disk does not have, give none and note it."""
    try:
        found: pd.DataFrame = ask(room_id, **given)
    except HyperStudyError as error:
        if error.code != "NOT_PULLED":
            raise
        absent.append(table)
        found = build([], contract.columns(table), "pandas").frame
    return found


def _films(films: RoomFilms) -> pd.DataFrame:
    """Give when films ran for whom."""
    import pandas as pd

    rows = [
        (person, one.media, one.onset_start, one.onset_end)
        for person, pieces in films.segments.items()
        for one in pieces
    ]
    return pd.DataFrame(rows, columns=["participantId", "mediaId", "start", "end"])


def _recordings(listed: pd.DataFrame, zero: float, last: float) -> pd.DataFrame:
    """Give when recordings ran on the clock of the room; one that still runs, until the last row.

    What a recorder wrote in a form of its own, such as nanoseconds, would leave no room for the
    rest: what seems longer than a day is left out, as what nothing places is.
    """
    import pandas as pd

    from ..timeline.recording_placement import place_recordings

    spans, _ = place_recordings(listed, zero, {})
    kinds = listed["metadata_type"] if "metadata_type" in listed else [None] * len(spans)
    rows = [
        (one.participant, kind, one.onset_start, last if one.onset_end != one.onset_end
         else one.onset_end, one.onset_end == one.onset_end)
        for one, kind in zip(spans, kinds, strict=True)
    ]  # fmt: skip
    frame = pd.DataFrame(rows, columns=["participantId", "kind", "start", "end", "ended"])
    length = frame["end"] - frame["start"]
    return frame[(length > 0) & (length <= _DAY_MS)]


def _draw_films(panel: Any, of: _Room, place: _Place) -> None:
    panel.barh(
        [place.middle] * len(of.films),
        (of.films["end"] - of.films["start"]) / _MINUTE_MS,
        (place.high - place.low) * 0.8,
        of.films["start"] / _MINUTE_MS,
        color=place.color,
        alpha=0.35,
        lw=0,
    )


@as_written()
def _draw(room: _Room, timed: pd.DataFrame, people: list[str], title: str) -> Figure:
    roles = timed.dropna(subset=["participantRole"]).drop_duplicates("participantId")
    role_of = dict(zip(roles["participantId"], roles["participantRole"], strict=True))
    lanes = room.lanes()
    states = _states(timed)
    begin = min(0.0, float(timed["onset"].min()))
    end = max(float(timed["onset"].max()), *(stop for _, _, stop in states), begin + 1.0)
    height = max(1.0, 0.32 * sum(one.height for one in lanes))
    drawn = figure(_WIDTH, 1.4 + height * len(people))
    panels: Any = drawn.subplots(
        len(people) + 1,
        1,
        sharex=True,
        squeeze=False,
        gridspec_kw={"height_ratios": [0.38, *[height] * len(people)]},
    )[:, 0]
    _draw_states(panels[0], states, (end - begin) / _MINUTE_MS)
    for number, (panel, person) in enumerate(zip(panels[1:], people, strict=True)):
        for shaded, (_, start, stop) in enumerate(states):
            if shaded % 2:
                panel.axvspan(start / _MINUTE_MS, stop / _MINUTE_MS, color=FAINT, lw=0, alpha=0.6)
        _draw_person(panel, room.of(person), lanes, COLORS[number % len(COLORS)])
        role = role_of.get(person)
        name = f"{name_of(person)} ({role})" if role else name_of(person)
        panel.set_title(name, loc="left", fontsize=9, color=INK)
    beside = 0.005 * (end - begin)  # what happens first and last is not cut in half
    panels[-1].set_xlim((begin - beside) / _MINUTE_MS, (end + beside) / _MINUTE_MS)
    panels[-1].set_xlabel("minutes since the first state of the room", fontsize=9, color=INK)
    drawn.suptitle(  # pyright: ignore[reportUnknownMemberType]
        title, x=0.01, ha="left", fontsize=11, color=INK
    )
    return drawn


def _states(events: pd.DataFrame) -> list[tuple[str, float, float]]:
    """Give name, begin and end of each state, as the first person to be in it saw it."""
    inside = events.dropna(subset=["stateId"])
    entered = inside[inside["eventType"] == "state.enter"]
    if entered.empty:
        entered = inside
    first = entered.sort_values("onset").drop_duplicates("stateId")
    if first.empty:
        return []
    names = first["stateName"].fillna(first["stateId"])
    starts = [float(onset) for onset in first["onset"]]
    ends = [*starts[1:], float(events["onset"].max())]
    return list(zip(map(str, names), starts, ends, strict=True))


def _draw_states(panel: Any, states: list[tuple[str, float, float]], minutes: float) -> None:
    bare(panel)
    panel.set_yticks([])
    panel.set_ylim(0, 1)
    panel.tick_params(bottom=False)
    for number, (name, start, stop) in enumerate(states):
        left, width = start / _MINUTE_MS, (stop - start) / _MINUTE_MS
        shade = FAINT if number % 2 else "#f6f6f6"
        (box,) = panel.barh(0.5, width, 0.9, left, color=shade, edgecolor="#d0d0d0")
        shown = _fitting(name, width / minutes * _POINTS_ACROSS)
        words = {"ha": "center", "va": "center", "fontsize": _SMALL, "color": INK}
        panel.text(left + width / 2, 0.5, shown, **words).set_clip_path(box)


def _fitting(name: str, points: float) -> str:
    """Shorten a name until it fits; nothing if less than three letters would be left."""
    from matplotlib.textpath import TextPath

    shown = name
    while shown:
        drawn: Any = TextPath((0, 0), shown, size=_SMALL)
        if drawn.get_extents().width <= points:
            break
        shown = shown.rstrip("…")[:-1].rstrip() + "…" if len(shown) > 4 else ""
    return shown


def _draw_person(panel: Any, of: _Room, lanes: list[_Lane], color: str) -> None:
    bare(panel, "bottom")
    top = sum(one.height for one in lanes)
    panel.set_ylim(0, max(top, 0.1))
    middles: list[float] = []
    for lane in lanes:
        bottom = top - lane.height
        place = _Place(bottom + 0.12, top - 0.12, color)
        lane.draw(panel, of, place)
        middles.append(place.middle)
        top = bottom
    panel.set_yticks(middles, [one.name for one in lanes])
    panel.tick_params(axis="y", length=0, labelcolor=QUIET)


def _draw_slider(panel: Any, of: _Room, place: _Place, *, least: float, most: float) -> None:
    mine = of.slider.dropna(subset=["onset"]).sort_values("onset")
    if mine.empty:
        return
    # A line across a pause would show ratings that nobody gave.
    pause = mine["onset"].diff() > _LONGEST_STEP_MS
    share = ((mine["value"] - least) / ((most - least) or 1.0)).mask(pause)
    height = place.low + share * (place.high - place.low)
    panel.plot(mine["onset"] / _MINUTE_MS, height, color=place.color, lw=1)


def _draw_ratings(panel: Any, of: _Room, place: _Place) -> None:
    onsets = of.ratings["onset"].dropna() / _MINUTE_MS
    panel.plot(onsets, [place.middle] * len(onsets), "D", ms=3.5, color=place.color)


def _draw_moments(panel: Any, of: _Room, place: _Place, *, name: str) -> None:
    panel.vlines(_moments(of, name) / _MINUTE_MS, place.low, place.high, color=INK, lw=0.8)


def _moments(of: _Room, name: str) -> pd.Series[float]:
    mine = of.events[of.events["category"].isin(_CATEGORIES[name])]
    return mine[~mine["eventType"].isin(_LEFT_OUT)]["onset"].dropna()


def _draw_recordings(panel: Any, of: _Room, place: _Place, *, kind: str) -> None:
    for ended, mine in of.recordings[of.recordings["kind"] == kind].groupby("ended"):
        panel.barh(
            [place.middle] * len(mine),
            (mine["end"] - mine["start"]) / _MINUTE_MS,
            (place.high - place.low) * 0.8,
            mine["start"] / _MINUTE_MS,
            color="#b9c7d1" if ended else "#e3e9ed",
            edgecolor="#8496a3",
            linestyle="-" if ended else ":",
            lw=0.6,
        )
