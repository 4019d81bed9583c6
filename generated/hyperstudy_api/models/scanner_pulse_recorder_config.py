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
class ScannerPulseRecorderConfig(_Model[Any]):
    """Records the pulses of an MRI scanner.

    Example:
        {"triggerKey": "5"}

    Attributes:
        trigger_key (str | Unset): Key that stands for a pulse. Example: 5.
        record_post_trigger (bool | Unset): Whether pulses after the trigger are recorded.
            Example: false.
    """

    trigger_key: str | Unset = UNSET
    record_post_trigger: bool | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    _members: ClassVar[Mapping[str, str]] = {
        "triggerKey": "trigger_key",
        "recordPostTrigger": "record_post_trigger",
    }

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Return the object of a JSON object. Values that the contract does not allow stay as they are."""
        rest = dict(src_dict)
        model = cls(
            trigger_key=rest.pop("triggerKey", UNSET),
            record_post_trigger=rest.pop("recordPostTrigger", UNSET),
        )
        model.additional_properties = rest
        return model
