"""``python -m hyperstudy`` is the command line."""

from .cli import main

main()
