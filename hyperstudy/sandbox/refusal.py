"""The one way in which a handler says no: an exception that becomes the contract's error answer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = [
    "Refusal",
    "conflict",
    "forbidden",
    "invalid_body",
    "invalid_parameter",
    "not_found",
]


class Refusal(Exception):
    """An error answer: HTTP status, code and message, and what the contract puts into details."""

    def __init__(
        self,
        status: int,
        code: str,
        message: str,
        details: Mapping[str, Any] | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(message)
        self.status = status
        self.code = code
        self.message = message
        self.details = dict(details) if details else None
        self.headers = dict(headers or {})


def not_found(what: str) -> Refusal:
    """Make the answer that a thing does not exist, or that this key may not see it."""
    return Refusal(404, "NOT_FOUND", f"{what} not found")


def invalid_parameter(name: str, value: object, expected: str) -> Refusal:
    """Make the answer that names a value that cannot be used, and what is expected."""
    return Refusal(
        400,
        "INVALID_PARAMETER",
        f"Invalid value for parameter '{name}': expected {expected}",
        {"parameter": name, "value": value, "expected": expected},
    )


def invalid_body(message: str, errors: list[Any]) -> Refusal:
    """Make the answer that names what in the request's body does not fit."""
    return Refusal(400, "VALIDATION_ERROR", message, {"errors": errors})


def forbidden(message: str, details: Mapping[str, Any] | None = None) -> Refusal:
    """Make the answer that the key is known, but may not do this."""
    return Refusal(403, "FORBIDDEN", message, details)


def conflict(message: str, details: Mapping[str, Any] | None = None) -> Refusal:
    """Make the answer that the thing's present state forbids what was asked."""
    return Refusal(409, "CONFLICT", message, details)
