"""The handle of a running sandbox: where it is, what it saw, and how it ends."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from attrs import field, frozen

from .keys import EVERY_SCOPE, Key, KeyRing

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from hyperstudy import HyperStudy

    from .faults import Faults
    from .seen import SeenRequest
    from .server import BackgroundServer
    from .study import Study
    from .study.true_clocks import RoomTruth

__all__ = ["Sandbox"]


@frozen(eq=False, repr=False)
class Sandbox:
    """A running sandbox. Use it as a context manager, or call `close`.

    Attributes
    ----------
    study
        The made-up study.
    base_url
        What a client takes as the address of the API.
    storage_url
        Where the files of the recordings are.
    faults
        The faults on purpose: ``faults.log``, and ``faults.plan(...)`` for the next requests.
    requests
        The requests to the API that were seen, in the order of their answers.
    storage_requests
        The requests for files that were seen.
    """

    study: Study
    base_url: str
    storage_url: str
    faults: Faults
    requests: list[SeenRequest]
    storage_requests: list[SeenRequest]
    _keys: KeyRing = field(alias="keys")
    _key: Key = field(alias="key")
    _server: BackgroundServer = field(alias="server")

    @property
    def experiment_id(self) -> str:
        """The id of the study's experiment, the first one if it has several."""
        return str(self.study.experiments[0]["id"])

    @property
    def api_key(self) -> str:
        """A key that this sandbox knows; it is good for nothing else."""
        return self._key.text

    def environment(self) -> dict[str, str]:
        """Return what to export so that scripts talk to this sandbox."""
        return {"HYPERSTUDY_API_KEY": self.api_key, "HYPERSTUDY_BASE_URL": self.base_url}

    def truth(self, room_id: str) -> RoomTruth:
        """Give what was really so in a room, for tests: no service tells it.

        Parameters
        ----------
        room_id
            A room of the study.

        Returns
        -------
        RoomTruth
            ``film(onset, participant)`` and ``recording(onset, recording_id)``: where players and
            recorders really were.

        Raises
        ------
        KeyError
            When there is no such room.
        """
        return self.study.truth(room_id)

    def add_key(
        self,
        *,
        scopes: Sequence[str] = EVERY_SCOPE,
        user: str | None = None,
        organization: str | None = None,
        organizations: Iterable[str] = (),
        experiment_ids: Iterable[str] | None = None,
    ) -> Key:
        """Make another key: with fewer scopes, or of another person or organization.

        Parameters
        ----------
        scopes
            What it may do, such as ``["read:events"]``.
        user
            The e-mail address of its owner; the study's owner when left out.
        organization
            The owner's organization; the study's when left out.
        organizations
            Further organizations of which the owner is a member.
        experiment_ids
            The only experiments that it may see.

        Returns
        -------
        Key
            Its ``text`` is what a client sends.

        Raises
        ------
        ValueError
            When a list is a single text.
        """
        return self._keys.add(
            user_id=self._key.user_id if user is None else f"user_{user.partition('@')[0]}",
            user_email=user or self._key.user_email,
            organization=organization or self._key.organization,
            scopes=scopes,
            organizations=organizations,
            experiment_ids=experiment_ids,
        )

    def revoke(self, key: Key) -> None:
        """Make a key unknown from now on."""
        self._keys.revoke(key)

    def client(self, **options: Any) -> HyperStudy:
        """Make a client that talks to this sandbox; the caller closes it.

        Parameters
        ----------
        options
            Anything that `hyperstudy.HyperStudy` takes.
        """
        from hyperstudy import HyperStudy

        known: dict[str, Any] = {"api_key": self.api_key, "base_url": self.base_url}
        return HyperStudy(**known | options)

    def close(self) -> None:
        """Stop, and free both ports."""
        self._server.close()

    def __enter__(self) -> Sandbox:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"<Sandbox {self.study.name} at {self.base_url}>"
