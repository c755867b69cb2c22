"""The addresses of meetings: series, agendas, meetings held, how often."""

from __future__ import annotations

from django.urls import path

from tenor.web.views import meeting_agenda, meeting_frequency, meeting_hold, meetings

urlpatterns = [
    path("meetings/", meetings.meetings, name="meetings"),
    path("meetings/new/", meeting_agenda.new, name="meeting-new"),
    path("meetings/new/<path:title>/held/", meeting_hold.of_title, name="meeting-new-hold"),
    path("meetings/new/<path:title>/", meeting_agenda.of_title, name="meeting-new-of"),
    path("meetings/often/", meeting_frequency.frequency, name="meeting-frequency"),
    path("meetings/often/<str:series>/", meeting_frequency.frequency, name="meeting-frequency-of"),
    path("meetings/slot/<str:series>/<str:slot>/held/", meeting_hold.of_slot, name="meeting-slot-hold"),
    path("meetings/slot/<str:series>/<str:slot>/", meeting_agenda.of_slot, name="meeting-slot"),
    path("meetings/one/<path:meeting>/agenda/new/", meeting_agenda.again, name="meeting-again"),
    path("meetings/one/<path:meeting>/agenda/", meeting_agenda.read, name="meeting-agenda"),
    path("meetings/one/<path:meeting>/held/", meeting_hold.of_meeting, name="meeting-hold"),
    path("meetings/one/<path:meeting>/sign/", meetings.sign, name="meeting-sign"),
    path("meetings/one/<path:meeting>/", meetings.meeting, name="meeting"),
]
