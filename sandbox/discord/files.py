"""Files that the bot attached: kept in memory, shown on the CDN's address."""

from __future__ import annotations

from sandbox.discord.ids import Snowflakes
from sandbox.discord.request import Upload
from sandbox.kit import Json


class Files:
    def __init__(self, ids: Snowflakes) -> None:
        self._ids = ids
        self._kept: dict[str, Upload] = {}

    def store(self, channel_id: str, uploads: dict[int, Upload], described: list[Json]) -> list[Json]:
        """Keep them; the result is what a message shows of them."""
        about = {str(each["id"]): each for each in described}
        return [self._store(channel_id, upload, about.get(str(index), {})) for index, upload in sorted(uploads.items())]

    def _store(self, channel_id: str, upload: Upload, about: Json) -> Json:
        file_id = self._ids.next()
        filename = about.get("filename") or upload.filename
        self._kept[file_id] = upload
        url = f"https://cdn.discordapp.com/attachments/{channel_id}/{file_id}/{filename}"
        shown: Json = {
            "id": file_id,
            "filename": filename,
            "size": len(upload.content),
            "url": url,
            "proxy_url": url,
            "content_type": upload.content_type,
        }
        if about.get("description"):
            shown["description"] = about["description"]
        return shown

    def fetch(self, file_id: str) -> Upload | None:
        return self._kept.get(file_id)
