"""Message components: walking them, and the form in which the API gives them back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from sandbox.kit import Json

ROW, BUTTON, STRING_SELECT, TEXT_INPUT, USER_SELECT, ROLE_SELECT, MENTIONABLE_SELECT, CHANNEL_SELECT = range(1, 9)
SECTION, TEXT, THUMBNAIL, GALLERY, FILE, SEPARATOR = range(9, 15)
CONTAINER, LABEL, UPLOAD, RADIO_GROUP, CHECKBOX_GROUP, CHECKBOX = 17, 18, 19, 21, 22, 23
SELECTS = (STRING_SELECT, USER_SELECT, ROLE_SELECT, MENTIONABLE_SELECT, CHANNEL_SELECT)
V2_ONLY = (SECTION, TEXT, THUMBNAIL, GALLERY, FILE, SEPARATOR, CONTAINER)
LINK, PREMIUM = 5, 6

Path = tuple[str | int, ...]


def walk(components: Any, path: Path = ("components",)) -> Iterator[tuple[Path, Json]]:
    """Each component with its place in the body, parents first, in the order in which a person sees them."""
    if not isinstance(components, list):
        return
    for index, component in enumerate(components):
        if isinstance(component, dict):
            yield from _walk_one(component, (*path, index))


def _walk_one(component: Json, path: Path) -> Iterator[tuple[Path, Json]]:
    yield path, component
    yield from walk(component.get("components"), (*path, "components"))
    for key in ("accessory", "component"):
        if isinstance(inner := component.get(key), dict):
            yield from _walk_one(inner, (*path, key))


def find(components: list[Json], custom_id: str) -> Json | None:
    return next((each for _, each in walk(components) if each.get("custom_id") == custom_id), None)


def complete(components: list[Json], attachments: Mapping[str, Json]) -> list[Json]:
    """What the API stores: each component with an id of its own, its defaults filled in, `attachment://` resolved."""
    stored = [_complete_one(component, attachments) for component in components]
    taken = {each["id"] for _, each in walk(stored) if each.get("id")}
    free = (number for number in range(1, 10_000) if number not in taken)
    for _, component in walk(stored):
        component["id"] = component.get("id") or next(free)
    return stored


DEFAULTS: dict[int, Json] = {
    **{kind: {"min_values": 1, "max_values": 1} for kind in SELECTS},
    CONTAINER: {"accent_color": None, "spoiler": False},
    SEPARATOR: {"spacing": 1, "divider": True},
    THUMBNAIL: {"description": None, "spoiler": False},
    FILE: {"name": None, "size": None, "spoiler": False},
}
ITEM_DEFAULTS: Json = {"description": None, "spoiler": False}


def _complete_one(component: Json, attachments: Mapping[str, Json]) -> Json:
    stored = DEFAULTS.get(component.get("type") or 0, {}) | _without_none(component)
    if "media" in stored:
        stored["media"] = _media(stored["media"], attachments)
    if "items" in stored:
        items = [ITEM_DEFAULTS | _without_none(item) for item in stored["items"]]
        stored["items"] = [item | {"media": _media(item["media"], attachments)} for item in items]
    if "file" in stored:
        attached = attachments.get(str(stored["file"]["url"]).removeprefix("attachment://"), {})
        stored |= {"name": attached.get("filename"), "size": attached.get("size")}
        stored["file"] = _media(stored["file"], attachments)
    for key in ("components", "options"):
        if key in stored:
            stored[key] = [_complete_one(inner, attachments) for inner in stored[key]]
    for key in ("accessory", "component"):
        if key in stored:
            stored[key] = _complete_one(stored[key], attachments)
    return stored


def _without_none(component: Json) -> Json:
    return {key: value for key, value in component.items() if value is not None}


def _media(media: Json, attachments: Mapping[str, Json]) -> Json:
    """A picture or file as the API shows it: the attachment that its URL names, or the URL itself."""
    url = str(media["url"])
    attached = attachments.get(url.removeprefix("attachment://")) if url.startswith("attachment://") else None
    if attached is None:
        return {"id": "0", "url": url, "proxy_url": url, "width": None, "height": None, "content_type": None}
    return {
        "id": attached["id"],
        "url": attached["url"],
        "proxy_url": attached["proxy_url"],
        "width": None,
        "height": None,
        "content_type": attached["content_type"],
        "attachment_id": attached["id"],
    }
