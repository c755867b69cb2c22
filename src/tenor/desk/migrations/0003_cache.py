"""The table of the cache: limits on signing in live there, so that all processes count together."""

from __future__ import annotations

from typing import Any, ClassVar

from django.core.management import call_command
from django.db import migrations


def make_table(apps: Any, schema_editor: Any) -> None:
    call_command("createcachetable", database=schema_editor.connection.alias, verbosity=0)


class Migration(migrations.Migration):
    dependencies: ClassVar = [("desk", "0002_nothing_is_changed")]
    operations: ClassVar = [migrations.RunPython(make_table, migrations.RunPython.noop)]
