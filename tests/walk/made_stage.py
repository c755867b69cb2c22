"""Put the stage into the installation of these surroundings, and print what a walk needs of it: `python -m tests.walk.made_stage`."""

from __future__ import annotations

import json


def main() -> None:
    from tenor.server.ready import make_static, make_tables, wake

    wrong = wake()
    assert not wrong, [str(one) for one in wrong]
    make_tables()
    make_static()
    from django.contrib.auth.hashers import PBKDF2PasswordHasher
    from tests.walk.stage import make_stage

    PBKDF2PasswordHasher.iterations = 1  # a dozen people, whose passwords nobody types
    stage = make_stage()
    print(json.dumps({"examples": stage.examples, "keys": stage.keys}))


if __name__ == "__main__":
    main()
