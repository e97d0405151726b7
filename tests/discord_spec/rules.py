"""Documented limits that Discord's API description leaves out."""

from __future__ import annotations

import re
from collections.abc import Iterator

V2 = 1 << 15
VOICE = 1 << 7
SELECTS = {3, 5, 6, 7, 8}
NAME = re.compile(r"^[-_'\w\u0900-\u097F\u0E00-\u0E7F]{1,32}$")
MOST_COMMANDS = {1: 100, 2: 15, 3: 15}

# A rule that is broken: its name, the place, and what is wrong there.
Broken = tuple[str, str, str]


def broken(method: str, template: str, body) -> Iterator[Broken]:
    """Every documented rule that the body of a call breaks."""
    if template.endswith("/callback") and isinstance(body, dict):
        kind, data = body.get("type"), body.get("data") or {}
        if kind in {4, 7}:
            yield from _message(data, "data.", edit=kind == 7)
        elif kind == 8 and len(data.get("choices") or []) > 25:
            yield "choices-25", "data.choices", f"{len(data['choices'])} choices, 25 allowed"
        elif kind == 9:
            parts = data.get("components") or []
            if len(parts) > 5:
                yield "modal-5", "data.components", f"{len(parts)} components, 5 allowed"
            yield from _components(list(_walk(parts, "data.components")))
    elif isinstance(body, dict) and _sends_message(method, template):
        yield from _message(body, "", edit=method == "PATCH")
    elif template.endswith("/commands") and method == "PUT" and isinstance(body, list):
        yield from _commands(body)


def _sends_message(method: str, template: str) -> bool:
    if template == "/webhooks/{webhook_id}/{webhook_token}":
        return method == "POST"
    others = ("/threads", "/bulk-delete", "/crosspost")
    return "/messages" in template and method in {"POST", "PATCH"} and not template.endswith(others)


def _walk(components, where: str) -> Iterator[tuple[dict, str]]:
    for at, component in enumerate(components if isinstance(components, list) else []):
        if not isinstance(component, dict):
            continue
        here = f"{where}.{at}"
        yield component, here
        yield from _walk(component.get("components"), f"{here}.components")
        for key in ("accessory", "component"):
            if isinstance(component.get(key), dict):
                yield from _walk([component[key]], f"{here}.{key}")


def _message(body: dict, at: str, *, edit: bool) -> Iterator[Broken]:
    flags = int(body.get("flags") or 0)
    content = body.get("content")
    rows = body.get("components")
    if isinstance(content, str) and len(content) > 2000:
        yield "content-2000", f"{at}content", f"{len(content)} characters, 2000 allowed"
    if sum(map(_embed_size, body.get("embeds") or [])) > 6000:
        yield "embed-6000", f"{at}embeds", "more than 6000 characters over all embeds"
    if rows is not None:
        every = list(_walk(rows, f"{at}components"))
        if flags & V2:
            yield from _layout(body, every, at)
        elif len(rows) > 5:
            yield "rows-5", f"{at}components", f"{len(rows)} action rows, 5 allowed"
        elif not edit and any(c.get("type") not in {1, 2} | SELECTS for c, _ in every):
            yield "v2-flag", f"{at}components", "layout components without their flag"
        yield from _components(every)
    shown = ("content", "embeds", "components", "poll", "sticker_ids", "attachments")
    if not (edit or flags & VOICE or any(body.get(key) for key in shown)):
        yield "empty", at or "body", "a message with nothing to show"


def _embed_size(embed: dict) -> int:
    size = sum(len(str(embed.get(key) or "")) for key in ("title", "description"))
    size += len(str((embed.get("footer") or {}).get("text") or ""))
    size += len(str((embed.get("author") or {}).get("name") or ""))
    fields = embed.get("fields") or []
    return size + sum(len(str(f.get("name") or "") + str(f.get("value") or "")) for f in fields)


def _layout(body: dict, every: list[tuple[dict, str]], at: str) -> Iterator[Broken]:
    if len(every) > 40:
        yield "components-40", f"{at}components", f"{len(every)} components, 40 allowed"
    if any(body.get(key) for key in ("content", "embeds", "poll", "sticker_ids")):
        yield "v2-exclusive", at or "body", "content, embeds, poll or stickers beside a layout"
    text = sum(len(c.get("content") or "") for c, _ in every if c.get("type") == 10)
    if text > 4000:
        yield "v2-text-4000", f"{at}components", f"{text} characters of text, 4000 allowed"


