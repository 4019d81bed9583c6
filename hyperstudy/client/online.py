"""The client: what a researcher makes first and asks everything of."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

from .. import contract, validation
from ..exceptions import AuthenticationError, InputError
from ..lists.fetch import Fetcher
from ..lists.page_sizes import PageSizes
from ..lists.query import build_request
from ..resources import data_dictionary
from ..resources.agents import Agents
from ..resources.data import Data
from ..resources.deployments import Deployments
from ..resources.events import Events
from ..resources.experiments import Experiments
from ..resources.list_methods import ListMethods
from ..resources.personas import Personas
from ..study.pull_methods import Pull
from ..timeline.clock_methods import Clocks
from ..transport import Transport, settings
from ..transport.process_guard import ProcessGuard
from .call_errors import named_methods
from .missing_names import suggesting_names

if TYPE_CHECKING:
    from hyperstudy_api import AuthenticatedClient

    from ..account.identity import Identity
    from ..lists.query import Query
    from ..transport import Pace, RetryPolicy

KEY_VARIABLE = "HYPERSTUDY_API_KEY"
ADDRESS_VARIABLE = "HYPERSTUDY_BASE_URL"
ORGANIZATION_VARIABLE = "HYPERSTUDY_ORGANIZATION"


def default_address() -> str:
    """Give the address of the API where none is given: the environment's, else production."""
    named = validation.without_pasted_marks(os.environ.get(ADDRESS_VARIABLE, ""))
    return named or contract.servers()[0]


def find_key(address: str, given: object = None) -> tuple[str, str]:
    """Find the API key for an address, and say where it was.

    Raises
    ------
    AuthenticationError
        If there is none, or it holds what no key holds.
    InputError
        If it is no text.
    """
    if given is not None and not isinstance(given, str):
        # Whatever it is, it may hold the key: only its kind is told.
        raise InputError(f"api_key is of the type {type(given).__name__}; a key is text.")
    key, where = _pasted(given or ""), "the argument api_key"
    if not key:
        key, where = _pasted(os.environ.get(KEY_VARIABLE, "")), f"the variable {KEY_VARIABLE}"
    if not key:
        from ..account import stored_key

        key, where = stored_key.find(address) or "", "hyperstudy login"
    if not key:
        raise AuthenticationError(
            "No API key was given.",
            code="MISSING_API_KEY",
            status_code=401,
            hint=(
                "Run hyperstudy login once, set the environment variable "
                f"{KEY_VARIABLE}, or pass HyperStudy(api_key=...). Keys are made in HyperStudy "
                "under Settings, API keys."
            ),
        )
    return key, where


def _pasted(key: str) -> str:
    return settings.key(key) if validation.without_pasted_marks(key) else ""


