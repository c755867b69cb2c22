"""The tables. About contracts: contract, signed terms, entry, body, file, draft, snapshot. Beside them people and organisations, and the
installation's own chain. No other folder has tables but the workshop."""

from tenor.desk.models.contract import Contract, SignedTerms
from tenor.desk.models.draft import Draft
from tenor.desk.models.installation import InstallationEntry
from tenor.desk.models.kept import Body, Entry, File
from tenor.desk.models.people import Invitation, Membership, Organisation, Person, Post
from tenor.desk.models.snapshot import Snapshot

__all__ = [
    "Body",
    "Contract",
    "Draft",
    "Entry",
    "File",
    "InstallationEntry",
    "Invitation",
    "Membership",
    "Organisation",
    "Person",
    "Post",
    "SignedTerms",
    "Snapshot",
]
