"""Where 0.4.1 has the methods for experiments and deployments: the name stays importable."""

from __future__ import annotations

from .resources.deployments import Deployments as Deployments
from .resources.experiments import Experiments as Experiments

__all__ = ["Deployments", "Experiments"]
