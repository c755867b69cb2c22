"""How much may be sent at once. A form says of a file that is a little too large how large it may be; what is far too large is not even
taken in, whoever sends it: it would lie on the disk before anybody was asked for their name."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadhandler import FileUploadHandler

MOST_BYTES = 20 * 1024 * 1024  # of a whole request with files


class Bounded(FileUploadHandler):
    """First in the line of those that take files in: looks at the length that was told, and leaves the file to the next."""

    def handle_raw_input(self, input_data: Any, META: dict[str, str], content_length: int, boundary: Any, encoding: Any = None) -> None:
        if content_length > MOST_BYTES:
            raise RequestDataTooBig

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        return raw_data

    def file_complete(self, file_size: int) -> None:
        return None
