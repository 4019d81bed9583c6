"""Deployments: data collections of an experiment, and the rooms that AI agents play."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from .. import validation
from .info import DeploymentInfo

if TYPE_CHECKING:
    from ..lists.fetch import Fetcher


class Deployments:
    """What can be done with deployments."""

    _fetcher: Fetcher

    def get_deployment(self, deployment_id: str) -> DeploymentInfo:
        """Read a deployment.

        Parameters
        ----------
        deployment_id : str
            Id of the deployment.

        Returns
        -------
        DeploymentInfo
            A dict, as the server sent it, with ``status`` and how many participants it has.

        Raises
        ------
        HyperStudyError
            If the server refuses or cannot be reached.
        """
        return DeploymentInfo(
            self._fetcher.one("get_deployment", {"deployment_id": deployment_id}).one()
        )

    def create_deployment(
        self, experiment_id: str, *, config: Mapping[str, Any] | None = None, **kwargs: Any
    ) -> DeploymentInfo:
        """Start a data collection.

        One of type ``agent-only`` starts its rooms at once. For that the experiment needs
        ``runtime="v2"`` and at least one role of mode ``agent`` with a persona.

        The key needs the scope `write:deployments`.

        Parameters
        ----------
        experiment_id : str
            Id of the experiment to run.
        config : mapping, optional
            How to run it: ``name``, ``type``, ``agentDeployment`` (``rooms`` and ``budgetUsd``)
            and whatever else the app knows.
        **kwargs
            Further settings, which win over those of `config` in whichever spelling:
            ``type="agent-only", agent_deployment={"rooms": 5, "budget_usd": 10}``. Names that
            the contract does not know are sent as they are.

        Returns
        -------
        DeploymentInfo
            A dict, the new deployment with its ``id``.

        Raises
        ------
        TypeError
            If `config` is no dict; no request is made.
        InputError
            If something cannot be sent as JSON; no request is made.
        HyperStudyError
            If the server refuses or cannot be reached. When the agents cannot start, it is a
            `ValidationError` whose ``details["errors"]`` gives the reason for each role.
        """
        from ..models import camelize_wire

        if config is not None and not isinstance(config, Mapping):  # pyright: ignore[reportUnnecessaryIsInstance]
            raise TypeError(f"A {type(config).__name__} was given as `config`. Give a dict.")
        settings, further = (
            camelize_wire(one, "DeploymentConfig") for one in (config or {}, kwargs)
        )
        body = {
            "experimentId": validation.identifier("experiment_id", experiment_id),
            "config": {**settings, **further},
        }
        return DeploymentInfo(self._fetcher.one("create_deployment", {}, body=body).one())

    def get_agent_spend(self, deployment_id: str) -> dict[str, Any]:
        """Ask what the AI agents of a deployment have cost so far.

        Parameters
        ----------
        deployment_id : str
            Id of the deployment.

        Returns
        -------
        dict
            ``total`` and ``perRoom`` (room id to cost), in US dollars.

        Raises
        ------
        HyperStudyError
            If the server refuses or cannot be reached.
        """
        return self._fetcher.one("get_agent_spend", {"deployment_id": deployment_id}).one()

    def run_more(self, deployment_id: str, *, rooms: int, budget_usd: float) -> dict[str, Any]:
        """Start more rooms with AI agents.

        The key needs the scope `write:deployments`.

        Parameters
        ----------
        deployment_id : str
            Id of the deployment.
        rooms : int
            How many rooms to start, at least 1.
        budget_usd : float
            What they may cost, in US dollars; it is added to what the deployment may cost in all.

        Returns
        -------
        dict
            ``batchId`` and ``requestedRooms``.

        Raises
        ------
        InputError
            If a number is not allowed; no request is made.
        HyperStudyError
            If the server refuses or cannot be reached.
        """
        from ..models import camelize_wire
        from ..models.faults import refuse_faulty

        body = camelize_wire({"rooms": rooms, "budget_usd": budget_usd}, "RunMoreRequest")
        refuse_faulty(body, "RunMoreRequest")
        return self._fetcher.one("run_more", {"deployment_id": deployment_id}, body=body).one()

    def stop_room(self, deployment_id: str, room_id: str) -> None:
        """End a running room of AI agents at once.

        The key needs the scope `write:deployments`.

        Parameters
        ----------
        deployment_id, room_id : str
            Ids of the deployment and of its room.

        Raises
        ------
        HyperStudyError
            If the server refuses or cannot be reached.
        """
        self._fetcher.one("stop_room", {"deployment_id": deployment_id, "room_id": room_id})

    def retry_room(self, deployment_id: str, room_id: str) -> dict[str, Any]:
        """Replace a room that failed to start, out of the budget that is there.

        The key needs the scope `write:deployments`.

        Parameters
        ----------
        deployment_id, room_id : str
            Ids of the deployment and of its room.

        Returns
        -------
        dict
            ``batchId`` and ``requestedRooms``, which is 1.

        Raises
        ------
        HyperStudyError
            If the server refuses or cannot be reached.
        """
        values = {"deployment_id": deployment_id, "room_id": room_id}
        return self._fetcher.one("retry_room", values).one()
