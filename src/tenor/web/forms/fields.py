"""Fields and their answers: choices with hints and with a part that shows when picked, whole numbers, files of known kinds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

# How files of each kind begin; "" is text, which begins as it likes but holds no zero byte.
BEGINNINGS: dict[str, tuple[bytes, ...]] = {
    ".xlsx": (b"PK\x03\x04",),
    ".docx": (b"PK\x03\x04",),
    ".pdf": (b"%PDF-",),
    ".png": (b"\x89PNG\r\n\x1a\n",),
    ".jpg": (b"\xff\xd8\xff",),
    ".jpeg": (b"\xff\xd8\xff",),
    ".webp": (b"RIFF",),
}


class Radios(forms.RadioSelect):
    """One answer of several. `hints`: words under an answer; `reveals`: the name of the field that shows when it is
    picked, or of several."""

    def __init__(
        self, *, hints: Mapping[str, Any] | None = None, reveals: Mapping[str, str | Sequence[str]] | None = None, **kwargs: Any
    ) -> None:
        super().__init__(**kwargs)
        self.hints, self.reveals = dict(hints or {}), dict(reveals or {})


class Ticks(forms.CheckboxSelectMultiple):
    """Any of several answers, with hints and parts as `Radios` has them."""

    def __init__(
        self, *, hints: Mapping[str, Any] | None = None, reveals: Mapping[str, str | Sequence[str]] | None = None, **kwargs: Any
    ) -> None:
        super().__init__(**kwargs)
        self.hints, self.reveals = dict(hints or {}), dict(reveals or {})


class Choice(forms.ChoiceField):
    """One answer, as radios; none is picked beforehand."""

    def __init__(
        self,
        *,
        choices: Sequence[tuple[str, Any]] = (),
        hints: Mapping[str, Any] | None = None,
        reveals: Mapping[str, str | Sequence[str]] | None = None,
        **kwargs: Any,
    ) -> None:
        kwargs.setdefault("widget", Radios(hints=hints, reveals=reveals))
        super().__init__(choices=choices, **kwargs)


class Choices(forms.MultipleChoiceField):
    """Any of several answers, as boxes to tick."""

    def __init__(
        self,
        *,
        choices: Sequence[tuple[str, Any]] = (),
        hints: Mapping[str, Any] | None = None,
        reveals: Mapping[str, str | Sequence[str]] | None = None,
        **kwargs: Any,
    ) -> None:
        kwargs.setdefault("widget", Ticks(hints=hints, reveals=reveals))
        super().__init__(choices=choices, **kwargs)


class Words(forms.CharField):
    """Free text in a box of some lines. `max_length` is told below the box."""

    def __init__(self, *, rows: int = 5, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.Textarea(attrs={"rows": rows}))
        kwargs.setdefault("max_length", 10_000)
        super().__init__(**kwargs)


class WholeNumber(forms.IntegerField):
    """A whole number in a text box: browsers' number boxes change by a turn of the wheel and hide what they cannot read."""

    def __init__(self, *, wide: int = 5, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.TextInput(attrs={"inputmode": "numeric", "class": f"govuk-input--width-{wide}"}))
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> int | None:
        return super().to_python(value.replace(",", "").strip() if isinstance(value, str) else value)


class Upload(forms.FileField):
    """A file. `kinds`: the endings taken (".xlsx"); `most`: bytes. Its beginning must be that of its kind."""

    def __init__(self, *, kinds: Sequence[str] = (), most: int = 5 * 1024 * 1024, **kwargs: Any) -> None:
        self.kinds, self.most = tuple(kinds), most
        kwargs.setdefault("widget", forms.FileInput(attrs={"accept": ",".join(kinds)} if kinds else {}))
        super().__init__(**kwargs)

    def clean(self, data: Any, initial: Any = None) -> Any:
        file = super().clean(data, initial)
        if isinstance(file, UploadedFile):
            self._check(file)
        return file

    def _check(self, file: UploadedFile[Any]) -> None:
        name, shown = (file.name or "").lower(), {"name": _shown(file)}
        ending = next((kind for kind in self.kinds if name.endswith(kind)), None)
        if self.kinds and ending is None:
            kinds = ", ".join(kind.lstrip(".").upper() for kind in self.kinds)
            raise ValidationError(_("“%(name)s” must be one of these kinds: %(kinds)s") % {**shown, "kinds": kinds}, code="kind")
        if (file.size or 0) > self.most:
            most = f"{self.most / 1024 / 1024:g} MB"
            raise ValidationError(_("“%(name)s” must be smaller than %(most)s") % {**shown, "most": most}, code="size")
        begins = file.read(512)
        file.seek(0)
        known = BEGINNINGS.get(ending or "")
        if (known and not begins.startswith(known)) or (ending in (".csv", ".txt", ".yaml", ".json") and b"\0" in begins):
            raise ValidationError(_("“%(name)s” is not what its name says. Save it again, then send it") % shown, code="kind")


def _shown(file: UploadedFile[Any]) -> str:
    return (file.name or "").replace("%", "%%")[:100]
