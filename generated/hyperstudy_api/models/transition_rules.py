from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import (
    UNSET,
    Unset,
)
from ..types import Model as _Model


@_attrs_define
class TransitionRules(_Model[Any]):
    """When the state gives way to the next one.

    Example:
        {"type": "TIMED", "durationMs": 30000}

    Attributes:
        type_ (str | Unset): Any text is accepted. The designer stores `TIMED` (needs a
            duration), `SYNCHRONIZED` (all participants move on together when the focus component is
            completed) or an empty text (the participant clicks Continue); the server's schema names
            `auto`, `manual` and `timed` as examples. Known: `TIMED`, `SYNCHRONIZED`, an empty text,
            `auto`, `manual`, `timed`. Example: TIMED.
        duration_ms (int | Unset): How long the state lasts when it is timed. Unit: ms. Example:
            30000.
    """

    type_: str | Unset = UNSET
    duration_ms: int | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    _members: ClassVar[Mapping[str, str]] = {
        "type": "type_",
        "durationMs": "duration_ms",
    }

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Return the object of a JSON object. Values that the contract does not allow stay as they are."""
        rest = dict(src_dict)
        model = cls(
            type_=rest.pop("type", UNSET),
            duration_ms=rest.pop("durationMs", UNSET),
        )
        model.additional_properties = rest
        return model
