"""Addresses of setting a contract up, of its people and of its changes."""

from __future__ import annotations

from django.urls import path

from tenor.web.views import changes, contract_people, setup_list, setup_new, setup_readings, setup_ready, setup_terms, subcontractors

C = "c/<uuid:id>/"
urlpatterns = [
    path("contracts/new/", setup_new.new_contract, name="new-contract"),
    path("contracts/new/<slug:point>/", setup_new.new_contract_from, name="new-contract-from"),
    path(f"{C}setup/", setup_list.setup_page, name="setup"),
    path(f"{C}setup/terms/", setup_terms.terms_page, name="setup-terms"),
    path(f"{C}setup/check/", setup_terms.check_page, name="setup-check"),
    path(f"{C}setup/sign/", setup_terms.sign_page, name="setup-sign"),
    path(f"{C}setup/mobilisation/", setup_ready.mobilisation_page, name="mobilisation"),
    path(f"{C}setup/live/", setup_ready.live_page, name="go-live"),
    path(f"{C}readings/", setup_readings.readings_page, name="readings"),
    path(f"{C}readings/<str:reading>/", setup_readings.reading_page, name="reading"),
    path(f"{C}changes/", changes.changes_page, name="changes"),
    path(f"{C}changes/propose/", changes.variation_page, name="propose-variation"),
    path(f"{C}changes/<slug:proposal>/", changes.proposal_page, name="proposal"),
    path(f"{C}people/", contract_people.people_page, name="contract-people"),
    path(f"{C}people/<slug:side>/<int:order>/", contract_people.contact_page, name="contact"),
    path(f"{C}people/<slug:side>/<int:order>/leaves/", contract_people.leaves_page, name="contact-leaves"),
    path(f"{C}subcontractors/<str:subcontractor>/ends/", subcontractors.subcontractor_ends, name="subcontractor-ends"),
    path(f"{C}units/opens/", contract_people.unit_page, name="unit-opens"),
    path(f"{C}units/<path:unit>/opens/", contract_people.unit_page, name="unit-opens-again"),
    path(f"{C}units/<path:unit>/closes/", contract_people.closes_page, name="unit-closes"),
]
