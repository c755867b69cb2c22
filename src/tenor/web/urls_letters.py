"""The addresses of formal letters, from the first draft to their end, and the route of a termination."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from tenor.web.views import letters, letters_acts, letters_cure, termination

urlpatterns: list[URLPattern | URLResolver] = [
    path("letters/new/<path:step>/", letters.letter_new, name="letter-new"),
    path("letters/<str:notice>/", letters.letter, name="letter"),
    path("letters/<str:notice>/letter.txt", letters.letter_file, name="letter-file"),
    path("letters/<str:notice>/approve/", letters_acts.letter_approve, name="letter-approve"),
    path("letters/<str:notice>/back/", letters_acts.letter_back, name="letter-back"),
    path("letters/<str:notice>/advice/", letters_acts.letter_advise, name="letter-advise"),
    path("letters/<str:notice>/issue/", letters_acts.letter_issue, name="letter-issue"),
    path("letters/<str:notice>/received/", letters_acts.letter_received, name="letter-received"),
    path("letters/<str:notice>/withdraw/", letters_acts.letter_withdraw, name="letter-withdraw"),
    path("letters/<str:notice>/close/", letters_acts.letter_close, name="letter-close"),
    path("letters/<str:notice>/put-right-by/", letters_cure.cure_day, name="letter-cure-day"),
    path("letters/<str:notice>/put-right/", letters_cure.cured, name="letter-cured"),
    path("termination/", termination.termination, name="termination"),
    path("termination/route/", termination.route, name="termination-route"),
    path("termination/told/<slug:about>/", termination.invite, name="termination-invite"),
    path("termination/looked-at/<slug:about>/", termination.considered, name="termination-considered"),
    path("termination/end/", termination.end, name="termination-end"),
]
