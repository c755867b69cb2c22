"""Which pages are measured, and how many queries each makes: `site.py` runs this in the surroundings of a seeded site; prints JSON."""

from __future__ import annotations

import json

# name of an address -> what it is called in what is printed. Those of one contract take its id.
PAGES = {"home": "Home", "contracts": "Contracts", "calendar": "Calendar", "search": "Search"}
OF_CONTRACT = {
    "summary": "Summary", "performance": "Performance", "rows": "Rows", "returns": "Returns", "changes": "Changes",
    "contract-people": "People", "documents": "Documents", "history": "History",
}  # fmt: skip


def paths(contract: str) -> dict[str, str]:
    """What is called what -> its path; a page that is not there yet is left out."""
    from django.urls import NoReverseMatch, reverse

    found = {}
    for names, args in ((PAGES, ()), (OF_CONTRACT, (contract,))):
        for name, called in names.items():
            try:
                found[called] = reverse(name, args=args)
            except NoReverseMatch:
                continue
    return found


def main() -> None:
    from tenor.server.ready import make_static, wake

    assert not wake()
    make_static()
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from tenor.desk.models import Person
    from tenor.desk.visible import visible_to

    person = Person.objects.get(email__startswith="manager1@")
    contract = visible_to(person).first()
    assert contract is not None
    client = Client(HTTP_HOST="localhost")
    client.force_login(person)
    found: dict[str, object] = {}
    for called, path in paths(str(contract.pk)).items():
        client.get(path)  # what a first look makes is kept
        with CaptureQueriesContext(
            connection,
        ) as made:
            answer = client.get(path)
        found[called] = len(made) if answer.status_code == 200 else f"answered {answer.status_code}"
    print(json.dumps(found))


if __name__ == "__main__":
    main()
