from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import (
    UNSET,
    Unset,
    parse_list,
    parse_model,
)
from ..types import Model as _Model

if TYPE_CHECKING:
    from ..models.json_object import JsonObject


@_attrs_define
class DocumentedExperiment(_Model[Any]):
    """An experiment in an export as the documentation draws it: older than the server's schema,
    with lists where that has maps.

    Attributes:
        metadata (JsonObject | None | Unset): Name, description and the like.
        states (list[JsonObject] | Unset): The states in order. Example: [{"id": "film"}].
        components (list[JsonObject] | Unset): The components. Example: [{"type": "showvideo"}].
        variables (list[JsonObject] | Unset): The variables. Example: [{"name": "mood",
            "initialValue": 50}].
        roles (list[JsonObject] | Unset): The roles. Example: [{"name": "Viewer"}].
        global_components (list[JsonObject] | Unset): The global components. Example: [{"type":
            "textchat"}].
        settings (JsonObject | None | Unset): The other settings.
    """

    metadata: JsonObject | None | Unset = UNSET
    states: list[JsonObject] | Unset = UNSET
    components: list[JsonObject] | Unset = UNSET
    variables: list[JsonObject] | Unset = UNSET
    roles: list[JsonObject] | Unset = UNSET
    global_components: list[JsonObject] | Unset = UNSET
    settings: JsonObject | None | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    _members: ClassVar[Mapping[str, str]] = {
        "metadata": "metadata",
        "states": "states",
        "components": "components",
        "variables": "variables",
        "roles": "roles",
        "globalComponents": "global_components",
        "settings": "settings",
    }

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Return the object of a JSON object. Values that the contract does not allow stay as they are."""
        from ..models.json_object import JsonObject

        rest = dict(src_dict)
        model = cls(
            metadata=parse_model(JsonObject, rest.pop("metadata", UNSET)),
            states=parse_list(
                lambda item: parse_model(JsonObject, item), rest.pop("states", UNSET)
            ),
            components=parse_list(
                lambda item: parse_model(JsonObject, item), rest.pop("components", UNSET)
            ),
            variables=parse_list(
                lambda item: parse_model(JsonObject, item), rest.pop("variables", UNSET)
            ),
            roles=parse_list(lambda item: parse_model(JsonObject, item), rest.pop("roles", UNSET)),
            global_components=parse_list(
                lambda item: parse_model(JsonObject, item), rest.pop("globalComponents", UNSET)
            ),
            settings=parse_model(JsonObject, rest.pop("settings", UNSET)),
        )
        model.additional_properties = rest
        return model
