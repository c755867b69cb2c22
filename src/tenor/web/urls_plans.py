"""The addresses of improvement plans."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from tenor.web.views import plan, plan_acts, plan_ask, plan_editor, plan_print, plans

urlpatterns: list[URLPattern | URLResolver] = [
    path("plans/", plans.plans, name="plans"),
    path("plan-new/", plan_ask.plan_new, name="plan-new"),
    path("plan-ask/<path:step>/", plan_ask.plan_ask, name="plan-ask"),
    path("plan/<path:plan>/", plan.one_plan, name="plan"),
    path("plan-write/<path:plan>/", plan_editor.write_plan, name="plan-write"),
    path("plan-sign/<path:plan>/", plan_acts.sign, name="plan-sign"),
    path("plan-review/<path:plan>/", plan_acts.review, name="plan-review"),
    path("plan-close/<path:plan>/", plan_acts.close, name="plan-close"),
    path("plan-print/<path:plan>/", plan_print.print_plan, name="plan-print"),
]
