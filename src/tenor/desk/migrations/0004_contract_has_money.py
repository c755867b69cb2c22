"""Whether a contract's rules come to money: for its menu. Of contracts that are there already it is read from their signed terms."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import migrations, models


def fill(apps: Any, schema_editor: Any) -> None:
    """A contract whose terms can no longer be read stays without; its pages say why."""
    from tenor.desk.told_of_terms import has_money
    from tenor.terms.read_yaml import read_yaml

    contracts, signed = apps.get_model("desk", "Contract"), apps.get_model("desk", "SignedTerms")
    for contract, text in signed.objects.values_list("contract_id", "text").iterator():
        terms = read_yaml(text).terms if "money" in text else None
        if terms is not None and has_money(terms):
            contracts.objects.filter(pk=contract).update(has_money=True)


class Migration(migrations.Migration):
    dependencies: ClassVar = [("desk", "0003_cache")]
    operations: ClassVar = [
        migrations.AddField(model_name="contract", name="has_money", field=models.BooleanField(default=False)),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
