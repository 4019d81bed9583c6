from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import (
    UNSET,
    Unset,
    parse_closest,
    parse_list,
    parse_model,
)
from ..types import Model as _Model

if TYPE_CHECKING:
    from ..models.documented_experiment import DocumentedExperiment
    from ..models.experiment_definition import ExperimentDefinition
    from ..models.export_info import ExportInfo
    from ..models.media_asset import MediaAsset


@_attrs_define
class ExperimentExport(_Model[Any]):
    """A portable copy of an experiment. `exportInfo` is known from the documentation only.

    Attributes:
        experiment (DocumentedExperiment | ExperimentDefinition): The definition, in the form of
            the server's schema or in the form that the documentation draws.
        export_info (ExportInfo | None | Unset): Who made the export.
        media_assets (list[MediaAsset] | Unset): The media files that it needs. Example:
            [{"url": "https://media.example.org/clip.mp4"}].
    """

    experiment: DocumentedExperiment | ExperimentDefinition
    export_info: ExportInfo | None | Unset = UNSET
    media_assets: list[MediaAsset] | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    _members: ClassVar[Mapping[str, str]] = {
        "experiment": "experiment",
        "exportInfo": "export_info",
        "mediaAssets": "media_assets",
    }

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Return the object of a JSON object. Values that the contract does not allow stay as they are."""
        from ..models.documented_experiment import DocumentedExperiment
        from ..models.experiment_definition import ExperimentDefinition
        from ..models.export_info import ExportInfo
        from ..models.media_asset import MediaAsset

        rest = dict(src_dict)
        model = cls(
            experiment=parse_closest(
                (ExperimentDefinition, DocumentedExperiment), rest.pop("experiment", UNSET)
            ),
            export_info=parse_model(ExportInfo, rest.pop("exportInfo", UNSET)),
            media_assets=parse_list(
                lambda item: parse_model(MediaAsset, item), rest.pop("mediaAssets", UNSET)
            ),
        )
        model.additional_properties = rest
        return model
