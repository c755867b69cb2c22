"""The addresses of working together: actions, feedback, themes, messages, flexibility."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from tenor.web.views import action, actions, feedback, flexibility, messages, themes, together

urlpatterns: list[URLPattern | URLResolver] = [
    path("together/", together.together, name="together"),
    path("actions/", actions.actions, name="actions"),
    path("actions/new/", actions.new, name="action-new"),
    path("actions/<str:one>/", action.action, name="action"),
    path("messages/", messages.messages, name="messages"),
    path("messages/new/", messages.new, name="message-new"),
    path("messages/<str:one>/", messages.message, name="message"),
    path("feedback/", feedback.feedback, name="feedback"),
    path("feedback/give/", feedback.give, name="feedback-give"),
    path("feedback/marks/", feedback.rate, name="rate"),
    path("themes/", themes.themes, name="themes"),
    path("themes/tag/", themes.tag, name="theme-tag"),
    path("themes/off/", themes.untag, name="theme-off"),
    path("themes/<str:dataset>/<path:row>/", themes.row_themes, name="row-themes"),
    path("another-day/", flexibility.flexibility, name="flexibility"),
    path("another-day/ask/", flexibility.ask, name="flexible-ask"),
    path("another-day/<str:one>/", flexibility.flexible, name="flexible"),
]
