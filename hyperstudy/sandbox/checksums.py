"""The checksums that the storage names in ``x-goog-hash``: CRC32C and MD5, base64."""

from __future__ import annotations

import base64
import hashlib

from google_crc32c import Checksum

__all__ = ["google_hashes"]


def google_hashes(content: bytes) -> str:
    """Write both checksums as the header value that Google's storage sends."""
    digests = {
        "crc32c": Checksum(content).digest(),
        "md5": hashlib.md5(content, usedforsecurity=False).digest(),
    }
    return ",".join(f"{name}={base64.b64encode(each).decode()}" for name, each in digests.items())
