"""Orders of a person about themselves: their name, the language of the pages, whether keys do things."""

from __future__ import annotations

from tenor.base.problem import Problem, problem
from tenor.desk.models import Person

LANGUAGES = ("en-gb", "cy")


def change_person(*, person: Person, name: str, language: str, no_keys: bool) -> tuple[Problem, ...]:
    """Change what a person may change of themselves."""
    plain = " ".join(name.split())
    if not 0 < len(plain) <= 200:
        return (problem("invite-name"),)
    if language not in LANGUAGES:
        return (problem("person-language"),)
    person.name, person.language, person.settings = plain, language, {**person.settings, "no_keys": no_keys}
    person.save(update_fields=["name", "language", "settings"])
    return ()
