"""The data of experiments, rooms and participants, as frames.

Written by `nox -s regenerate` from spec/openapi.yaml and spec/surface.yaml: change those. The
types that follow `output` stand beside it, in the stub.
"""

from __future__ import annotations

from typing import Any

from ..lists.query import Query
from ..validation import Moment
from ..validation import choice as check_choice


class DataMethods:
    """The data of experiments, rooms and participants, as frames."""

    def _frame(self, query: Query, output: str, progress: bool) -> Any:
        raise NotImplementedError

    def get_events(
        self,
        scope_id: str,
        *,
        scope: str = "experiment",
        room_id: str | None = None,
        deployment_id: str | None = None,
        start_time: Moment | None = None,
        end_time: Moment | None = None,
        category: str | None = None,
        sort: str | None = None,
        order: str | None = None,
        limit: int | None = None,
        offset: int = 0,
        output: str = "pandas",
        progress: bool = True,
    ) -> Any:
        """Events, everything that participants and the experiment did.

        Everything that participants did and that happened to them: answers, state changes,
        media, messages.

        The key needs the scope `read:events`. The route is documented.

        Parameters
        ----------
        scope_id : str
            The id of the experiment, room or participant.
        scope : {"experiment", "room", "participant"}, optional
            Whether `scope_id` names an experiment, a room or a participant.
        room_id : str, optional
            Keep rows of this room. Needed with scope `participant`, because a participant
            can have been in several rooms; what a server answers there without it is not
            documented (400 `INVALID_PARAMETER` is likely).
        deployment_id : str, optional
            Keep rows of this deployment; meant for scope `experiment`. Rooms and events
            from before April 2026 may lack a deployment.
        start_time : str, date, datetime or pandas.Timestamp, optional
            Keep rows at or after this moment, ISO 8601.
        end_time : str, date, datetime or pandas.Timestamp, optional
            Keep rows at or before this moment, ISO 8601. A day without a time of day is
            included as a whole, in UTC.
        category : str, optional
            Keep events of this one category. An unknown word gives an empty list. Known:
            `component`, `state`, `media`, `communication`, `sync`, `system`,
            `pre_experiment`, `post_experiment`, `questionnaire`, `experiment`,
            `sparse_rating`, `scanner`, `continuous_rating`, `recording`.
        sort : str, optional
            Field to sort by; `timestamp` and `onset` are the documented ones.
        order : {"asc", "desc"}, optional
            Ascending or descending.
        limit : int or None, optional
            How many rows at most; None for all. Small pages of the server are followed.
        offset : int, optional
            How many rows to skip.
        output : {"pandas", "polars", "arrow", "dict"}, optional
            Kind of the result: `"pandas"`, `"polars"`, `"arrow"`, or `"dict"` for the rows
            exactly as the server sent them.
        progress : bool, optional
            Show a bar while several pages are read, where somebody watches.

        Returns
        -------
        pandas.DataFrame, polars.DataFrame, pyarrow.Table or Rows
            One row for each record, with the columns of
            `describe("events")` even when there are no rows.
            `fetch_report(result)` tells whether everything came.

        Raises
        ------
        InputError
            If a value is not allowed; no request is made.
        HyperStudyError
            If the server refuses or cannot be reached; its subclasses say why.
        """
        return self._frame(
            Query(
                "get_events",
                "events",
                {
                    "scope_id": scope_id,
                    "scope": scope,
                    "room_id": room_id,
                    "deployment_id": deployment_id,
                    "start_time": start_time,
                    "end_time": end_time,
                    "category": category,
                    "sort": sort,
                    "order": order,
                },
                limit=limit,
                offset=offset,
            ),
            output,
            progress,
        )

    def get_recordings(
        self,
        scope_id: str,
        *,
        scope: str = "experiment",
        room_id: str | None = None,
        deployment_id: str | None = None,
        start_time: Moment | None = None,
        end_time: Moment | None = None,
        sort: str | None = None,
        order: str | None = None,
        limit: int | None = None,
        offset: int = 0,
        output: str = "pandas",
        progress: bool = True,
    ) -> Any:
        """Recordings, one row for each video or audio file.

        Video and audio recordings, one row for each file. To have the files, see
        `download_recordings`.

        The key needs the scope `read:recordings`. The route is documented.

        Parameters
        ----------
        scope_id : str
            The id of the experiment, room or participant.
        scope : {"experiment", "room", "participant"}, optional
            Whether `scope_id` names an experiment, a room or a participant.
        room_id : str, optional
            Keep rows of this room. Needed with scope `participant`, because a participant
            can have been in several rooms; what a server answers there without it is not
            documented (400 `INVALID_PARAMETER` is likely).
        deployment_id : str, optional
            Keep rows of this deployment; meant for scope `experiment`. Rooms and events
            from before April 2026 may lack a deployment.
        start_time : str, date, datetime or pandas.Timestamp, optional
            Keep rows at or after this moment, ISO 8601. Documented for timed data in
            general, not confirmed for this route: see in `metadata.query` whether it was
            applied. (Inferred.)
        end_time : str, date, datetime or pandas.Timestamp, optional
            Keep rows at or before this moment, ISO 8601. Documented for timed data in
            general, not confirmed for this route: see in `metadata.query` whether it was
            applied. A day without a time of day is included as a whole, in UTC. (Inferred.)
        sort : str, optional
            Field to sort by.
        order : {"asc", "desc"}, optional
            Ascending or descending.
        limit : int or None, optional
            How many rows at most; None for all. Small pages of the server are followed.
        offset : int, optional
            How many rows to skip.
        output : {"pandas", "polars", "arrow", "dict"}, optional
            Kind of the result: `"pandas"`, `"polars"`, `"arrow"`, or `"dict"` for the rows
            exactly as the server sent them.
        progress : bool, optional
            Show a bar while several pages are read, where somebody watches.

        Returns
        -------
        pandas.DataFrame, polars.DataFrame, pyarrow.Table or Rows
            One row for each record, with the columns of
            `describe("recordings")` even when there are no rows.
            `fetch_report(result)` tells whether everything came.

        Raises
        ------
        InputError
            If a value is not allowed; no request is made.
        HyperStudyError
            If the server refuses or cannot be reached; its subclasses say why.
        """
        return self._frame(
            Query(
                "get_recordings",
                "recordings",
                {
                    "scope_id": scope_id,
                    "scope": scope,
                    "room_id": room_id,
                    "deployment_id": deployment_id,
                    "start_time": start_time,
                    "end_time": end_time,
                    "sort": sort,
                    "order": order,
                },
                limit=limit,
                offset=offset,
            ),
            output,
            progress,
        )

    def get_chat(
        self,
        scope_id: str,
        *,
        scope: str = "experiment",
        room_id: str | None = None,
        deployment_id: str | None = None,
        start_time: Moment | None = None,
        end_time: Moment | None = None,
        sort: str | None = None,
        order: str | None = None,
        limit: int | None = None,
        offset: int = 0,
        output: str = "pandas",
        progress: bool = True,
    ) -> Any:
        """Text chat messages.

        Text messages that participants sent each other.

        The key needs the scope `read:chat`. The route is documented.

        Parameters
        ----------
        scope_id : str
            The id of the experiment, room or participant.
        scope : {"experiment", "room", "participant"}, optional
            Whether `scope_id` names an experiment, a room or a participant.
        room_id : str, optional
            Keep rows of this room. Needed with scope `participant`, because a participant
            can have been in several rooms; what a server answers there without it is not
            documented (400 `INVALID_PARAMETER` is likely).
        deployment_id : str, optional
            Keep rows of this deployment; meant for scope `experiment`. Rooms and events
            from before April 2026 may lack a deployment.
        start_time : str, date, datetime or pandas.Timestamp, optional
            Keep rows at or after this moment, ISO 8601.
        end_time : str, date, datetime or pandas.Timestamp, optional
            Keep rows at or before this moment, ISO 8601. A day without a time of day is
            included as a whole, in UTC.
        sort : str, optional
            Field to sort by; `timestamp` and `onset` are the documented ones.
        order : {"asc", "desc"}, optional
            Ascending or descending.
        limit : int or None, optional
            How many rows at most; None for all. Small pages of the server are followed.
        offset : int, optional
            How many rows to skip.
        output : {"pandas", "polars", "arrow", "dict"}, optional
            Kind of the result: `"pandas"`, `"polars"`, `"arrow"`, or `"dict"` for the rows
            exactly as the server sent them.
        progress : bool, optional
            Show a bar while several pages are read, where somebody watches.

        Returns
        -------
        pandas.DataFrame, polars.DataFrame, pyarrow.Table or Rows
            One row for each record, with the columns of
            `describe("chat")` even when there are no rows.
            `fetch_report(result)` tells whether everything came.

        Raises
        ------
        InputError
            If a value is not allowed; no request is made.
        HyperStudyError
            If the server refuses or cannot be reached; its subclasses say why.
        """
        return self._frame(
            Query(
                "get_chat",
                "chat",
                {
                    "scope_id": scope_id,
                    "scope": scope,
                    "room_id": room_id,
                    "deployment_id": deployment_id,
                    "start_time": start_time,
                    "end_time": end_time,
                    "sort": sort,
                    "order": order,
                },
                limit=limit,
                offset=offset,
            ),
            output,
            progress,
        )

    def get_videochat(
        self,
        scope_id: str,
        *,
        scope: str = "experiment",
        room_id: str | None = None,
        deployment_id: str | None = None,
        start_time: Moment | None = None,
        end_time: Moment | None = None,
        sort: str | None = None,
        order: str | None = None,
        limit: int | None = None,
        offset: int = 0,
        output: str = "pandas",
        progress: bool = True,
    ) -> Any:
        """Video chat connections.

        Who joined and left the video call, which tracks were sent, and how good the line was.

        The key needs the scope `read:videochat`. The route is documented.

        Parameters
        ----------
        scope_id : str
            The id of the experiment, room or participant.
        scope : {"experiment", "room", "participant"}, optional
            Whether `scope_id` names an experiment, a room or a participant.
        room_id : str, optional
            Keep rows of this room. Needed with scope `participant`, because a participant
            can have been in several rooms; what a server answers there without it is not
            documented (400 `INVALID_PARAMETER` is likely).
        deployment_id : str, optional
            Keep rows of this deployment; meant for scope `experiment`. Rooms and events
            from before April 2026 may lack a deployment.
        start_time : str, date, datetime or pandas.Timestamp, optional
            Keep rows at or after this moment, ISO 8601.
        end_time : str, date, datetime or pandas.Timestamp, optional
            Keep rows at or before this moment, ISO 8601. A day without a time of day is
            included as a whole, in UTC.
        sort : str, optional
            Field to sort by; `timestamp` and `onset` are the documented ones.
        order : {"asc", "desc"}, optional
            Ascending or descending.
        limit : int or None, optional
            How many rows at most; None for all. Small pages of the server are followed.
        offset : int, optional
            How many rows to skip.
        output : {"pandas", "polars", "arrow", "dict"}, optional
            Kind of the result: `"pandas"`, `"polars"`, `"arrow"`, or `"dict"` for the rows
            exactly as the server sent them.
        progress : bool, optional
            Show a bar while several pages are read, where somebody watches.

        Returns
        -------
        pandas.DataFrame, polars.DataFrame, pyarrow.Table or Rows
            One row for each record, with the columns of
            `describe("videochat")` even when there are no rows.
            `fetch_report(result)` tells whether everything came.

        Raises
        ------
        InputError
            If a value is not allowed; no request is made.
        HyperStudyError
            If the server refuses or cannot be reached; its subclasses say why.
        """
        return self._frame(
            Query(
                "get_videochat",
                "videochat",
                {
                    "scope_id": scope_id,
                    "scope": scope,
                    "room_id": room_id,
                    "deployment_id": deployment_id,
                    "start_time": start_time,
                    "end_time": end_time,
                    "sort": sort,
                    "order": order,
                },
                limit=limit,
                offset=offset,
            ),
            output,
            progress,
        )

    def get_sync(
        self,
        scope_id: str,
        *,
        scope: str = "experiment",
        room_id: str | None = None,
        deployment_id: str | None = None,
        start_time: Moment | None = None,
        end_time: Moment | None = None,
        aggregation_window: int | None = None,
        sort: str | None = None,
        order: str | None = None,
        limit: int | None = None,
        offset: int = 0,
        output: str = "pandas",
        progress: bool = True,
    ) -> Any:
        """How well a shared video ran in step.

        How well the shared video ran in step. Only experiments with several participants and a
        shared video have rows.

        The key needs the scope `read:sync`. The route is documented.

        Parameters
        ----------
        scope_id : str
            The id of the experiment, room or participant.
        scope : {"experiment", "room", "participant"}, optional
            Whether `scope_id` names an experiment, a room or a participant.
        room_id : str, optional
            Keep rows of this room. Needed with scope `participant`, because a participant
            can have been in several rooms; what a server answers there without it is not
            documented (400 `INVALID_PARAMETER` is likely).
        deployment_id : str, optional
            Keep rows of this deployment; meant for scope `experiment`. Rooms and events
            from before April 2026 may lack a deployment.
        start_time : str, date, datetime or pandas.Timestamp, optional
            Keep rows at or after this moment, ISO 8601.
        end_time : str, date, datetime or pandas.Timestamp, optional
            Keep rows at or before this moment, ISO 8601. A day without a time of day is
            included as a whole, in UTC.
        aggregation_window : int, optional
            Summarise the rows over windows of this many milliseconds. The form of a
            summarised row is not published.
        sort : str, optional
            Field to sort by; `timestamp` and `onset` are the documented ones.
        order : {"asc", "desc"}, optional
            Ascending or descending.
        limit : int or None, optional
            How many rows at most; None for all. Small pages of the server are followed.
        offset : int, optional
            How many rows to skip.
        output : {"pandas", "polars", "arrow", "dict"}, optional
            Kind of the result: `"pandas"`, `"polars"`, `"arrow"`, or `"dict"` for the rows
            exactly as the server sent them.
        progress : bool, optional
            Show a bar while several pages are read, where somebody watches.

        Returns
        -------
        pandas.DataFrame, polars.DataFrame, pyarrow.Table or Rows
            One row for each record, with the columns of
            `describe("sync")` even when there are no rows.
            `fetch_report(result)` tells whether everything came.

        Raises
        ------
        InputError
            If a value is not allowed; no request is made.
        HyperStudyError
            If the server refuses or cannot be reached; its subclasses say why.
        """
        return self._frame(
            Query(
                "get_sync",
                "sync",
                {
                    "scope_id": scope_id,
                    "scope": scope,
                    "room_id": room_id,
                    "deployment_id": deployment_id,
                    "start_time": start_time,
                    "end_time": end_time,
                    "aggregation_window": aggregation_window,
                    "sort": sort,
                    "order": order,
                },
                limit=limit,
                offset=offset,
            ),
            output,
            progress,
        )

    def get_ratings(
        self,
        scope_id: str,
        *,
        kind: str = "continuous",
        scope: str = "experiment",
        room_id: str | None = None,
        deployment_id: str | None = None,
        start_time: Moment | None = None,
        end_time: Moment | None = None,
        sort: str | None = None,
        order: str | None = None,
        limit: int | None = None,
        offset: int = 0,
        output: str = "pandas",
        progress: bool = True,
    ) -> Any:
        """Ratings.

        Ratings: `continuous` ones, sampled several times a second, or `sparse` ones, which are
        single answers (VAS, Likert and others) and ratings given while a video pauses.

        The key needs the scope `read:ratings`. The route is documented.

        Parameters
        ----------
        scope_id : str
            The id of the experiment, room or participant.
        kind : {"continuous", "sparse"}
            Which of these.
        scope : {"experiment", "room", "participant"}, optional
            Whether `scope_id` names an experiment, a room or a participant.
        room_id : str, optional
            Keep rows of this room. Needed with scope `participant`, because a participant
            can have been in several rooms; what a server answers there without it is not
            documented (400 `INVALID_PARAMETER` is likely).
        deployment_id : str, optional
            Keep rows of this deployment; meant for scope `experiment`. Rooms and events
            from before April 2026 may lack a deployment.
        start_time : str, date, datetime or pandas.Timestamp, optional
            Keep rows at or after this moment, ISO 8601.
        end_time : str, date, datetime or pandas.Timestamp, optional
            Keep rows at or before this moment, ISO 8601. A day without a time of day is
            included as a whole, in UTC.
        sort : str, optional
            Field to sort by; `timestamp` and `onset` are the documented ones.
        order : {"asc", "desc"}, optional
            Ascending or descending.
        limit : int or None, optional
            How many rows at most; None for all. Small pages of the server are followed.
        offset : int, optional
            How many rows to skip.
        output : {"pandas", "polars", "arrow", "dict"}, optional
            Kind of the result: `"pandas"`, `"polars"`, `"arrow"`, or `"dict"` for the rows
            exactly as the server sent them.
        progress : bool, optional
            Show a bar while several pages are read, where somebody watches.

        Returns
        -------
        pandas.DataFrame, polars.DataFrame, pyarrow.Table or Rows
            One row for each record, with the columns of
            `describe("ratings_continuous")` even when there are no rows.
            `fetch_report(result)` tells whether everything came.

        Raises
        ------
        InputError
            If a value is not allowed; no request is made.
        HyperStudyError
            If the server refuses or cannot be reached; its subclasses say why.
        """
        kind = check_choice("kind", kind, ("continuous", "sparse"))
        return self._frame(
            Query(
                f"get_{kind}_ratings",
                f"ratings_{kind}",
                {
                    "scope_id": scope_id,
                    "scope": scope,
                    "room_id": room_id,
                    "deployment_id": deployment_id,
                    "start_time": start_time,
                    "end_time": end_time,
                    "sort": sort,
                    "order": order,
                },
                limit=limit,
                offset=offset,
            ),
            output,
            progress,
        )

    def get_eyetracking(
        self,
        scope_id: str,
        *,
        scope: str = "experiment",
        room_id: str | None = None,
        deployment_id: str | None = None,
        start_time: Moment | None = None,
        end_time: Moment | None = None,
        sort: str | None = None,
        order: str | None = None,
        limit: int | None = None,
        offset: int = 0,
        output: str = "pandas",
        progress: bool = True,
    ) -> Any:
        """Gaze samples.

        Gaze samples, up to some hundred a second for each participant. Large.

        The key needs the scope `read:events`. The route is observed.

        Parameters
        ----------
        scope_id : str
            The id of the experiment, room or participant.
        scope : {"experiment", "room", "participant"}, optional
            Whether `scope_id` names an experiment, a room or a participant.
        room_id : str, optional
            Keep rows of this room. Needed with scope `participant`, because a participant
            can have been in several rooms; what a server answers there without it is not
            documented (400 `INVALID_PARAMETER` is likely).
        deployment_id : str, optional
            Keep rows of this deployment; meant for scope `experiment`. Rooms and events
            from before April 2026 may lack a deployment.
        start_time : str, date, datetime or pandas.Timestamp, optional
            Keep rows at or after this moment, ISO 8601. Documented for timed data in
            general, not confirmed for this route: see in `metadata.query` whether it was
            applied. (Inferred.)
        end_time : str, date, datetime or pandas.Timestamp, optional
            Keep rows at or before this moment, ISO 8601. Documented for timed data in
            general, not confirmed for this route: see in `metadata.query` whether it was
            applied. A day without a time of day is included as a whole, in UTC. (Inferred.)
        sort : str, optional
            Field to sort by; `timestamp` and `onset` are the documented ones.
        order : {"asc", "desc"}, optional
            Ascending or descending.
        limit : int or None, optional
            How many rows at most; None for all. Small pages of the server are followed.
        offset : int, optional
            How many rows to skip.
        output : {"pandas", "polars", "arrow", "dict"}, optional
            Kind of the result: `"pandas"`, `"polars"`, `"arrow"`, or `"dict"` for the rows
            exactly as the server sent them.
        progress : bool, optional
            Show a bar while several pages are read, where somebody watches.

        Returns
        -------
        pandas.DataFrame, polars.DataFrame, pyarrow.Table or Rows
            One row for each record, with the columns of
            `describe("eyetracking")` even when there are no rows.
            `fetch_report(result)` tells whether everything came.

        Raises
        ------
        InputError
            If a value is not allowed; no request is made.
        HyperStudyError
            If the server refuses or cannot be reached; its subclasses say why.
        """
        return self._frame(
            Query(
                "get_eyetracking",
                "eyetracking",
                {
                    "scope_id": scope_id,
                    "scope": scope,
                    "room_id": room_id,
                    "deployment_id": deployment_id,
                    "start_time": start_time,
                    "end_time": end_time,
                    "sort": sort,
                    "order": order,
                },
                limit=limit,
                offset=offset,
            ),
            output,
            progress,
        )

    def get_components(
        self,
        scope_id: str,
        *,
        scope: str = "experiment",
        room_id: str | None = None,
        deployment_id: str | None = None,
        component_type: str | None = None,
        completed: bool | None = None,
        state_id: str | None = None,
        start_time: Moment | None = None,
        end_time: Moment | None = None,
        sort: str | None = None,
        order: str | None = None,
        limit: int | None = None,
        offset: int = 0,
        output: str = "pandas",
        progress: bool = True,
    ) -> Any:
        """Components as they were shown, with the answers.

        What each component showed and what was answered.

        The key needs the scope `read:components`. The route is documented.

        Parameters
        ----------
        scope_id : str
            The id of the experiment, room or participant.
        scope : {"experiment", "room", "participant"}, optional
            Whether `scope_id` names an experiment, a room or a participant.
        room_id : str, optional
            Keep rows of this room. Needed with scope `participant`, because a participant
            can have been in several rooms; what a server answers there without it is not
            documented (400 `INVALID_PARAMETER` is likely).
        deployment_id : str, optional
            Keep rows of this deployment; meant for scope `experiment`. Rooms and events
            from before April 2026 may lack a deployment.
        component_type : str, optional
            Keep components of this type. Spelled as displayed, such as `ShowVideo` or
            `TextInput`.
        completed : bool, optional
            Keep only the completed (true) or only the uncompleted (false) components.
        state_id : str, optional
            Keep components of this experiment state.
        start_time : str, date, datetime or pandas.Timestamp, optional
            Keep rows at or after this moment, ISO 8601. Documented for timed data in
            general, not confirmed for this route: see in `metadata.query` whether it was
            applied. (Inferred.)
        end_time : str, date, datetime or pandas.Timestamp, optional
            Keep rows at or before this moment, ISO 8601. Documented for timed data in
            general, not confirmed for this route: see in `metadata.query` whether it was
            applied. A day without a time of day is included as a whole, in UTC. (Inferred.)
        sort : str, optional
            Field to sort by; `timestamp` and `onset` are the documented ones.
        order : {"asc", "desc"}, optional
            Ascending or descending.
        limit : int or None, optional
            How many rows at most; None for all. Small pages of the server are followed.
        offset : int, optional
            How many rows to skip.
        output : {"pandas", "polars", "arrow", "dict"}, optional
            Kind of the result: `"pandas"`, `"polars"`, `"arrow"`, or `"dict"` for the rows
            exactly as the server sent them.
        progress : bool, optional
            Show a bar while several pages are read, where somebody watches.

        Returns
        -------
        pandas.DataFrame, polars.DataFrame, pyarrow.Table or Rows
            One row for each record, with the columns of
            `describe("components")` even when there are no rows.
            `fetch_report(result)` tells whether everything came.

        Raises
        ------
        InputError
            If a value is not allowed; no request is made.
        HyperStudyError
            If the server refuses or cannot be reached; its subclasses say why.
        """
        return self._frame(
            Query(
                "get_components",
                "components",
                {
                    "scope_id": scope_id,
                    "scope": scope,
                    "room_id": room_id,
                    "deployment_id": deployment_id,
                    "component_type": component_type,
                    "completed": completed,
                    "state_id": state_id,
                    "start_time": start_time,
                    "end_time": end_time,
                    "sort": sort,
                    "order": order,
                },
                limit=limit,
                offset=offset,
            ),
            output,
            progress,
        )

    def get_participants(
        self,
        scope_id: str,
        *,
        scope: str = "experiment",
        room_id: str | None = None,
        deployment_id: str | None = None,
        completion_code: str | None = None,
        sort: str | None = None,
        order: str | None = None,
        limit: int | None = None,
        offset: int = 0,
        output: str = "pandas",
        progress: bool = True,
    ) -> Any:
        """Participants, their role, status and outcome.

        Who took part, in which role, and how it ended.

        The key needs the scope `read:events` or `read:participants`. The route is documented.

        Parameters
        ----------
        scope_id : str
            The id of the experiment, room or participant.
        scope : {"experiment", "room"}, optional
            Whether `scope_id` names an experiment or a room.
        room_id : str, optional
            Keep rows of this room. Needed with scope `participant`, because a participant
            can have been in several rooms; what a server answers there without it is not
            documented (400 `INVALID_PARAMETER` is likely).
        deployment_id : str, optional
            Keep rows of this deployment; meant for scope `experiment`. Rooms and events
            from before April 2026 may lack a deployment.
        completion_code : str, optional
            Keep participants with this outcome. The documented filter words lack
            `NO_CONSENT` and `DISCONNECT_TIMEOUT`, which other pages use for stored
            outcomes. Known: `SUCCESS`, `TIMEOUT`, `TECHNICAL`, `NOCONSENT`, `NO_CONSENT`,
            `ABANDONED`, `DISCONNECT_TIMEOUT`, `IN_PROGRESS`, `COMPLETED_NO_CODE`.
        sort : str, optional
            Field to sort by. The default is not documented. Known: `joinedAt`,
            `completedAt`, `id`, `email`, `role`, `status`, `completion_code`.
        order : {"asc", "desc"}, optional
            Ascending or descending.
        limit : int or None, optional
            How many rows at most; None for all. Small pages of the server are followed.
        offset : int, optional
            How many rows to skip.
        output : {"pandas", "polars", "arrow", "dict"}, optional
            Kind of the result: `"pandas"`, `"polars"`, `"arrow"`, or `"dict"` for the rows
            exactly as the server sent them.
        progress : bool, optional
            Show a bar while several pages are read, where somebody watches.

        Returns
        -------
        pandas.DataFrame, polars.DataFrame, pyarrow.Table or Rows
            One row for each record, with the columns of
            `describe("participants")` even when there are no rows.
            `fetch_report(result)` tells whether everything came.

        Raises
        ------
        InputError
            If a value is not allowed; no request is made.
        HyperStudyError
            If the server refuses or cannot be reached; its subclasses say why.
        """
        return self._frame(
            Query(
                "get_participants",
                "participants",
                {
                    "scope_id": scope_id,
                    "scope": scope,
                    "room_id": room_id,
                    "deployment_id": deployment_id,
                    "completion_code": completion_code,
                    "sort": sort,
                    "order": order,
                },
                limit=limit,
                offset=offset,
            ),
            output,
            progress,
        )

    def get_rooms(
        self,
        scope_id: str,
        *,
        scope: str = "experiment",
        deployment_id: str | None = None,
        sort: str | None = None,
        order: str | None = None,
        limit: int | None = None,
        offset: int = 0,
        output: str = "pandas",
        progress: bool = True,
    ) -> Any:
        """The rooms of an experiment, each one run by one group of participants.

        The key needs the scope `read:events`. The route is documented.

        Parameters
        ----------
        scope_id : str
            Id of what is asked for (`experimentId`).
        scope : {"experiment"}
            What the id names.
        deployment_id : str, optional
            Keep rows of this deployment; meant for scope `experiment`. Rooms and events
            from before April 2026 may lack a deployment.
        sort : str, optional
            Field to sort by. The default is not documented.
        order : {"asc", "desc"}, optional
            Ascending or descending.
        limit : int or None, optional
            How many rows at most; None for all. Small pages of the server are followed.
        offset : int, optional
            How many rows to skip.
        output : {"pandas", "polars", "arrow", "dict"}, optional
            Kind of the result: `"pandas"`, `"polars"`, `"arrow"`, or `"dict"` for the rows
            exactly as the server sent them.
        progress : bool, optional
            Show a bar while several pages are read, where somebody watches.

        Returns
        -------
        pandas.DataFrame, polars.DataFrame, pyarrow.Table or Rows
            One row for each record, with the columns of
            `describe("rooms")` even when there are no rows.
            `fetch_report(result)` tells whether everything came.

        Raises
        ------
        InputError
            If a value is not allowed; no request is made.
        HyperStudyError
            If the server refuses or cannot be reached; its subclasses say why.
        """
        scope = check_choice("scope", scope, ("experiment",))
        return self._frame(
            Query(
                "get_rooms",
                "rooms",
                {
                    "experiment_id": scope_id,
                    "deployment_id": deployment_id,
                    "sort": sort,
                    "order": order,
                },
                limit=limit,
                offset=offset,
            ),
            output,
            progress,
        )

    def get_questionnaire(
        self,
        scope_id: str,
        *,
        scope: str = "experiment",
        room_id: str | None = None,
        deployment_id: str | None = None,
        start_time: Moment | None = None,
        end_time: Moment | None = None,
        sort: str | None = None,
        order: str | None = None,
        limit: int | None = None,
        offset: int = 0,
        output: str = "pandas",
        progress: bool = True,
    ) -> Any:
        """Answers to the questionnaire after the experiment.

        Answers to the questionnaire after the experiment. Servers file them under one of two
        categories; both are asked for and merged.

        The key needs the scope `read:events`. The route is documented.

        Parameters
        ----------
        scope_id : str
            The id of the experiment, room or participant.
        scope : {"experiment", "room", "participant"}, optional
            Whether `scope_id` names an experiment, a room or a participant.
        room_id : str, optional
            Keep rows of this room. Needed with scope `participant`, because a participant
            can have been in several rooms; what a server answers there without it is not
            documented (400 `INVALID_PARAMETER` is likely).
        deployment_id : str, optional
            Keep rows of this deployment; meant for scope `experiment`. Rooms and events
            from before April 2026 may lack a deployment.
        start_time : str, date, datetime or pandas.Timestamp, optional
            Keep rows at or after this moment, ISO 8601.
        end_time : str, date, datetime or pandas.Timestamp, optional
            Keep rows at or before this moment, ISO 8601. A day without a time of day is
            included as a whole, in UTC.
        sort : str, optional
            Field to sort by; `timestamp` and `onset` are the documented ones.
        order : {"asc", "desc"}, optional
            Ascending or descending.
        limit : int or None, optional
            How many rows at most; None for all. Small pages of the server are followed.
        offset : int, optional
            How many rows to skip.
        output : {"pandas", "polars", "arrow", "dict"}, optional
            Kind of the result: `"pandas"`, `"polars"`, `"arrow"`, or `"dict"` for the rows
            exactly as the server sent them.
        progress : bool, optional
            Show a bar while several pages are read, where somebody watches.

        Returns
        -------
        pandas.DataFrame, polars.DataFrame, pyarrow.Table or Rows
            One row for each record, with the columns of
            `describe("events")` even when there are no rows.
            `fetch_report(result)` tells whether everything came.

        Raises
        ------
        InputError
            If a value is not allowed; no request is made.
        HyperStudyError
            If the server refuses or cannot be reached; its subclasses say why.
        """
        return self._frame(
            Query(
                "get_events",
                "events",
                {
                    "scope_id": scope_id,
                    "scope": scope,
                    "room_id": room_id,
                    "deployment_id": deployment_id,
                    "start_time": start_time,
                    "end_time": end_time,
                    "sort": sort,
                    "order": order,
                },
                limit=limit,
                offset=offset,
                fixed=({"category": "questionnaire"}, {"category": "post_experiment"}),
                thing="questionnaire",
            ),
            output,
            progress,
        )

    def get_instructions(
        self,
        scope_id: str,
        *,
        scope: str = "experiment",
        room_id: str | None = None,
        deployment_id: str | None = None,
        start_time: Moment | None = None,
        end_time: Moment | None = None,
        sort: str | None = None,
        order: str | None = None,
        limit: int | None = None,
        offset: int = 0,
        output: str = "pandas",
        progress: bool = True,
    ) -> Any:
        """How participants went through the instructions and the comprehension checks.

        The key needs the scope `read:events`. The route is documented.

        Parameters
        ----------
        scope_id : str
            The id of the experiment, room or participant.
        scope : {"experiment", "room", "participant"}, optional
            Whether `scope_id` names an experiment, a room or a participant.
        room_id : str, optional
            Keep rows of this room. Needed with scope `participant`, because a participant
            can have been in several rooms; what a server answers there without it is not
            documented (400 `INVALID_PARAMETER` is likely).
        deployment_id : str, optional
            Keep rows of this deployment; meant for scope `experiment`. Rooms and events
            from before April 2026 may lack a deployment.
        start_time : str, date, datetime or pandas.Timestamp, optional
            Keep rows at or after this moment, ISO 8601.
        end_time : str, date, datetime or pandas.Timestamp, optional
            Keep rows at or before this moment, ISO 8601. A day without a time of day is
            included as a whole, in UTC.
        sort : str, optional
            Field to sort by; `timestamp` and `onset` are the documented ones.
        order : {"asc", "desc"}, optional
            Ascending or descending.
        limit : int or None, optional
            How many rows at most; None for all. Small pages of the server are followed.
        offset : int, optional
            How many rows to skip.
        output : {"pandas", "polars", "arrow", "dict"}, optional
            Kind of the result: `"pandas"`, `"polars"`, `"arrow"`, or `"dict"` for the rows
            exactly as the server sent them.
        progress : bool, optional
            Show a bar while several pages are read, where somebody watches.

        Returns
        -------
        pandas.DataFrame, polars.DataFrame, pyarrow.Table or Rows
            One row for each record, with the columns of
            `describe("events")` even when there are no rows.
            `fetch_report(result)` tells whether everything came.

        Raises
        ------
        InputError
            If a value is not allowed; no request is made.
        HyperStudyError
            If the server refuses or cannot be reached; its subclasses say why.
        """
        return self._frame(
            Query(
                "get_events",
                "events",
                {
                    "scope_id": scope_id,
                    "scope": scope,
                    "room_id": room_id,
                    "deployment_id": deployment_id,
                    "start_time": start_time,
                    "end_time": end_time,
                    "sort": sort,
                    "order": order,
                },
                limit=limit,
                offset=offset,
                fixed=({"category": "pre_experiment"},),
                thing="instructions",
                starts_with={"eventType": "instructions."},
            ),
            output,
            progress,
        )

    def get_consent(
        self,
        scope_id: str,
        *,
        scope: str = "experiment",
        room_id: str | None = None,
        deployment_id: str | None = None,
        start_time: Moment | None = None,
        end_time: Moment | None = None,
        sort: str | None = None,
        order: str | None = None,
        limit: int | None = None,
        offset: int = 0,
        output: str = "pandas",
        progress: bool = True,
    ) -> Any:
        """When the consent form was shown, and whether it was accepted.

        The key needs the scope `read:events`. The route is documented.

        Parameters
        ----------
        scope_id : str
            The id of the experiment, room or participant.
        scope : {"experiment", "room", "participant"}, optional
            Whether `scope_id` names an experiment, a room or a participant.
        room_id : str, optional
            Keep rows of this room. Needed with scope `participant`, because a participant
            can have been in several rooms; what a server answers there without it is not
            documented (400 `INVALID_PARAMETER` is likely).
        deployment_id : str, optional
            Keep rows of this deployment; meant for scope `experiment`. Rooms and events
            from before April 2026 may lack a deployment.
        start_time : str, date, datetime or pandas.Timestamp, optional
            Keep rows at or after this moment, ISO 8601.
        end_time : str, date, datetime or pandas.Timestamp, optional
            Keep rows at or before this moment, ISO 8601. A day without a time of day is
            included as a whole, in UTC.
        sort : str, optional
            Field to sort by; `timestamp` and `onset` are the documented ones.
        order : {"asc", "desc"}, optional
            Ascending or descending.
        limit : int or None, optional
            How many rows at most; None for all. Small pages of the server are followed.
        offset : int, optional
            How many rows to skip.
        output : {"pandas", "polars", "arrow", "dict"}, optional
            Kind of the result: `"pandas"`, `"polars"`, `"arrow"`, or `"dict"` for the rows
            exactly as the server sent them.
        progress : bool, optional
            Show a bar while several pages are read, where somebody watches.

        Returns
        -------
        pandas.DataFrame, polars.DataFrame, pyarrow.Table or Rows
            One row for each record, with the columns of
            `describe("events")` even when there are no rows.
            `fetch_report(result)` tells whether everything came.

        Raises
        ------
        InputError
            If a value is not allowed; no request is made.
        HyperStudyError
            If the server refuses or cannot be reached; its subclasses say why.
        """
        return self._frame(
            Query(
                "get_events",
                "events",
                {
                    "scope_id": scope_id,
                    "scope": scope,
                    "room_id": room_id,
                    "deployment_id": deployment_id,
                    "start_time": start_time,
                    "end_time": end_time,
                    "sort": sort,
                    "order": order,
                },
                limit=limit,
                offset=offset,
                fixed=({"category": "pre_experiment"},),
                thing="consent",
                starts_with={"eventType": "consent."},
            ),
            output,
            progress,
        )
