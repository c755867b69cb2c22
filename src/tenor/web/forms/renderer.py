"""Forms as our own templates show them: every form of the site, also those of the library that signs people in."""

from __future__ import annotations

from django.forms.renderers import TemplatesSetting

from tenor.web.forms.bound import BoundField


class Renderer(TemplatesSetting):
    """Django's own fields in the markup of govuk-frontend."""

    form_template_name = "django/forms/form.html"
    field_template_name = "django/forms/field.html"
    bound_field_class = BoundField
