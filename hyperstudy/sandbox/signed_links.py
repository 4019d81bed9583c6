"""Links to recordings that need no key and expire soon."""

from __future__ import annotations

import hashlib
import hmac
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, quote, urlencode

from attrs import frozen

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["LinkProblem", "SignedLinks"]

_DATE = "%Y%m%dT%H%M%SZ"


class LinkProblem(Exception):
    """A link that the storage refuses: ``code`` and words as its XML error has them."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message


@frozen
class SignedLinks:
    """Makes links and checks them.

    Parameters
    ----------
    secret
        Signs; known to this sandbox only.
    lifetime
        How long a link is good, in seconds.
    now
        The clock.
    """

    secret: bytes
    lifetime: int
    now: Callable[[], datetime]

    def make(self, path: str, *, lifetime: int | None = None) -> str:
        """Give path and query of a link; a negative lifetime has ended already."""
        expires = self.lifetime if lifetime is None else lifetime
        made = self.now() + timedelta(seconds=min(expires, 0))
        # The form has no fraction. Rounded down, a link would end before its lifetime does.
        made += timedelta(microseconds=-made.microsecond % 1_000_000)
        query = {
            "X-Goog-Algorithm": "GOOG4-HMAC-SHA256",
            "X-Goog-Date": made.strftime(_DATE),
            "X-Goog-Expires": str(max(expires, 0)),
        }
        return f"{quote(path)}?{urlencode(query | {'X-Goog-Signature': self._sign(path, query)})}"

    def check(self, path: str, query: str) -> None:
        """Refuse what was not made here, or is too old.

        Raises
        ------
        LinkProblem
            When the signature is wrong or the time is over.
        """
        parameters = {name: values[-1] for name, values in parse_qs(query).items()}
        signature = parameters.pop("X-Goog-Signature", "")
        if not hmac.compare_digest(signature, self._sign(path, parameters)):
            raise LinkProblem("SignatureDoesNotMatch", "The signature is missing or wrong.")
        made = datetime.strptime(parameters["X-Goog-Date"], _DATE).replace(tzinfo=UTC)
        if self.now() >= made + timedelta(seconds=int(parameters["X-Goog-Expires"])):
            raise LinkProblem("ExpiredToken", "The provided token has expired.")

    def _sign(self, path: str, query: dict[str, str]) -> str:
        text = path + "?" + urlencode(sorted(query.items()))
        return hmac.new(self.secret, text.encode(), hashlib.sha256).hexdigest()
