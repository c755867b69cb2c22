"""People: who is who among those that are yours to manage, and what changes it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tenor.desk import clock
from tenor.desk.actions.invite import invite_again, withdraw
from tenor.desk.actions.people import change_units, end_membership, end_role
from tenor.desk.lookups.people import Reach, people_of, reach_of, units_of
from tenor.desk.models import Membership, Post
from tenor.desk.permissions.roles import ROLES
from tenor.web.doors import show, signed_in
from tenor.web.doors_grave import grave
from tenor.web.forms import Choices, DayField, Form
from tenor.web.invitation_mail import send_invitation
from tenor.web.role_words import role_word
from tenor.web.views.people_invite import not_sent


class EndForm(Form):
    """The last day of a role."""

    last_day = DayField(
        what="The last day",
        label=gettext_lazy("Last day"),
        help_text=gettext_lazy("From the day after, this person sees nothing of it. A day that is over ends it now."),
    )


class UnitsForm(Form):
    """What a role is limited to."""

    units = Choices(label=gettext_lazy("Looks after"))


@signed_in
def people_page(request: HttpRequest) -> HttpResponse:
    """Who is who, and who has not answered yet."""
    reach = _reach(request)
    now = clock.now()
    waiting = [{"row": each, "role": role_word(each.role), "over": each.expires_at <= now} for each in reach.invitations()]
    known = people_of(reach)
    return show(
        request,
        "people/people.html",
        people=known,
        waiting=waiting,
        invite_href=reverse("invite-to-organisation") if reach.organisations else "",
        contracts=[{"label": each.title, "href": reverse("invite", args=[each.pk])} for each in reach.contracts],
        title=_("1 person is yours to look after") if len(known) == 1 else _("%(n)s people are yours to look after") % {"n": len(known)},
    )


@signed_in
@grave
def post_page(request: HttpRequest, id: int) -> HttpResponse:
    """End a post on a day, or change what it is limited to."""
    assert request.user.is_authenticated
    post: Post | None = _reach(request).posts().filter(pk=id).first()
    if post is None:
        raise Http404
    limited = ROLES[post.role].scope == "own units"
    known = units_of(post.contract) if limited else []
    changing = request.POST.get("what") == "units"
    units = UnitsForm(request.POST if changing else None, initial={"units": post.units})
    units.fields["units"].choices = known  # type: ignore[attr-defined]
    end = EndForm(None if changing else request.POST or None, initial={"last_day": clock.today()})
    if changing and units.is_valid():
        chosen = units.cleaned_data["units"]
        problems = change_units(post=post, units=chosen, known_units=[one for one, _name in known], by=request.user)
        if not problems:
            return _back(request, _("%(name)s looks after %(units)s now."), post, units=", ".join(dict(known)[one] for one in chosen))
        units.attach(problems)
    if end.is_bound and end.is_valid():
        end_role(post=post, last_day=end.cleaned_data["last_day"], by=request.user)
        return _back(request, _("%(name)s is %(role)s until the day you gave, and not after."), post)
    shown = units if changing else end
    return show(
        request,
        "people/post.html",
        status=422 if shown.is_bound else 200,
        form=shown,
        end=end,
        units=units if limited else None,
        post=post,
        where=post.contract.title,
        role=role_word(post.role),
        title=post.person.name,
    )


@signed_in
@grave
def membership_page(request: HttpRequest, id: int) -> HttpResponse:
    """End a role on all contracts."""
    assert request.user.is_authenticated
    membership: Membership | None = _reach(request).memberships().filter(pk=id).first()
    if membership is None:
        raise Http404
    form = EndForm(request.POST or None, initial={"last_day": clock.today()})
    if form.is_bound and form.is_valid():
        problems = end_membership(membership=membership, last_day=form.cleaned_data["last_day"], by=request.user)
        if not problems:
            return _back(request, _("%(name)s is %(role)s until the day you gave, and not after."), membership)
        form.attach(problems)
    return show(
        request,
        "people/post.html",
        status=422 if form.is_bound else 200,
        form=form,
        end=form,
        post=membership,
        where=membership.organisation.name,
        role=role_word(membership.role),
        title=membership.person.name,
    )


@signed_in
@grave
def invitation_again(request: HttpRequest, id: str) -> HttpResponse:
    """Send an invitation again, with a fresh link, or take it back."""
    assert request.user.is_authenticated
    found = _reach(request).invitations().filter(pk=id).first()
    if found is None or request.method != "POST":
        raise Http404
    if request.POST.get("what") == "withdraw":
        problems = withdraw(invitation=found, by=request.user)
        done = _("The invitation is taken back: its link stops working.")
    else:
        made = invite_again(invitation=found, by=request.user)
        problems, done = made.problems, _("The invitation is on its way again, with a fresh link. The one before stops working.")
        if made.invitation is not None and not send_invitation(request, made.invitation, made.word):
            messages.error(request, not_sent(made.invitation))
            return redirect("people")
    messages.success(request, _("Somebody was quicker: it was used or taken back.") if problems else done)
    return redirect("people")


def _reach(request: HttpRequest) -> Reach:
    """What this person manages; whoever manages nobody has no business here."""
    assert request.user.is_authenticated
    found = reach_of(request.user)
    if not found:
        raise PermissionDenied
    return found


def _back(request: HttpRequest, words: str, row: Any, **values: str) -> HttpResponse:
    messages.success(request, words % {"name": row.person.name, "role": role_word(row.role), **values})
    return redirect("people")
