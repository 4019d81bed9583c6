"""Which certificates are believed: those of certifi, or those that the environment names."""

from __future__ import annotations

import os
import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import httpx

from ..exceptions import NetworkError

if TYPE_CHECKING:
    import ssl

__all__ = ["trusted_certificates"]

_FILE, _FOLDER = "SSL_CERT_FILE", "SSL_CERT_DIR"
# OpenSSL finds a certificate in a folder by the hash of its subject, which is its file's name.
_HASHED = re.compile(r"[0-9a-f]{8}\.[0-9]+")


def trusted_certificates() -> ssl.SSLContext:
    """Return which certificates to believe.

    Raises
    ------
    NetworkError
        The environment names a file or a folder in which there are none.
    """
    return _read_certificates(os.environ.get(_FILE), os.environ.get(_FOLDER))


@cache
def _read_certificates(file: str | None, folder: str | None) -> ssl.SSLContext:
    # Reading them takes a twentieth of a second; httpx looks at the same two names itself.
    try:
        context = httpx.create_ssl_context()
    except OSError as error:  # ssl.SSLError is one, too
        raise _unusable(_FILE if file else _FOLDER, file or folder or "", error) from None
    if folder and not file and not any(map(_has_hashed_files, folder.split(os.pathsep))):
        raise _unusable(_FOLDER, folder, None)
    return context


def _has_hashed_files(folder: str) -> bool:
    try:
        return any(map(_HASHED.fullmatch, os.listdir(folder)))  # noqa: PTH208 - as it is named
    except OSError:
        return False


def _unusable(variable: str, named: str, error: OSError | None) -> NetworkError:
    """Return what is wrong with what a variable names, and how it is put right."""
    path = Path(named)
    where = f"{variable} names {named!r}"
    unset = f"Without a certificate of your institution, unset {variable}."
    if variable == _FOLDER:
        problem = f"{where}, and OpenSSL finds no certificates in that folder"
        hint = f"Name one file with the certificate in {_FILE} instead. {unset}"
    elif not _exists(path):
        problem = f"{where}, and there is no such file"
        hint = f"Correct the path; ~ is not replaced in it. {unset}"
    elif path.is_dir():
        problem = f"{where}, which is a folder"
        hint = f"Name the file with the certificate in it. {unset}"
    elif isinstance(error, PermissionError):
        problem = f"{where}, which you may not read"
        hint = f"Copy it to where you may, or ask for the right to read it. {unset}"
    else:
        problem = f"{where}, and there is no certificate in that file"
        hint = (
            "It has to be text with a line -----BEGIN CERTIFICATE-----. One that is not (.cer, "
            ".der, .crt) is turned into it by: openssl x509 -inform der -in FILE -out FILE.pem. "
            + unset
        )
    found = NetworkError(problem, "CERTIFICATES_UNUSABLE", hint=hint)
    found.permanent = True
    return found


def _exists(path: Path) -> bool:
    try:
        return path.exists()
    except (OSError, ValueError):
        return False
