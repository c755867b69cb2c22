"""Terms read once. Reading one contract's text as YAML takes a tenth of a second, so a process keeps what it read, and the database keeps
the tree of signed terms, from which any process has them ten times as quickly. Dropped with every new version of Tenor."""

from __future__ import annotations

import threading
from collections import OrderedDict
from functools import lru_cache

from tenor import __version__
from tenor.desk import clock
from tenor.desk.keeping import keep
from tenor.desk.models import Contract, SignedTerms, Snapshot
from tenor.terms.kept_tree import read_tree, write_tree
from tenor.terms.model import Terms
from tenor.terms.read_yaml import Read, read_yaml
from tenor.terms.settle import settle

MOST = 64  # texts kept by a process; about 1 MB each with all that hangs on them
TREE = "tree"  # the snapshot of signed terms, for both sides

_signed: OrderedDict[str, Terms] = OrderedDict()
_lock = threading.Lock()


class TermsBrokenError(Exception):
    """The signed terms of a contract can no longer be read."""


@lru_cache(maxsize=MOST)
def read_terms(text: str, name: str = "terms.yaml") -> Read:
    """What `terms.read_yaml` makes of a text. Nothing of it is ever changed, so threads may share it."""
    return read_yaml(text, name)


def signed_terms(contract: Contract) -> Terms:
    """The terms of a contract as signed. SignedTerms.DoesNotExist where there are none yet; TermsBrokenError where they cannot be read."""
    text, sha256 = SignedTerms.objects.values_list("text", "sha256").get(contract=contract)
    with _lock:
        if sha256 in _signed:
            _signed.move_to_end(sha256)
            return _signed[sha256]
    terms = _from_tree(contract, text, sha256) or _from_text(contract, text, sha256)
    with _lock:
        _signed[sha256] = terms
        while len(_signed) > MOST:
            _signed.popitem(last=False)
    return terms


def forget() -> None:
    """Drop what this process keeps."""
    with _lock:
        _signed.clear()


def _from_tree(contract: Contract, text: str, sha256: str) -> Terms | None:
    kept = Snapshot.objects.filter(contract=contract, side="both", page=TREE, head=sha256, made_by=__version__).first()
    try:
        return None if kept is None else settle(read_tree(text, kept.data))
    except ValueError:
        return None


def _from_text(contract: Contract, text: str, sha256: str) -> Terms:
    read = read_terms(text)
    if read.terms is None or read.document is None:
        raise TermsBrokenError(f"{contract.reference}, {sha256[:12]}: {'; '.join(map(str, read.problems))}")
    fields = {"on": clock.today(), "head": sha256, "made_by": __version__, "data": write_tree(read.document)}
    keep(contract, "both", TREE, fields)
    return read.terms
