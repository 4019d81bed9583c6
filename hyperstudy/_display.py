"""The name under which 0.4.1 had `ExperimentInfo`."""

from .resources.info import ExperimentInfo as ExperimentInfo
