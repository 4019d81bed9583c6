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
class ConsentForm(_Model[Any]):
    """Nested form of the consent settings, as the consent page draws it; the server's own schema
    knows only the flat members. The types of the members are read off their names.

    Example:
        {"required": true, "requireScroll": true, "minimumReadTime": 10}

    Attributes:
        required (bool | Unset): Whether consent is needed to take part. Example: true.
        type_ (str | Unset): Kind of consent form; its words are not published. Example:
            standard.
        show_print_option (bool | Unset): Whether the form can be printed. Example: true.
        require_scroll (bool | Unset): Whether the participant must scroll to the end. Example:
            true.
        minimum_read_time (float | Unset): Shortest time before the participant can agree. Unit:
            s. Example: 20.
        recording_consent (bool | Unset): Whether consent to being recorded is asked for.
            Example: true.
        data_sharing_consent (bool | Unset): Whether consent to sharing the data is asked for.
            Example: true.
    """

    required: bool | Unset = UNSET
    type_: str | Unset = UNSET
    show_print_option: bool | Unset = UNSET
    require_scroll: bool | Unset = UNSET
    minimum_read_time: float | Unset = UNSET
    recording_consent: bool | Unset = UNSET
    data_sharing_consent: bool | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    _members: ClassVar[Mapping[str, str]] = {
        "required": "required",
        "type": "type_",
        "showPrintOption": "show_print_option",
        "requireScroll": "require_scroll",
        "minimumReadTime": "minimum_read_time",
        "recordingConsent": "recording_consent",
        "dataSharingConsent": "data_sharing_consent",
    }

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Return the object of a JSON object. Values that the contract does not allow stay as they are."""
        rest = dict(src_dict)
        model = cls(
            required=rest.pop("required", UNSET),
            type_=rest.pop("type", UNSET),
            show_print_option=rest.pop("showPrintOption", UNSET),
            require_scroll=rest.pop("requireScroll", UNSET),
            minimum_read_time=rest.pop("minimumReadTime", UNSET),
            recording_consent=rest.pop("recordingConsent", UNSET),
            data_sharing_consent=rest.pop("dataSharingConsent", UNSET),
        )
        model.additional_properties = rest
        return model
