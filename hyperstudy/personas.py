"""Where 0.4.1 has the methods for personas: the name stays importable."""

from __future__ import annotations

from .resources.personas import Personas as Personas

__all__ = ["Personas"]
