"""The command line: ``hyperstudy`` in a terminal."""

from .entry import main as main
