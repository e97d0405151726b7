"""`coach health`: asks the running bot how it is."""

from __future__ import annotations

import http.client

from bot.cli import Ended
from bot.cli.inputs import settings_or_end

# Seconds; less than a container's health check waits.
_PATIENCE = 4
# Who listens at every address also listens at this one.
_HERE = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104 - it is looked up, not listened at


def run() -> int:
    """Print one line; 0 if all is well, else 1."""
    settings = settings_or_end()
    if not settings.health_port:
        raise Ended("The bot tells nobody how it is: COACH_HEALTH_PORT is 0.", 2)
    host = _HERE.get(settings.health_host, settings.health_host)
    connection = http.client.HTTPConnection(host, settings.health_port, timeout=_PATIENCE)
    try:
        connection.request("GET", "/readyz")
        response = connection.getresponse()
        line = response.read(500).decode(errors="replace").strip()
    except (OSError, http.client.HTTPException):
        raise Ended(f"The bot does not answer at {host}:{settings.health_port}.") from None
    finally:
        connection.close()
    print(line)
    return 0 if response.status == http.client.OK else 1
