"""The addresses of those who see a part of a contract: the telephone, the unit's page; and of trouble that is told."""

from __future__ import annotations

from django.urls import path

from tenor.web.views import capacity, phone, phone_acts, phone_back, phone_first, unit

urlpatterns = [
    path("phone-worker.js", phone.worker, name="phone-worker"),
    path("log/", phone_first.contracts, name="phone-contracts"),
    path("c/<uuid:id>/log/", phone.phone, name="phone"),
    path("c/<uuid:id>/log/manifest.webmanifest", phone.manifest, name="phone-manifest"),
    path("c/<uuid:id>/log/acts/", phone_acts.acts, name="phone-acts"),
    path("c/<uuid:id>/log/sent-back/", phone_back.sent_back, name="phone-back"),
    path("c/<uuid:id>/log/<str:dataset>/made/", phone.made, name="phone-made"),
    path("c/<uuid:id>/log/<str:dataset>/sent/", phone.sent, name="phone-sent"),
    path("c/<uuid:id>/unit/", unit.unit, name="unit"),
    path("c/<uuid:id>/unit/confirm/", unit.confirm, name="unit-confirm"),
    path("c/<uuid:id>/unit/back/", unit.back, name="unit-back"),
    path("c/<uuid:id>/problems/", capacity.problems, name="capacity"),
    path("c/<uuid:id>/problems/tell/", capacity.tell, name="capacity-tell"),
    path("c/<uuid:id>/problems/<str:problem>/", capacity.one, name="capacity-problem"),
]
