"""A V3 server with a made-up study, on this machine: to try things, to test, to prepare.

`start` runs one in the background and gives a handle; `serve` runs one until it is interrupted.
"""

from __future__ import annotations

try:
    import starlette as _starlette
    import uvicorn as _uvicorn
except ImportError as error:
    raise ImportError(
        "The sandbox needs two more packages. Install them with: pip install 'hyperstudy[sandbox]'"
    ) from error

from .fault_kinds import KINDS as FAULT_KINDS
from .faults import Faults
from .handle import Sandbox
from .keys import Key
from .launch import serve, start
from .seen import SeenRequest
from .study import names as studies

del _starlette, _uvicorn

__all__ = [
    "FAULT_KINDS",
    "Faults",
    "Key",
    "Sandbox",
    "SeenRequest",
    "serve",
    "start",
    "studies",
]
