"""Personas: the AI agents that can play roles, and what they can be made of."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..exceptions import InputError
from .info import PersonaInfo

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ..lists.fetch import Fetcher
    from ..models import Persona


class Personas:
    """What can be done with personas."""

    _fetcher: Fetcher

    def get_persona(self, persona_id: str) -> PersonaInfo:
        """Read a persona.

        The key needs the scope `read:personas`.

        Parameters
        ----------
        persona_id : str
            Id of the persona.

        Returns
        -------
        PersonaInfo
            A dict, as the server sent it; `Persona.from_dict` makes a model of it.

        Raises
        ------
        HyperStudyError
            If the server refuses or cannot be reached.
        """
        return PersonaInfo(self._fetcher.one("get_persona", {"persona_id": persona_id}).one())

    def create_persona(
        self,
        *,
        persona: Persona | Mapping[str, Any] | None = None,
        name: str | None = None,
        **kwargs: Any,
    ) -> PersonaInfo:
        """Create a persona.

        The key needs the scope `write:personas`.

        Parameters
        ----------
        persona : Persona or mapping, optional
            The persona. In a dict, names may be Python names (``top_p``): those that the contract
            knows are respelled; what stands in ``extraParams`` and ``cognition`` never is.
        name : str, optional
            Its name, instead of that in `persona`.
        **kwargs
            Further members, such as ``temperature=0.7``; they win over those of `persona`.
            None is sent as null.

        Returns
        -------
        PersonaInfo
            A dict, the new persona with its ``id``.

        Raises
        ------
        ValueError
            If no name is given anywhere.
        TypeError
            If `persona` is neither a model nor a dict.
        HyperStudyError
            If the server refuses or cannot be reached.
        """
        from ..models.bodies import persona_body

        if name is not None:
            kwargs = {"name": name, **kwargs}
        body = persona_body("NewPersona", persona, kwargs)
        if not body.get("name"):
            raise InputError(
                "create_persona() requires a 'name': give name=..., or a `persona` that has one."
            )
        return PersonaInfo(self._fetcher.one("create_persona", {}, body=body).one())

    def update_persona(
        self,
        persona_id: str,
        *,
        persona: Persona | Mapping[str, Any] | None = None,
        **kwargs: Any,
    ) -> PersonaInfo:
        """Change a persona; what is not given stays as it is.

        The key needs the scope `write:personas`. The server honours ``visibility`` only when a
        persona is created.

        Parameters
        ----------
        persona_id : str
            Id of the persona.
        persona : Persona or mapping, optional
            Members to change, as in `create_persona`.
        **kwargs
            Members to change. None is sent as null, which clears a member (inferred).

        Returns
        -------
        PersonaInfo
            A dict, the persona as it is now.

        Raises
        ------
        ValueError
            If there is nothing to change.
        TypeError
            If `persona` is neither a model nor a dict.
        HyperStudyError
            If the server refuses or cannot be reached.
        """
        from ..models.bodies import persona_body

        body = persona_body("PersonaPatch", persona, kwargs)
        if not body:
            raise InputError(
                "No fields to change: give `persona`, or members such as temperature=..."
            )
        return PersonaInfo(
            self._fetcher.one("update_persona", {"persona_id": persona_id}, body=body).one()
        )

    def delete_persona(self, persona_id: str) -> None:
        """Delete a persona.

        The key needs the scope `write:personas`.

        Parameters
        ----------
        persona_id : str
            Id of the persona.

        Raises
        ------
        HyperStudyError
            If the server refuses or cannot be reached.
        """
        self._fetcher.one("delete_persona", {"persona_id": persona_id})

    def duplicate_persona(self, persona_id: str) -> PersonaInfo:
        """Make a private copy of any persona that you can see; you own the copy.

        The key needs the scope `write:personas`.

        Parameters
        ----------
        persona_id : str
            Id of the persona to copy.

        Returns
        -------
        PersonaInfo
            A dict, the copy; its name ends with " (copy)".

        Raises
        ------
        HyperStudyError
            If the server refuses or cannot be reached.
        """
        return PersonaInfo(self._fetcher.one("duplicate_persona", {"persona_id": persona_id}).one())

    def get_cognition_catalog(self) -> dict[str, Any]:
        """Read what the cognition of a persona can be put together from.

        The key needs the scope `read:personas`.

        Returns
        -------
        dict
            ``abilities`` (name to description), ``recipes`` and ``offlineRecipes`` (name to
            abilities).

        Raises
        ------
        HyperStudyError
            If the server refuses or cannot be reached.
        """
        return self._fetcher.one("get_cognition_catalog", {}).one()