@suggesting_names(
    "hyperstudy.client.study:Study",
    "A study on disk has it: hyperstudy.open_study(folder).{}",
)
@named_methods
class HyperStudy(
    ProcessGuard,
    Data,
    ListMethods,
    Experiments,
    Deployments,
    Personas,
    Agents,
    Events,
    Pull,
    Clocks,
):
    """A connection to HyperStudy, with one method for each thing to ask for.

    Parameters
    ----------
    api_key : str, optional
        Key of the form ``hst_live_...``; default: the environment variable
        ``HYPERSTUDY_API_KEY``, then the key that ``hyperstudy login`` keeps for `base_url`. Make
        one in HyperStudy under Settings, API keys.
    base_url : str, optional
        Address of the API; default: the environment variable ``HYPERSTUDY_BASE_URL``, then
        the production server of the contract.
    timeout : float, optional
        Seconds to wait for a connection and for each piece of an answer.
    organization : str, optional
        Id of the organisation to act for (``org_...``); default: the environment variable
        ``HYPERSTUDY_ORGANIZATION``, then the key's own. Needed for what other organisations
        share with yours (documented).
    retry : RetryPolicy, optional
        How often and how long to try again, see `hyperstudy.RetryPolicy`.
    pace : "polite" or Pace, optional
        ``None`` goes as fast as the server lets it, and waits when told to. ``"polite"`` keeps
        below the documented limits from the start.
    connections : int, optional
        Pages of a list, or files, that may be on their way at the same time.
    page_size : int, optional
        Rows to ask for at once. By default the pages of a long list grow, up to 10 000 rows, as
        long as the server gives them in good time, since requests are what a study costs.

    Raises
    ------
    AuthenticationError
        If there is no key; no request is made.
    InputError
        If another argument cannot be meant.

    Examples
    --------
    >>> with HyperStudy() as hs:  # doctest: +SKIP
    ...     ratings = hs.get_ratings("exp_7", kind="sparse")
    """

    def __init__(
        self,
        api_key: str | None = None,
        base_url: str | None = None,
        timeout: float = 30,
        *,
        organization: str | None = None,
        retry: RetryPolicy | None = None,
        pace: Pace | str | None = None,
        connections: int = 8,
        page_size: int | None = None,
    ) -> None:
        given = validation.text("base_url", base_url or default_address())
        address = validation.without_pasted_marks(given).rstrip("/")
        in_flight = validation.whole_number("connections", connections, 1)
        if page_size is not None:
            page_size = validation.whole_number("page_size", page_size, 1)
        self._transport = Transport(
            api_key=find_key(address, api_key)[0],
            base_url=address,
            organization=organization or os.environ.get(ORGANIZATION_VARIABLE) or None,
            timeout=timeout,
            retry=retry,
            pace=pace,
        )
        self._fetcher = Fetcher(self._transport, in_flight, page_sizes=PageSizes(page_size))

    describe = staticmethod(data_dictionary.describe)

    def _frame(self, query: Query, output: str, progress: bool) -> Any:
        return self._fetcher.frame(query, output, progress)

    @property
    def base_url(self) -> str:
        """Address of the API, without a slash at its end."""
        return self._transport.base_url

    @property
    def api(self) -> AuthenticatedClient:
        """The generated client, for the typed calls of ``hyperstudy_api``.

        They go through the same connection: key, organisation, timeout, retry, limits and
        errors are those of this object, for sync and asyncio calls.

        Examples
        --------
        >>> from hyperstudy_api.api.data import get_events  # doctest: +SKIP
        >>> get_events.sync("room", "room_31", client=hs.api)  # doctest: +SKIP
        """
        return self._transport.api

    def health(self) -> dict[str, Any]:
        """Ask the server how it is; the body as it came.

        Raises
        ------
        HyperStudyError
            If the server refuses or cannot be reached.
        """
        answer: dict[str, Any] = self._fetcher.body("get_health", {})
        return answer

    def whoami(self, *, scopes: bool = False) -> Identity:
        """Ask whose key this is and what it may do, as far as the API tells.

        Parameters
        ----------
        scopes : bool, optional
            Try every scope that can be tried without changing anything, with a request for each,
            until the API lists them all; it only does in refusing something.

        Returns
        -------
        Identity
            ``user_id``, ``scopes``, ``may``, and ``limits`` where the service tells them.

        Raises
        ------
        HyperStudyError
            If the key is not accepted, or the service cannot be reached.
        """
        from ..account.identity import identify

        return identify(self._transport, scopes=scopes)

    def get_openapi_document(self) -> str:
        """Read the server's own description of its API, an OpenAPI document in YAML.

        Raises
        ------
        HyperStudyError
            If the server refuses or cannot be reached.
        """
        return self._transport.send(build_request("get_openapi_document", {}).page()).text

    def close(self) -> None:
        """Close the connections. The object can't be used afterwards."""
        self._transport.close()

    def __enter__(self) -> HyperStudy:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"HyperStudy({self.base_url!r}, key {self._transport.masked_key})"

    def _repr_html_(self) -> str:
        from ..display.summaries import facts_html

        facts = [("Address", self.base_url), ("Key", self._transport.masked_key)]
        return facts_html("HyperStudy", facts)
