"""Keeps one unfinished answer between sessions, so that leaving loses nothing."""

from __future__ import annotations

import contextlib
import json
from pathlib import Path
from typing import Any, cast


class Drafts:
    """A small file beside the database."""

    def __init__(self, path: Path) -> None:
        """Keep the draft in this file; it need not exist."""
        self._path = path

    def keep(self, card_id: int, text: str) -> bool:
        """Keep an unfinished answer to a card. False where it cannot be written."""
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            self._path.write_text(json.dumps({"card": card_id, "text": text}), encoding="utf-8")
        except OSError:
            return False
        return True

    def of(self, card_id: int) -> str:
        """The draft of a card, or nothing."""
        try:
            kept = json.loads(self._path.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return ""
        if not isinstance(kept, dict):
            return ""
        fields = cast("dict[str, Any]", kept)
        return str(fields.get("text", "")) if fields.get("card") == card_id else ""

    def forget(self) -> None:
        """Drop it, for it was sent or is not wanted."""
        with contextlib.suppress(OSError):
            self._path.unlink(missing_ok=True)
