"""Addresses about people: one's own page, the organisation, invitations, ways to sign in that are ours, pages at the foot."""

from __future__ import annotations

from django.urls import path

from tenor.web import sign_in_link
from tenor.web.views import organisation, pages, people, people_accept, people_invite, person, person_again

urlpatterns = [
    path("you/", person.person_page, name="person"),
    path("you/devices/<int:id>/", person.end_session, name="session-end"),
    path("account/again/mail/", person_again.by_mail, name="reauthenticate-by-mail"),
    path("account/link/<str:word>/", sign_in_link.sign_in_link, name="sign-in-link"),
    path("organisation/", organisation.organisation_page, name="organisation"),
    path("organisation/people/", people.people_page, name="people"),
    path("organisation/people/invite/", people_invite.invite_to_organisation_page, name="invite-to-organisation"),
    path("organisation/people/posts/<int:id>/", people.post_page, name="post"),
    path("organisation/people/roles/<int:id>/", people.membership_page, name="membership"),
    path("organisation/people/invitations/<uuid:id>/", people.invitation_again, name="invitation-again"),
    path("c/<uuid:id>/people/invite/", people_invite.invite_page, name="invite"),
    path("invitation/<str:word>/", people_accept.invitation_page, name="invitation"),
    path("help/", pages.help_page, name="help"),
    path("accessibility/", pages.accessibility_page, name="accessibility"),
    path("privacy/", pages.privacy_page, name="privacy"),
    path("glossary/", pages.glossary_page, name="glossary"),
    path("help/how-do-i-say/", pages.how_page, name="how-do-i-say"),
]
