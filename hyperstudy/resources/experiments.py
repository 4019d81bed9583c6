"""Experiments: read, write, check, share."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from .. import contract, validation
from ..exceptions import InputError

if TYPE_CHECKING:
    import os

    from ..lists.fetch import Fetcher
    from ..models import Experiment
    from ..validation import Moment
    from .info import ExperimentInfo

# Bytes. File systems take 255 for the whole name.
_LONGEST_STEM = 120


class Experiments:
    """What can be done with experiments."""

    _fetcher: Fetcher

    def get_experiment(self, experiment_id: str) -> ExperimentInfo:
        """Read an experiment: its definition, its owner, how many rooms and participants it has.

        The key needs the scope `read:experiments`.

        Parameters
        ----------
        experiment_id : str
            Id of the experiment.

        Returns
        -------
        ExperimentInfo
            A dict as the server sent it, which notebooks show as a table. Its `definition()` can
            be changed and sent again.

        Raises
        ------
        HyperStudyError
            If the server refuses or cannot be reached; `NotFoundError` if there is no such
            experiment, or the key may not see it.
        """
        from .info import ExperimentInfo

        values = {"experiment_id": experiment_id}
        return ExperimentInfo(self._fetcher.one("get_experiment", values).one())

    def get_experiment_config(self, experiment_id: str) -> dict[str, Any]:
        """Read the definition of an experiment alone, without owner and counts.

        The key needs the scope `read:experiments`.

        Parameters
        ----------
        experiment_id : str
            Id of the experiment.

        Returns
        -------
        dict
            As the server sent it; `Experiment.from_dict` makes a model of it.

        Raises
        ------
        HyperStudyError
            If the server refuses or cannot be reached.
        """
        return self._fetcher.one("get_experiment_config", {"experiment_id": experiment_id}).one()

    def export_experiment(
        self, experiment_id: str, path: str | os.PathLike[str] | None = None
    ) -> dict[str, Any]:
        """Take an experiment out, with the list of the media files that it needs.

        The key needs the scope `read:experiments`.

        Parameters
        ----------
        experiment_id : str
            Id of the experiment.
        path : str or path, optional
            Also write it to this file (``.json``, ``.yaml``), or into this folder, which must
            exist, under the name that the server proposes and the experiment's id, since two
            experiments can be called the same. `hyperstudy.load_experiment` reads it.

        Returns
        -------
        dict
            ``experiment``, the definition, and ``mediaAssets``.

        Raises
        ------
        HyperStudyError
            If the server refuses or cannot be reached.
        OSError
            If the file cannot be written.
        """
        envelope = self._fetcher.one("export_experiment", {"experiment_id": experiment_id})
        exported = envelope.one()
        if path is not None:
            from ..models import save_experiment

            file = Path(path)
            if file.is_dir():
                file /= _file_name(envelope.metadata.get("filename"), experiment_id)
            save_experiment(exported, file)
        return exported

    def create_experiment(
        self,
        *,
        experiment: Experiment | Mapping[str, Any] | None = None,
        name: str | None = None,
        **kwargs: Any,
    ) -> ExperimentInfo:
        """Create an experiment.

        The key needs the scope `write:experiments`. The server checks the definition and the
        settings of each component; `validate_experiment` asks beforehand.

        Parameters
        ----------
        experiment : Experiment or mapping, optional
            The definition. In a dict, names may be Python names (``required_participants``):
            those that the contract knows are respelled, your own names never.
        name : str, optional
            Its name, instead of that in `experiment`.
        **kwargs
            Further members of the definition, such as ``required_participants=2``; they win over
            those of `experiment`. None is sent as null.

        Returns
        -------
        ExperimentInfo
            The new experiment with its ``id``.

        Raises
        ------
        TypeError
            If no name is given anywhere, or `experiment` is neither a model nor a dict.
        InputError
            If something cannot be sent as JSON; no request is made.
        HyperStudyError
            If the server refuses or cannot be reached; `ValidationError` for a bad definition.
        """
        from .info import ExperimentInfo

        if name is not None:
            kwargs = {"name": name, **kwargs}
        body = _definition("ExperimentDefinition", experiment, kwargs)
        if not body.get("name"):
            raise TypeError(
                "create_experiment() requires a 'name': give name=..., or an `experiment` that has "
                "one."
            )
        sent = _sent("ExperimentDefinition", body)
        return ExperimentInfo(self._fetcher.one("create_experiment", {}, body=sent).one())

    def update_experiment(
        self,
        experiment_id: str,
        *,
        experiment: Experiment | Mapping[str, Any] | None = None,
        **kwargs: Any,
    ) -> dict[str, Any]:
        """Change an experiment; what is not given stays as it is.

        The key needs the scope `write:experiments`.

        Parameters
        ----------
        experiment_id : str
            Id of the experiment.
        experiment : Experiment or mapping, optional
            Members to change, as in `create_experiment`.
        **kwargs
            Members to change, such as ``description="Second wave"``. None is sent as null, which
            clears a member (inferred).

        Returns
        -------
        dict
            ``id``, and ``updated``, which is True.

        Raises
        ------
        ValueError
            If there is nothing to change.
        TypeError
            If `experiment` is neither a model nor a dict.
        HyperStudyError
            If the server refuses or cannot be reached.
        """
        body = _definition("ExperimentPatch", experiment, kwargs)
        if not body:
            raise InputError(
                "There is nothing to change: update_experiment() needs at least one field. Give "
                "`experiment`, or members such as name=..."
            )
        values = {"experiment_id": experiment_id}
        sent = _sent("ExperimentPatch", body)
        return self._fetcher.one("update_experiment", values, body=sent).one()

    def validate_experiment(
        self, experiment: Experiment | Mapping[str, Any], *, local: bool = False
    ) -> dict[str, Any]:
        """Ask whether a definition could be saved, without saving it.

        Parameters
        ----------
        experiment : Experiment or mapping
            The definition, as in `create_experiment`.
        local : bool, optional
            Check here, by what the API's contract says, instead of asking the server. It makes
            no request and needs no scope; the server may know more. Otherwise the key needs the
            scope `write:experiments`.

        Returns
        -------
        dict
            ``valid``, and ``errors``, a list of texts, when it is not. Checked locally, each
            names the place of the fault (``states[3].focusComponent.config.options: ...``), and
            ``notes`` has names that look like slips, what only contradicts a guess, and nulls of
            which it is not known whether the server takes them.

        Raises
        ------
        TypeError
            If `experiment` is neither a model nor a dict.
        HyperStudyError
            If the server refuses or cannot be reached.
        """
        if not isinstance(experiment, Mapping):  # pyright: ignore[reportUnnecessaryIsInstance]
            kind = "None" if experiment is None else f"a value of type {type(experiment).__name__}"
            raise TypeError(f"validate_experiment() requires an Experiment or dict, not {kind}.")
        body = _definition("ExperimentDefinition", experiment, {})
        if local:
            from ..models.definition_check import verdict

            return verdict(body)
        sent = _sent("ExperimentDefinition", body)
        return self._fetcher.one("validate_experiment", {}, body=sent).one()

    def delete_experiment(self, experiment_id: str, *, skip_data_check: bool = False) -> None:
        """Delete an experiment. It is hidden, not destroyed.

        The key needs the scope `delete:experiments`.

        Parameters
        ----------
        experiment_id : str
            Id of the experiment.
        skip_data_check : bool, optional
            Delete it even if data were collected with it.

        Raises
        ------
        HyperStudyError
            If the server refuses, presumably with status 409 when there are data, or cannot be
            reached.
        """
        skip = validation.yes_or_no("skip_data_check", skip_data_check)
        values = {"experiment_id": experiment_id, "skip_data_check": skip or None}
        self._fetcher.one("delete_experiment", values)

    def share_experiment(
        self,
        experiment_id: str,
        *,
        target_type: str,
        target_id: str,
        permissions: Iterable[str] | Mapping[str, bool],
        expires_at: Moment | None = None,
    ) -> dict[str, Any]:
        """Share an experiment with a person, a group or another organisation.

        Needs the permission to manage its access. The route is known from an illustration in the
        documentation only.

        Parameters
        ----------
        experiment_id : str
            Id of the experiment.
        target_type : {"userId", "groupId", "targetOrganizationId"}
            What `target_id` names.
        target_id : str
            The person, group or organisation.
        permissions : iterable of str, or mapping of str to bool
            What they may do, out of "view", "edit", "duplicate", "manageAccess", "export".
        expires_at : str, date, datetime or pandas.Timestamp, optional
            When the share ends; default: never.

        Returns
        -------
        dict
            What the server says about it, such as ``success``.

        Raises
        ------
        InputError
            If a value is not allowed; no request is made.
        HyperStudyError
            If the server refuses or cannot be reached.
        """
        body: dict[str, Any] = {
            "targetType": validation.choice(
                "target_type", target_type, contract.enum("ShareTargetType")
            ),
            "targetId": validation.text("target_id", target_id),
            "permissions": _permissions(permissions),
        }
        if expires_at is not None:
            body["expiresAt"] = validation.moment("expires_at", expires_at)[1]
        values = {"experiment_id": experiment_id}
        shared = self._fetcher.one("share_experiment", values, body=body).rows()
        return shared[0] if shared else {}

    def check_access(self, experiment_id: str) -> dict[str, Any]:
        """Ask what the key may do with the data of an experiment. Every key may ask.

        Parameters
        ----------
        experiment_id : str
            Id of the experiment.

        Returns
        -------
        dict
            ``canView`` and ``canExport``, both bool.

        Raises
        ------
        HyperStudyError
            If the server refuses or cannot be reached.
        """
        return self._fetcher.one("check_access", {"experiment_id": experiment_id}).one()


def _definition(schema: str, experiment: object, kwargs: Mapping[str, Any]) -> dict[str, Any]:
    from ..models.bodies import body
    from .info import ExperimentInfo

    definition = experiment.definition() if isinstance(experiment, ExperimentInfo) else experiment
    return body(schema, definition, kwargs)


def _sent(schema: str, body: Mapping[str, Any]) -> dict[str, Any]:
    """Give a definition as it is sent: see `models.spellings`."""
    from ..models import shapes
    from ..models.spellings import with_both_spellings

    sent: dict[str, Any] = with_both_spellings(body, shapes.reference(schema))
    return sent


def _permissions(permissions: Iterable[str] | Mapping[str, bool]) -> dict[str, bool]:
    from ..models import shapes

    known = tuple(shapes.shape(shapes.reference("SharePermissions")).members)
    allowances: Mapping[str, bool]
    if isinstance(permissions, Mapping):
        allowances = cast("Mapping[str, bool]", permissions)
    else:
        allowances = dict.fromkeys(
            [permissions] if isinstance(permissions, str) else permissions, True
        )
    named = {contract.snake(one): one for one in known}
    return {
        validation.choice("permissions", named.get(name, name), known): validation.yes_or_no(
            name, allowed
        )
        for name, allowed in allowances.items()
    }


def _file_name(proposed: object, experiment_id: str) -> str:
    """Make a harmless file name of what the server proposes: data never choose a folder.

    Names of experiments repeat and can be empty of what a file name may have; ids cannot.
    """
    stem = _harmless(Path(str(proposed or "")).name.removesuffix(".json"))
    stem = stem.encode()[:_LONGEST_STEM].decode(errors="ignore")
    return "_".join(filter(None, [stem, _harmless(experiment_id)])) + ".json"


def _harmless(text: str) -> str:
    return re.sub(r"[^\w.-]+", "-", text).strip(".-")
