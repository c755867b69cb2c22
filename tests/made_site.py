"""Put the cast into the installation of these surroundings and print what there is: `python -m tests.made_site [DAY]`, by itself.

DAY: what the examples recorded from then on has not happened yet."""

from __future__ import annotations

import json
import sys
from datetime import UTC, datetime


def main() -> None:
    from tenor.server.ready import make_static, make_tables, wake

    wrong = wake()
    assert not wrong, [str(one) for one in wrong]
    make_tables()
    make_static()
    from django.contrib.auth.hashers import PBKDF2PasswordHasher
    from tests.cast import MORNING, PASSWORD, make_cast

    from tenor.desk.tick import tick

    PBKDF2PasswordHasher.iterations = 1  # so that a dozen people cost nothing; the site makes them slow at the first sign-in
    cast = make_cast(datetime.fromisoformat(sys.argv[1]).replace(hour=5, tzinfo=UTC) if sys.argv[1:] else MORNING)
    tick()
    emails = {role: person.email for role, person in cast.people.items()}
    print(json.dumps({"emails": emails, "password": PASSWORD, "visits": str(cast.visits.pk), "lifts": str(cast.lifts.pk)}))


if __name__ == "__main__":
    main()
