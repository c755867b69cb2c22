"""The addresses of standards, audits, certificates, information, risks and issues."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from tenor.web.views import information, risks, sharing, standards, standards_audits, standards_certificates

urlpatterns: list[URLPattern | URLResolver] = [
    path("standards/", standards.hub, name="standards"),
    path("standards/failures/<str:failure>/", standards.failure, name="failure"),
    path("standards/of/<str:duty>/failure/", standards.failure_new, name="failure-new"),
    path("standards/of/<str:duty>/audit/", standards_audits.audit_new, name="audit-new"),
    path("standards/of/<str:duty>/certificate/", standards_certificates.certificate_new, name="certificate-new"),
    path("standards/audits/<str:audit>/", standards_audits.audit, name="audit"),
    path("standards/findings/<str:finding>/", standards_audits.finding, name="finding"),
    path("standards/certificates/<str:certificate>/", standards_certificates.certificate, name="certificate"),
    path("information/", information.several, name="information-list"),
    path("information/ask/", information.ask, name="information-new"),
    path("information/asked/<str:request_id>/", information.one, name="information"),
    path("information/sharing/", sharing.sharing_new, name="sharing-new"),
    path("information/sharing/<str:agreement>/", sharing.one, name="sharing"),
    path("risks/", risks.log, name="risks"),
    path("risks/raise/", risks.raise_one, name="risk-new"),
    path("risks/log/<str:risk>/", risks.one, name="risk"),
]
