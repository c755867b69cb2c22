"""The installation's own acts. They stand in its own chain and never in a contract's ledger: no side may record them there."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedIn:
    """`method`: password, code, passkey, link, directory."""

    method: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SignInRefused:
    """Nothing of what was typed is kept; `reason`: wrong, too many, no account."""

    reason: str = "wrong"


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonInvited:
    invitation: str
    organisation: str
    contract: str = ""
    role: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class InvitationAccepted:
    invitation: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleGiven:
    """`to`: the code of a person; `contract` "" = all of the organisation's."""

    to: str
    organisation: str
    role: str
    contract: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleEnded:
    to: str
    organisation: str
    role: str
    contract: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ContractBroughtIn:
    """Made here, or imported with `entries` entries up to `head`."""

    contract: str
    entries: int = 0
    head: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Exported:
    """`what`: ledger, list, page; `contract` "" = a list over several."""

    what: str
    contract: str = ""
    form: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FullCountsSeen:
    contract: str
    what: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SettingChanged:
    organisation: str
    setting: str
