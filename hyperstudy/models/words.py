"""Names for the words of the API, from the generated enumerations.

They are open: a word that the contract does not know yet is a member of its own.
"""

from __future__ import annotations

from hyperstudy_api.models.data_scope import DataScope as Scope
from hyperstudy_api.models.data_type import DataType
from hyperstudy_api.models.focus_component_type import FocusComponentType as ComponentType
from hyperstudy_api.models.global_component_type import GlobalComponentType
from hyperstudy_api.models.rating_kind import RatingKind

__all__ = ["ComponentType", "DataType", "GlobalComponentType", "RatingKind", "Scope"]
