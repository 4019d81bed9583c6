"""Lists of experiments, deployments, personas and agent runs, as frames.

Written by `nox -s regenerate` from spec/openapi.yaml and spec/surface.yaml: change those. The
types that follow `output` stand beside it, in the stub.
"""

from __future__ import annotations

from typing import Any

from ..lists.query import Query
from ..validation import choice as check_choice


class ListMethods:
    """Lists of experiments, deployments, personas and agent runs, as frames."""

    def _frame(self, query: Query, output: str, progress: bool) -> Any:
        raise NotImplementedError

    def list_experiments(
        self,
        *,
        search: str | None = None,
        view: str | None = None,
        limit: int | None = None,
        offset: int = 0,
        output: str = "pandas",
        progress: bool = True,
    ) -> Any:
        """Experiments that the key can see.

        Experiments that the key's owner may see.

        The key needs the scope `read:experiments`. The route is documented.

        Parameters
        ----------
        search : str, optional
            Keep experiments whose name or description contains this text.
        view : {"summary"}, optional
            `summary` asks for a compact form of each row (id, name, counts, accessType,
            statesCount, visibility and a few more). Without it rows hold the whole
            definition.
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
            `describe("experiments")` even when there are no rows.
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
                "list_experiments",
                "experiments",
                {"search": search, "view": view},
                limit=limit,
                offset=offset,
            ),
            output,
            progress,
        )

    def list_shared_experiments(self, *, output: str = "pandas") -> Any:
        """Experiments shared by other organizations.

        Experiments that other organisations share with yours.

        The key needs the scope `read:experiments`. The route is documented.

        Parameters
        ----------
        output : {"pandas", "polars", "arrow", "dict"}, optional
            Kind of the result: `"pandas"`, `"polars"`, `"arrow"`, or `"dict"` for the rows
            exactly as the server sent them.

        Returns
        -------
        pandas.DataFrame, polars.DataFrame, pyarrow.Table or Rows
            One row for each record, with the columns of
            `describe("experiments")` even when there are no rows.
            `fetch_report(result)` tells whether everything came.

        Raises
        ------
        InputError
            If a value is not allowed; no request is made.
        HyperStudyError
            If the server refuses or cannot be reached; its subclasses say why.
        """
        return self._frame(Query("list_shared_experiments", "experiments", {}), output, False)

    def list_deployments(
        self, *, experiment_id: str | None = None, status: str | None = None, output: str = "pandas"
    ) -> Any:
        """Deployments of the key's owner.

        Your deployments, which are data collections of an experiment.

        The key needs the scope `read:experiments` or `read:deployments`. The route is observed.

        Parameters
        ----------
        experiment_id : str, optional
            Keep deployments of this experiment.
        status : {"active", "paused", "completed", "archived"}, optional
            Keep deployments with this status.
        output : {"pandas", "polars", "arrow", "dict"}, optional
            Kind of the result: `"pandas"`, `"polars"`, `"arrow"`, or `"dict"` for the rows
            exactly as the server sent them.

        Returns
        -------
        pandas.DataFrame, polars.DataFrame, pyarrow.Table or Rows
            One row for each record, with the columns of
            `describe("deployments")` even when there are no rows.
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
                "list_deployments",
                "deployments",
                {"experiment_id": experiment_id, "status": status},
            ),
            output,
            False,
        )

    def get_deployment_sessions(self, deployment_id: str, *, output: str = "pandas") -> Any:
        """Rooms of a deployment.

        The rooms of one deployment.

        The key needs the scope `read:experiments` or `read:deployments`. The route is observed.

        Parameters
        ----------
        deployment_id : str
            The id of the deployment.
        output : {"pandas", "polars", "arrow", "dict"}, optional
            Kind of the result: `"pandas"`, `"polars"`, `"arrow"`, or `"dict"` for the rows
            exactly as the server sent them.

        Returns
        -------
        pandas.DataFrame, polars.DataFrame, pyarrow.Table or Rows
            One row for each record, with the columns of
            `describe("sessions")` even when there are no rows.
            `fetch_report(result)` tells whether everything came.

        Raises
        ------
        InputError
            If a value is not allowed; no request is made.
        HyperStudyError
            If the server refuses or cannot be reached; its subclasses say why.
        """
        return self._frame(
            Query("get_deployment_sessions", "sessions", {"deployment_id": deployment_id}),
            output,
            False,
        )

    def list_personas(self, *, output: str = "pandas") -> Any:
        """Personas that you own or may view.

        Personas that you own or that your organisation shows you.

        The key needs the scope `read:personas`. The route is observed.

        Parameters
        ----------
        output : {"pandas", "polars", "arrow", "dict"}, optional
            Kind of the result: `"pandas"`, `"polars"`, `"arrow"`, or `"dict"` for the rows
            exactly as the server sent them.

        Returns
        -------
        pandas.DataFrame, polars.DataFrame, pyarrow.Table or Rows
            One row for each record, with the columns of
            `describe("personas")` even when there are no rows.
            `fetch_report(result)` tells whether everything came.

        Raises
        ------
        InputError
            If a value is not allowed; no request is made.
        HyperStudyError
            If the server refuses or cannot be reached; its subclasses say why.
        """
        return self._frame(Query("list_personas", "personas", {}), output, False)

    def get_agent_decisions(
        self,
        scope_id: str,
        *,
        scope: str = "experiment",
        detail: bool = False,
        limit: int | None = None,
        participant_id: str | None = None,
        output: str = "pandas",
    ) -> Any:
        """What AI-agent participants decided, turn by turn.

        What AI-agent participants decided, turn by turn. A warning tells when the server cut
        the list.

        The key needs the scope `read:events`. The route is observed.

        Parameters
        ----------
        scope_id : str
            Id of what is asked for (`experimentId` or `roomId`).
        scope : {"experiment", "room"}
            What the id names.
        detail : bool, optional
            Add the heavy members (prompt, reasoning, chain, peer model, prediction) to each
            decision.
        limit : int, optional
            How many decisions of each room at most. Not a page size.
        participant_id : str, optional
            Keep only rows of this `participantId`.
        output : {"pandas", "polars", "arrow", "dict"}, optional
            Kind of the result: `"pandas"`, `"polars"`, `"arrow"`, or `"dict"` for the rows
            exactly as the server sent them.

        Returns
        -------
        pandas.DataFrame, polars.DataFrame, pyarrow.Table or Rows
            One row for each record, with the columns of
            `describe("agent_decisions")` even when there are no rows.
            `fetch_report(result)` tells whether everything came.

        Raises
        ------
        InputError
            If a value is not allowed; no request is made.
        HyperStudyError
            If the server refuses or cannot be reached; its subclasses say why.
        """
        scope = check_choice("scope", scope, ("experiment", "room"))
        return self._frame(
            Query(
                f"get_{scope}_agent_decisions",
                "agent_decisions",
                {"*": scope_id, "detail": detail, "limit": limit},
                where={"participantId": participant_id},
            ),
            output,
            False,
        )

    def get_agent_runs(self, experiment_id: str, *, output: str = "pandas") -> Any:
        """Runs of AI participants, with turns, tokens and cost.

        One row for each run of an AI-agent participant, with tokens and costs.

        The key needs the scope `read:events`. The route is observed.

        Parameters
        ----------
        experiment_id : str
            The id of the experiment.
        output : {"pandas", "polars", "arrow", "dict"}, optional
            Kind of the result: `"pandas"`, `"polars"`, `"arrow"`, or `"dict"` for the rows
            exactly as the server sent them.

        Returns
        -------
        pandas.DataFrame, polars.DataFrame, pyarrow.Table or Rows
            One row for each record, with the columns of
            `describe("agent_runs")` even when there are no rows.
            `fetch_report(result)` tells whether everything came.

        Raises
        ------
        InputError
            If a value is not allowed; no request is made.
        HyperStudyError
            If the server refuses or cannot be reached; its subclasses say why.
        """
        return self._frame(
            Query("get_agent_runs", "agent_runs", {"experiment_id": experiment_id}), output, False
        )