def _components(every: list[tuple[dict, str]]) -> Iterator[Broken]:
    seen: dict[str, str] = {}
    for component, where in every:
        custom_id = component.get("custom_id")
        if isinstance(custom_id, str):
            if custom_id in seen:
                yield "custom-id-unique", where, f"{custom_id!r:.60} also at {seen[custom_id]}"
            seen[custom_id] = where
        kind = component.get("type")
        if kind == 1:
            inside = [c for c in component.get("components") or [] if isinstance(c, dict)]
            if len(inside) > 1 and any(c.get("type") in SELECTS for c in inside):
                yield "row-one-select", where, "a select must be alone in its row"
        elif kind == 2:
            yield from _button(component, where)
        elif kind in SELECTS:
            yield from _select(component, where)
        elif kind == 4 and _more(component.get("min_length"), component.get("max_length")):
            yield "input-range", where, "min_length above max_length"


def _more(least, most) -> bool:
    return isinstance(least, int) and isinstance(most, int) and least > most


def _button(button: dict, where: str) -> Iterator[Broken]:
    style, custom_id, address = button.get("style"), button.get("custom_id"), button.get("url")
    if style in {1, 2, 3, 4}:
        if not custom_id:
            yield "button-custom-id", where, "needs a custom_id"
        if address:
            yield "button-url", where, "an address is only for link buttons"
    elif style == 5 and (not address or custom_id):
        yield "button-link", where, "a link button needs an address and no custom_id"
    if style != 6 and not button.get("label") and not button.get("emoji"):
        yield "button-face", where, "needs a label or an emoji"


def _select(select: dict, where: str) -> Iterator[Broken]:
    options = [o for o in select.get("options") or [] if isinstance(o, dict)]
    most = select.get("max_values") or 1
    if _more(select.get("min_values"), most):
        yield "select-range", where, "min_values above max_values"
    if select.get("type") == 3 and most > len(options):
        yield "select-max", where, f"max_values {most} above {len(options)} options"
    values = [o.get("value") for o in options]
    if len(values) != len(set(values)):
        yield "select-values-unique", where, "two options share a value"


def _commands(body: list[dict]) -> Iterator[Broken]:
    by_type: dict[int, list[str]] = {}
    for at, command in enumerate(body):
        by_type.setdefault(command.get("type") or 1, []).append(command.get("name") or "")
        yield from _command(command, f"{at}.")
        size = _command_size(command)
        if size > 8000:
            yield "command-8000", f"{at}", f"{size} characters in all, 8000 allowed"
    for kind, names in by_type.items():
        most = MOST_COMMANDS.get(kind, 1)
        if len(names) > most:
            yield "command-count", "body", f"{len(names)} commands of type {kind}, {most} allowed"
        if len(names) != len(set(names)):
            yield "command-unique", "body", f"two commands of type {kind} share a name"


def _command(command: dict, at: str, *, inner: bool = False) -> Iterator[Broken]:
    if inner or (command.get("type") or 1) == 1:
        yield from _named(command, at)
        if not command.get("description"):
            yield "command-description", f"{at}description", "a command needs a description"
    options = command.get("options") or []
    names = [option.get("name") for option in options]
    if len(names) != len(set(names)):
        yield "option-unique", f"{at}options", "two options share a name"
    optional = False
    for number, option in enumerate(options):
        here = f"{at}options.{number}."
        if option.get("type") in {1, 2}:
            yield from _command(option, here, inner=True)
            continue
        yield from _named(option, here)
        if option.get("required") and optional:
            yield "required-first", here, "a required option after an optional one"
        optional = optional or not option.get("required")
        if option.get("autocomplete") and option.get("choices"):
            yield "choices-xor-autocomplete", here, "choices and autocomplete exclude each other"


def _named(thing: dict, at: str) -> Iterator[Broken]:
    name = thing.get("name") or ""
    if not NAME.match(name) or name != name.lower():
        yield "command-name", f"{at}name", f"{name!r} must be 1 to 32 lower-case characters"


def _command_size(node: dict) -> int:
    def longest(key: str) -> int:
        others = (node.get(f"{key}_localizations") or {}).values()
        return max(len(node.get(key) or ""), *map(len, others), 0)

    size = longest("name") + longest("description")
    size += sum(len(f"{c.get('name')}{c.get('value')}") for c in node.get("choices") or [])
    return size + sum(map(_command_size, node.get("options") or []))
