"""Who a key belongs to and what it may do, as far as the API tells."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from attrs import asdict, field, frozen

from .. import contract
from ..exact_json import is_list
from ..exceptions import ForbiddenError, HyperStudyError
from ..lists.query import build_request
from ..transport import envelope

if TYPE_CHECKING:
    import httpx

    from ..contract import Operation
    from ..transport import Transport

_ASKED = "list_experiments"
_NOBODY = "hyperstudy-whoami"


@frozen(repr=False)
class Identity:
    """What the API tells of a key.

    Attributes
    ----------
    address : str
        Address of the API.
    key : str
        The key, masked.
    user_id : str or None
        Its owner.
    scopes : tuple of str or None
        Its scopes, in full; None as long as the API did not list them. It only does in refusing
        something.
    may : dict of str to bool
        Scopes that were tried one by one: whether the key has them.
    limits : dict of str to str
        What the service said about its limits, by the names of its headers.
    """

    address: str
    key: str
    user_id: str | None = None
    scopes: tuple[str, ...] | None = None
    may: dict[str, bool] = field(factory=dict[str, bool])
    limits: dict[str, str] = field(factory=dict[str, str])

    def to_dict(self) -> dict[str, Any]:
        """Give it as plain JSON values."""
        return asdict(self)

    def facts(self) -> dict[str, str]:
        """Give it as names and values for people."""
        facts = {"address": self.address, "key": self.key, "user": self.user_id or "not told"}
        if self.scopes is not None:
            facts["scopes"] = ", ".join(self.scopes) or "none"
        return (
            facts | {name: "yes" if has else "no" for name, has in self.may.items()} | self.limits
        )

    def __repr__(self) -> str:
        from ..display.summaries import facts_text

        return facts_text("Key", list(self.facts().items()))

    def _repr_html_(self) -> str:
        from ..display.summaries import facts_html

        return facts_html("Key", self.facts().items())


def identify(transport: Transport, *, scopes: bool = False) -> Identity:
    """Ask the API about the key of a connection.

    Parameters
    ----------
    transport : Transport
        The connection.
    scopes : bool, optional
        Try every scope that can be tried without changing anything: a request for each, until the
        API lists them all.

    Raises
    ------
    HyperStudyError
        If the key is not accepted, or the service cannot be reached.
    """
    user: str | None = None
    limits: dict[str, str] = {}
    tried: dict[str, bool] = {}
    listed: tuple[str, ...] | None = None
    asked = contract.operation(_ASKED)
    try:
        response = transport.send(build_request(_ASKED, {}).page(limit=1))
    except ForbiddenError as error:
        listed = _provided(error)
        tried.update(dict.fromkeys(asked.scopes, False))
    else:
        metadata = envelope.read(response).metadata
        user = metadata.get("scopeId") if metadata.get("scope") == "user" else None
        limits = _limits(response)
        tried.update(dict.fromkeys(asked.scopes, True))
    for scope, operation in _to_try().items() if scopes else ():
        if listed is not None:
            break
        if scope in tried:
            continue
        try:
            transport.send(build_request(operation.operation_id, _values(operation)).page())
        except ForbiddenError as error:
            listed = _provided(error)
            if listed is None:
                continue  # not the scope but something else is missing
            tried[scope] = False
        except HyperStudyError as error:
            if error.status_code not in {400, 404}:
                raise
            tried[scope] = True
        else:
            tried[scope] = True
    return Identity(transport.base_url, transport.masked_key, user, listed, tried, limits)


def _to_try() -> dict[str, Operation]:
    """Give for each scope an operation that only reads."""
    return {
        one.scopes[0]: one
        for one in reversed(contract.operations().values())
        if one.method == "GET" and len(one.scopes) == 1
    }


def _values(operation: Operation) -> dict[str, Any]:
    return {
        one.python_name: one.allowed[0] if one.allowed else _NOBODY
        for one in operation.parameters
        if one.location == "path"
    }


def _provided(error: HyperStudyError) -> tuple[str, ...] | None:
    provided = error.details.get("provided")
    return tuple(str(one) for one in provided) if is_list(provided) else None


def _limits(response: httpx.Response) -> dict[str, str]:
    return {
        name.lower(): value
        for name, value in response.headers.items()
        if name.lower().startswith("x-ratelimit-")
    }
