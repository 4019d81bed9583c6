"""The one way to the service: key, retries, limits, time and errors for every request.

Use :class:`Transport`. How it is made, from the outside in:

- ``transport``: the door. ``refuse``: what is no good is an error. ``api``: the typed calls.
- ``wire``: the twins, for threads and asyncio, that do what a ``course`` decides.
- ``policy`` (whether and when to try again), ``gate`` and ``pace`` (whose turn it is), ``origin``
  (where the key may go) decide without a clock or a socket; ``turns`` and ``clock`` share them.
- ``pools`` has the connections, ``watch`` sees that answers come on, ``whole`` that nothing is
  missing, ``faults`` puts failures in words. ``storage`` is the way to recordings, without key.
- ``single``: none of it leaves its process.
"""

from __future__ import annotations

from . import import_httpx as import_httpx  # first of all
from .clock import Clock, Waiting
from .pace import Pace
from .retry_policy import RetryPolicy
from .senders import ResponseTimeLimit
from .transport import Transport

__all__ = ["Clock", "Pace", "ResponseTimeLimit", "RetryPolicy", "Transport", "Waiting"]
