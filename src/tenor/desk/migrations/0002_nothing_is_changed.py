"""The database itself refuses to change or delete what was recorded: triggers, on SQLite and on PostgreSQL.

A body may be deleted (that is what erasing is) and never changed.
"""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import migrations

NEVER = {
    "desk_entry": ("UPDATE", "DELETE"),
    "desk_signedterms": ("UPDATE", "DELETE"),
    "desk_installationentry": ("UPDATE", "DELETE"),
    "desk_body": ("UPDATE",),
}
SENTENCE = "what was recorded is never changed"


def guard(apps: Any, schema_editor: Any) -> None:
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(
            f"CREATE OR REPLACE FUNCTION tenor_refuse() RETURNS trigger AS $$ BEGIN RAISE EXCEPTION '{SENTENCE}'"
            " USING ERRCODE = 'integrity_constraint_violation'; END; $$ LANGUAGE plpgsql"
        )
    for table, acts in NEVER.items():
        for act in acts:
            schema_editor.execute(_trigger(schema_editor.connection.vendor, table, act))
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(f"CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} EXECUTE FUNCTION tenor_refuse()")


def _trigger(vendor: str, table: str, act: str) -> str:
    name = f"{table}_no_{act.lower()}"
    if vendor == "postgresql":
        return f"CREATE TRIGGER {name} BEFORE {act} ON {table} FOR EACH ROW EXECUTE FUNCTION tenor_refuse()"
    return f"CREATE TRIGGER {name} BEFORE {act} ON {table} BEGIN SELECT RAISE(ABORT, '{SENTENCE}'); END"


class Migration(migrations.Migration):
    dependencies: ClassVar = [("desk", "0001_initial")]
    operations: ClassVar = [migrations.RunPython(guard, migrations.RunPython.noop, elidable=False)]
