"""A file that somebody sent for an import, kept between the dry run and the word to go on."""

from __future__ import annotations

import secrets
import shutil
import time
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth.models import User
from django.core import signing
from django.core.files.uploadedfile import UploadedFile
from django.utils.text import get_valid_filename

KEPT_S = 3600
_SALT = "authoring.importing.uploads"
_NAME_CHARACTERS = 80


class UploadGoneError(Exception):
    """The reference is nobody's, somebody else's, or too old."""


def keep_upload(upload: UploadedFile[Any], by: User) -> str:
    """Store the file where every worker finds it; returns what stands for it, for this person."""
    _drop_old()
    key = secrets.token_hex(16)
    folder = _root() / key
    folder.mkdir(parents=True)
    stem, dot, suffix = str(upload.name).rpartition(".")
    name = get_valid_filename(f"{stem[:_NAME_CHARACTERS]}{dot}{suffix[:_NAME_CHARACTERS]}")
    with (folder / name).open("wb") as file:
        for chunk in upload.chunks():
            file.write(chunk)
    return signing.dumps([key, by.pk], salt=_SALT)


def find_upload(reference: str, by: User) -> Path:
    """The file that a reference stands for. Raises UploadGoneError."""
    try:
        key, owner = signing.loads(reference, salt=_SALT, max_age=KEPT_S)
    except (signing.BadSignature, ValueError, TypeError) as error:
        raise UploadGoneError from error
    folder = _root() / str(key)
    if owner != by.pk or not folder.is_dir():
        raise UploadGoneError
    return next(folder.iterdir())


def drop_upload(path: Path) -> None:
    shutil.rmtree(path.parent, ignore_errors=True)


def _root() -> Path:
    return Path(settings.VAR_DIR) / "imports"


def _drop_old() -> None:
    """What nobody went on with; there is no other time at which it would be looked for."""
    for folder in _root().iterdir() if _root().is_dir() else ():
        try:
            is_old = time.time() - folder.stat().st_mtime > KEPT_S
        except FileNotFoundError:  # another worker was first
            continue
        if is_old:
            shutil.rmtree(folder, ignore_errors=True)
