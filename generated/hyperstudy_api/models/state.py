from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import (
    UNSET,
    Unset,
    parse_model,
)
from ..types import Model as _Model

if TYPE_CHECKING:
    from ..models.focus_component import FocusComponent
    from ..models.state_global_components_visibility import (
        StateGlobalComponentsVisibility,
    )
    from ..models.transition_rules import TransitionRules


@_attrs_define
class State(_Model[Any]):
    """One step of the experiment: what is in focus and when it ends.

    Attributes:
        id (str): Id of the state, unique within the experiment. Example: film.
        name (str | Unset): Name shown to the researcher. Example: Film.
        order (int | Unset): Position of the state, from 0. Example: 1.
        focus_component (FocusComponent | Unset): The component in the centre of a state. Beside
            the members listed here the app knows an inline stimulus, a title, instructions, a size
            and role visibility, whose names are not published. Example: {"id": "7b44d0e1", "type":
            "showvideo", "config": {"videoUrl": "https://media.example.org/harbour.mp4", "hostRole":
            "host"}}.
        transition_rules (TransitionRules | Unset): When the state gives way to the next one.
            Example: {"type": "TIMED", "durationMs": 30000}.
        global_components_visibility (StateGlobalComponentsVisibility | Unset): Whether each
            global component is visible in this state, by component type. Example: {"textchat":
            false}.
    """

    id: str
    name: str | Unset = UNSET
    order: int | Unset = UNSET
    focus_component: FocusComponent | Unset = UNSET
    transition_rules: TransitionRules | Unset = UNSET
    global_components_visibility: StateGlobalComponentsVisibility | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    _members: ClassVar[Mapping[str, str]] = {
        "id": "id",
        "name": "name",
        "order": "order",
        "focusComponent": "focus_component",
        "transitionRules": "transition_rules",
        "globalComponentsVisibility": "global_components_visibility",
    }

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Return the object of a JSON object. Values that the contract does not allow stay as they are."""
        from ..models.focus_component import FocusComponent
        from ..models.state_global_components_visibility import (
            StateGlobalComponentsVisibility,
        )
        from ..models.transition_rules import TransitionRules

        rest = dict(src_dict)
        model = cls(
            id=rest.pop("id", UNSET),
            name=rest.pop("name", UNSET),
            order=rest.pop("order", UNSET),
            focus_component=parse_model(FocusComponent, rest.pop("focusComponent", UNSET)),
            transition_rules=parse_model(TransitionRules, rest.pop("transitionRules", UNSET)),
            global_components_visibility=parse_model(
                StateGlobalComponentsVisibility, rest.pop("globalComponentsVisibility", UNSET)
            ),
        )
        model.additional_properties = rest
        return model
