"""The real bot in a local browser: no Discord account, no network."""

from __future__ import annotations
