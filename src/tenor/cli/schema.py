"""`tenor schema`: what an editor needs to help with terms.yaml."""

from __future__ import annotations

import json

from tenor.cli.options import Output
from tenor.cli.output import put


def schema(output: Output = None) -> None:
    """Print the JSON Schema of terms.yaml, for editors that check and complete as one types."""
    from tenor.terms.schema import schema as schema_of

    put(json.dumps(schema_of(), ensure_ascii=False, indent=2) + "\n", output, over=True)
