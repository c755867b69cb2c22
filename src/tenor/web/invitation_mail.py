"""The mail that invites somebody: plain text, who asks, what for, one link."""

from __future__ import annotations

import logging
from smtplib import SMTPException

from django.core.mail import EmailMessage
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from tenor.desk.models import Invitation
from tenor.web.role_words import role_word


def send_invitation(request: HttpRequest, invitation: Invitation, word: str) -> bool:
    """Send it, with the link that ends in this word. Whether it went: the mail may be down while the invitation is made."""
    about = {
        "invitation": invitation,
        "role": role_word(invitation.role),
        "who": invitation.invited_by.name,
        "organisation": invitation.contract.organisation.name if invitation.contract else invitation.organisation.name,
        "link": request.build_absolute_uri(reverse("invitation", args=[word])),
    }
    subject = _("%(who)s invites you to Tenor") % {"who": " ".join(invitation.invited_by.name.split())}
    text = render_to_string("people/invitation_mail.txt", about).strip() + "\n"
    try:
        EmailMessage(subject, text, None, [invitation.email]).send()
    except (SMTPException, OSError):
        logging.getLogger("tenor").exception("the mail of invitation %s was not sent", invitation.pk)
        return False
    return True
