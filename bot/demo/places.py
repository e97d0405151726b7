"""The places of the demo, and the page that shows them.

Preview's page is a workbench for developers. Here a list of the places takes the room of its
message search, and tools that a learner does not need are hidden. A page that is not as expected
stays as it is.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

_SIDEBAR = '<aside id="messages-sidebar" class="messages-sidebar" aria-label="Message navigation"'
_WORDS = (
    ("<title>SimCord Preview</title>", "<title>Interview Coach</title>"),
    ('<span class="brand-mark" aria-hidden="true">S<', '<span class="brand-mark">?<'),
    ("<strong>SimCord</strong><small>Preview</small>", "<strong>Coach</strong><small>Demo</small>"),
    (">Messages</button>", ">Places</button>"),
    ("Viewing as\n", "You are\n"),
)
_STYLE = """
#refresh, #capture-open, #inspector-toggle, .session-menu, #action-status, #back-activity,
#view-action-output, #messages-sidebar > :not(.places) { display: none; }
.places { display: flex; flex-direction: column; gap: 2px; padding: 2px 8px; }
.places h2 { margin: 14px 8px 4px; color: var(--discord-muted); font-size: 12px;
  line-height: 16px; letter-spacing: .04em; text-transform: uppercase; }
.places h2:first-child { margin-top: 2px; }
.places a { padding: 6px 8px; border-radius: 6px; color: var(--discord-muted);
  font-weight: 600; text-decoration: none; }
.places a:hover { background: rgb(255 255 255 / 6%); color: var(--discord-text); }
.places a[aria-current] { background: rgb(255 255 255 / 10%); color: #fff; }
.channel-empty { max-width: 480px; margin-inline: auto; text-align: center; }
/* A long description must not push the arrow that sends a command out of a narrow window. */
.channel-composer { grid-template-columns: minmax(0, 1fr); }
.command-error { position: static; margin-right: 4px; white-space: nowrap; }
/* It also says "No options match" of what it has not asked the bot for. */
.command-popup:not(.is-browsing):has(.command-empty) { display: none; }
/* What is covered must not push what comes after it, such as a follow-up, out of sight. */
.spoiler-content:not(.is-revealed) { max-height: 88px; overflow: hidden; }
/* Without its tools the bar needs one row. */
@media (max-width: 760px) { .preview-shell { --toolbar-height: 52px; } }
"""
# Preview does not scroll to what one's own command or message has brought; Discord does. A card
# that is taller than the window is shown from its top.
_SCRIPT = """
{
  const list = document.getElementById("channel-message-list");
  let newest = null, acted = 0, until = 0;
  for (const kind of ["submit", "click", "keydown"]) {
    document.addEventListener(kind, () => { acted = Date.now(); }, true);
  }
  document.addEventListener("wheel", () => { until = 0; }, true);
  const follow = () => {
    if (newest && Date.now() < until) {
      const tall = newest.offsetHeight > list.parentElement.clientHeight;
      newest.scrollIntoView({ block: tall ? "start" : "end" });
    }
  };
  new MutationObserver(() => {
    const last = list.lastElementChild;
    if (newest !== last && Date.now() - acted < 10000) until = Date.now() + 2000;
    newest = last;
    requestAnimationFrame(follow);
  }).observe(list, { childList: true, subtree: true });
  new ResizeObserver(follow).observe(list);
}
"""


@dataclass(eq=False, slots=True)
class Place:
    """Somewhere to go in the demo.

    Attributes:
        group: The heading it stands under: a server, or the direct messages.
        name: What it is called.
        invitation: What to do there first; shown while nothing was said.
        window: The Preview that shows it, once there is one.
    """

    group: str
    name: str
    invitation: str
    window: Any = None

    @property
    def url(self) -> str:
        """Its address. It holds a key: whoever has the address may act there."""
        return str(self.window.url)

    @property
    def is_open(self) -> bool:
        """Whether the window still answers."""
        return not self.window._closed


def dress(place: Place, places: Sequence[Place]) -> None:
    """Change the page of a window that is not open yet.

    Args:
        place: Whose window it is.
        places: All places; more may come until the page is looked at.
    """
    server = place.window._server
    serve = server._static

    async def serve_dressed(request: Any) -> Any:
        response = await serve(request)
        if request.path == "/":
            response.text = _dressed(response.text, place, places)
        elif request.path == "/preview.css":
            response.text += _STYLE
        elif request.path == "/app.js":
            response.text += _SCRIPT
        return response

    server._static = serve_dressed


def _dressed(page: str, place: Place, places: Sequence[Place]) -> str:
    before, sidebar, after = page.partition(_SIDEBAR)
    if not sidebar:
        return page
    attributes, end, rest = after.partition(">")
    page = f"{before}{sidebar}{attributes}{end}{_navigation(place, places)}{rest}"
    page = page.replace("No messages in this channel.", escape(place.invitation))
    for theirs, ours in _WORDS:
        page = page.replace(theirs, ours)
    return page


def _navigation(here: Place, places: Sequence[Place]) -> str:
    lines: list[str] = []
    group = ""
    for place in places:
        if place.group != group:
            group = place.group
            lines.append(f"<h2>{escape(group)}</h2>")
        current = ' aria-current="page"' if place is here else ""
        lines.append(f'<a href="{escape(place.url)}"{current}>{escape(place.name)}</a>')
    return f'<nav class="places" aria-label="Places">{"".join(lines)}</nav>'
