"""Who calls: API keys with their scopes, their owner and the organisations they belong to."""

from __future__ import annotations

import random
from threading import Lock
from typing import TYPE_CHECKING

from attrs import field, frozen
from hyperstudy_api import headers as header_names

from hyperstudy.exceptions import InputError

from .refusal import Refusal, forbidden

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from .contract_operations import Operation

__all__ = ["EVERY_SCOPE", "Key", "KeyRing"]

EVERY_SCOPE = ("*",)
_ALPHABET = "abcdefghijklmnopqrstuvwxyz0123456789"


@frozen
class Key:
    """An API key as the service knows it."""

    text: str = field(repr=False)
    user_id: str
    user_email: str
    organization: str
    scopes: tuple[str, ...] = EVERY_SCOPE
    organizations: tuple[str, ...] = ()
    """Further organisations of which the owner is a member."""
    experiment_ids: tuple[str, ...] | None = None
    """The experiments to which the key is limited; None: no limit."""

    def may(self, scope: str) -> bool:
        """Return whether one of the key's scopes grants this one; ``read:*`` and ``*`` are wide."""
        area = scope.partition(":")[0]
        return not {scope, f"{area}:*", "*"}.isdisjoint(self.scopes)


class KeyRing:
    """The keys that a sandbox knows.

    Parameters
    ----------
    seed
        Decides the keys' random part, so that a sandbox can be started again with the same key.
    """

    def __init__(self, seed: int) -> None:
        self._random = random.Random(f"keys of {seed}")
        self._keys: dict[str, Key] = {}
        self._lock = Lock()

    def add(
        self,
        *,
        user_id: str,
        user_email: str,
        organization: str,
        scopes: Sequence[str] = EVERY_SCOPE,
        organizations: Iterable[str] = (),
        experiment_ids: Iterable[str] | None = None,
    ) -> Key:
        """Make a key in the service's form, ``hst_test_`` and 64 letters and digits.

        Raises
        ------
        InputError
            When a list is a single text, which would be taken letter by letter.
        """
        lists = {"scopes": scopes, "organizations": organizations, "experiment_ids": experiment_ids}
        for name, several in lists.items():
            if isinstance(several, str):
                raise InputError(f"{name}={several!r} is a single text. Give a list: [{several!r}]")
        with self._lock:
            key = Key(
                text="hst_test_" + "".join(self._random.choices(_ALPHABET, k=64)),
                user_id=user_id,
                user_email=user_email,
                organization=organization,
                scopes=tuple(scopes),
                organizations=tuple(organizations),
                experiment_ids=None if experiment_ids is None else tuple(experiment_ids),
            )
            self._keys[key.text] = key
        return key

    def revoke(self, key: Key) -> None:
        """Make a key unknown from now on."""
        with self._lock:
            self._keys.pop(key.text, None)

    def admit(self, operation: Operation, text: str | None, organization: str | None) -> Key | None:
        """Find the caller and refuse who may not use the operation.

        Parameters
        ----------
        operation
            What is asked.
        text
            The value of the header for the key.
        organization
            The value of the header for the organisation; the key's own organisation when not given.

        Returns
        -------
        Key or None
            None when the operation needs no key.

        Raises
        ------
        Refusal
            401 without a known key, 403 without the scope or the membership.
        """
        if not operation.scopes:
            return None
        key = self._keys.get(text or "")
        if key is None:
            problem = (
                "Invalid API key" if text else f"API key is missing: send it as {header_names.KEY}"
            )
            raise Refusal(401, "UNAUTHORIZED", problem)
        if not any(all(map(key.may, together)) for together in operation.scopes):
            required = list(dict.fromkeys(scope for each in operation.scopes for scope in each))
            raise forbidden(
                f"API key lacks the required scope: {' or '.join(required)}",
                {"required": required, "provided": list(key.scopes)},
            )
        if organization and organization not in {key.organization, *key.organizations}:
            raise forbidden(f"You are not a member of organization '{organization}'")
        return key
