"""What AI-agent participants decided, one decision at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ..lists.fetch import Fetcher


class Agents:
    """What can be asked of AI agents beside the lists of their decisions and runs."""

    _fetcher: Fetcher

    def get_agent_decision(self, room_id: str, decision_id: str) -> dict[str, Any]:
        """Read one decision of an AI agent in full: prompt, reasoning, chain of steps.

        The key needs the scope `read:events`.

        Parameters
        ----------
        room_id : str
            Id of the room.
        decision_id : str
            Id of the decision, such as ``"agent_r1_p1_3"``: who decided, and which decision of
            theirs it was (observed).

        Returns
        -------
        dict
            As the server sent it.

        Raises
        ------
        HyperStudyError
            If the server refuses or cannot be reached.
        """
        values = {"room_id": room_id, "decision_id": decision_id}
        return self._fetcher.one("get_agent_decision", values).one()
