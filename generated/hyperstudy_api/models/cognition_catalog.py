from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import (
    UNSET,
    parse_model,
)
from ..types import Model as _Model

if TYPE_CHECKING:
    from ..models.cognition_catalog_abilities import CognitionCatalogAbilities
    from ..models.cognition_catalog_offline_recipes import CognitionCatalogOfflineRecipes
    from ..models.cognition_catalog_recipes import CognitionCatalogRecipes


@_attrs_define
class CognitionCatalog(_Model[Any]):
    """What an agent's cognition can be built from.

    Attributes:
        abilities (CognitionCatalogAbilities): Abilities by name. Example: {"peerModel":
            {"description": "Keeps a model of each partner."}}.
        recipes (CognitionCatalogRecipes): Names of abilities by name of the recipe. Example:
            {"social": ["peerModel"]}.
        offline_recipes (CognitionCatalogOfflineRecipes): Steps of offline loops by name of the
            recipe. Example: {"reflect": ["peerModel"]}.
    """

    abilities: CognitionCatalogAbilities
    recipes: CognitionCatalogRecipes
    offline_recipes: CognitionCatalogOfflineRecipes
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    _members: ClassVar[Mapping[str, str]] = {
        "abilities": "abilities",
        "recipes": "recipes",
        "offlineRecipes": "offline_recipes",
    }

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Return the object of a JSON object. Values that the contract does not allow stay as they are."""
        from ..models.cognition_catalog_abilities import CognitionCatalogAbilities
        from ..models.cognition_catalog_offline_recipes import (
            CognitionCatalogOfflineRecipes,
        )
        from ..models.cognition_catalog_recipes import CognitionCatalogRecipes

        rest = dict(src_dict)
        model = cls(
            abilities=parse_model(CognitionCatalogAbilities, rest.pop("abilities", UNSET)),
            recipes=parse_model(CognitionCatalogRecipes, rest.pop("recipes", UNSET)),
            offline_recipes=parse_model(
                CognitionCatalogOfflineRecipes, rest.pop("offlineRecipes", UNSET)
            ),
        )
        model.additional_properties = rest
        return model
