"""A row and a figure on the pages: the thread on a row, corrections, relief, and both scores until they are settled."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest
from django.test import Client
from tests.cast import Cast

from tenor.desk.held import held
from tenor.desk.permissions import roles as r
from tenor.desk.reviews import review_of
from tenor.ledger.events.returns import FigureResolved, QueryAnswered, QueryRaised, ReliefAgreed, RowsCorrected

TODAY = date(2023, 6, 12)
ROW = "rows/visits/B/2023-05-09/"
LATE = {"v-unit": "B", "v-visited_on": "9 5 2023", "v-sent_to_council_on": "15 5 2023", "v-sent_to_ofsted_on": "15 5 2023"}
FIGURE = "figures/reports/2023-05/"


class Person:
    """Somebody with a browser on the visits contract."""

    def __init__(self, cast: Cast, role: str) -> None:
        self.cast, self.client = cast, Client()
        self.client.force_login(cast[role])

    def look(self, path: str) -> str:
        return self.client.get(f"/c/{self.cast.visits.pk}/{path}").content.decode()

    def send(self, path: str, **post: Any) -> int:
        return self.client.post(f"/c/{self.cast.visits.pk}/{path}", {"turn": "", **post}).status_code


def last(cast: Cast) -> Any:
    cast.visits.refresh_from_db()
    return held(cast.visits).entries[-1]


def standing(cast: Cast, kpi: str = "reports", period: str = "2023-05") -> Any:
    cast.visits.refresh_from_db()
    return review_of(cast.visits, "buyer").ratings.by_kpi[kpi][period].at(TODAY)


# --- the thread --------------------------------------------------------------------------------------------------


def test_a_question_on_a_row_and_its_answer_stand_on_that_row(cast: Cast) -> None:
    council, supplier = Person(cast, r.MANAGER), Person(cast, r.SUPPLIER)
    assert council.send(ROW, do="ask", words="Why was this one late?") == 302
    asked = last(cast)
    assert isinstance(asked.event, QueryRaised)
    assert (asked.event.row, asked.event.kpi, asked.event.period) == ("B/2023-05-09", "visits", "2023-05")
    page = supplier.look(ROW)
    assert "Why was this one late?" in page
    assert "Alex Example" in page
    assert "waits for an answer" in page
    query = re.search(r'name="query" value="([^"]+)"', page)
    assert query is not None
    assert supplier.send(ROW, do="answer", query=query[1], words="The visitor was unwell") == 302
    assert last(cast).event == QueryAnswered(query=asked.event.query)
    page = council.look(ROW)
    assert "The visitor was unwell" in page
    assert "Robin Instance" in page
    assert "waits for an answer" not in page
    assert "Why was this one late?" not in council.look("rows/visits/A/2023-05-18/")


def test_a_thread_goes_on_with_questions_of_its_own(cast: Cast) -> None:
    council, supplier = Person(cast, r.MANAGER), Person(cast, r.SUPPLIER)
    council.send(ROW, do="ask", words="First question")
    supplier.send(ROW, do="answer", query=last(cast).event.query, words="First answer")
    assert supplier.send(ROW, do="ask", words="May it be excused?") == 302
    page = council.look(ROW)
    found = [page.index(words) for words in ("First question", "First answer", "May it be excused?")]
    assert found == sorted(found)
    assert council.send(ROW, do="answer", query=last(cast).event.query, words="No") == 302


def test_an_open_question_is_counted_in_the_list_of_returns(cast: Cast) -> None:
    council = Person(cast, r.MANAGER)
    council.send(ROW, do="ask", words="Why?")
    assert "1 question open" in council.look("returns/")
    assert "Why?" in council.look("returns/monthly/2023-05/check/")


def test_nobody_answers_their_own_question_or_says_nothing(cast: Cast) -> None:
    council = Person(cast, r.MANAGER)
    assert council.send(ROW, do="ask", words="  ") == 422
    council.send(ROW, do="ask", words="Why?")
    assert 'name="query"' not in council.look(ROW)
    assert council.send(ROW, do="answer", query=last(cast).event.query, words="Because") == 422


def test_words_are_escaped(cast: Cast) -> None:
    council = Person(cast, r.MANAGER)
    council.send(ROW, do="ask", words="<script>alert(1)</script>")
    assert "<script>alert(1)" not in council.look(ROW)


def test_a_row_sent_back_is_answered_by_the_supplier_on_its_own_thread(cast: Cast) -> None:
    back, supplier = "rows/sent_back/E/2023-04-18/2023-05-02/", Person(cast, r.SUPPLIER)
    page = supplier.look(back)
    assert "say that you do not agree" in page
    assert "rows/visits/E/2023-04-18/" in page
    assert supplier.send(back, do="ask", words="The page was there: see annex 2") == 302
    assert last(cast).event.kpi == "sent_back"
    assert "see annex 2" in Person(cast, r.MANAGER).look(back)
    assert "rows/sent_back/E/2023-04-18/2023-05-02/" in supplier.look("rows/visits/E/2023-04-18/")


# --- corrections -------------------------------------------------------------------------------------------------


def test_a_correction_after_final_shows_both_scores_until_it_is_settled(cast: Cast) -> None:
    council, supplier = Person(cast, r.MANAGER), Person(cast, r.SUPPLIER)
    assert "disputes it" in supplier.look(ROW)
    assert supplier.send(ROW, do="correct", **LATE, reason="typing mistake", words="Sent on the 15th, see the receipt") == 302
    assert last(cast).event == RowsCorrected(datasets=("visits",), reason="typing mistake")
    assert (standing(cast).state, standing(cast).figure, standing(cast).other) == ("disputed", (4, 7), (5, 7))
    page = council.look(FIGURE)
    assert "4 of 7" in page
    assert "5 of 7" in page
    assert "see the receipt" in council.look(ROW)
    assert council.send(FIGURE, do="settle", outcome="accepted", words="") == 422
    assert council.send(FIGURE, do="settle", outcome="accepted", words="The receipt says so") == 302
    assert isinstance(last(cast).event, FigureResolved)
    assert (standing(cast).state, standing(cast).figure) == ("final", (5, 7))
    told = council.look(FIGURE)
    assert "see the receipt" in told
    assert "The receipt says so" in told


def test_nobody_accepts_what_they_brought_themselves(cast: Cast) -> None:
    supplier = Person(cast, r.SUPPLIER)
    supplier.send(ROW, do="correct", **LATE, reason="typing mistake", words="Sent on the 15th")
    assert supplier.send(FIGURE, do="settle", outcome="accepted", words="It is right") == 422
    assert standing(cast).state == "disputed"


def test_a_correction_needs_a_reason_a_change_and_values_that_can_be_read(cast: Cast) -> None:
    supplier = Person(cast, r.SUPPLIER)
    before = last(cast).seq
    same = {**LATE, "v-sent_to_council_on": "22 5 2023", "v-sent_to_ofsted_on": "22 5 2023"}
    assert supplier.send(ROW, do="correct", **LATE, words="") == 422
    assert supplier.send(ROW, do="correct", **same, words="No change at all") == 422
    assert supplier.send(ROW, do="correct", **{**LATE, "v-visited_on": "31 4 2023"}, words="No such day") == 422
    assert last(cast).seq == before


def test_a_corrected_key_makes_the_old_row_history(cast: Cast) -> None:
    supplier = Person(cast, r.SUPPLIER)
    moved = {**LATE, "v-visited_on": "10 5 2023"}
    assert supplier.send(ROW, do="correct", **moved, words="It was Wednesday") == 302
    assert last(cast).body.content["rows"]["visits"][0]["corrects"] == "B/2023-05-09"
    assert "Its history stays" in supplier.look(ROW)
    assert "It was Wednesday" in supplier.look("rows/visits/B/2023-05-10/")


def test_two_people_correct_one_row_and_the_second_is_told(cast: Cast) -> None:
    council, supplier = Person(cast, r.MANAGER), Person(cast, r.SUPPLIER)
    seen = {"head": cast.visits.head}
    assert f'name="head" value="{seen["head"]}"' in supplier.look(ROW)
    own = {**LATE, "v-sent_to_ofsted_on": "16 5 2023"}
    assert council.send(ROW, do="correct", **own, **seen, words="By the receipt") == 302
    after = last(cast).seq
    mine = {**LATE, "v-sent_to_council_on": "12 5 2023", "words": "It was Friday"}
    told = supplier.client.post(f"/c/{cast.visits.pk}/{ROW}", {"turn": "", "do": "correct", **mine, **seen})
    page = told.content.decode()
    assert told.status_code == 409
    assert "This changed since you opened it" in page
    assert last(cast).seq == after
    assert 'value="12 5 2023"' in page
    assert "It was Friday" in page
    assert "Tue 16 May" in page
    assert f'name="head" value="{last(cast).hash}"' in page
    assert supplier.send(ROW, do="correct", **mine, head=last(cast).hash) == 302


def test_a_correction_pressed_twice_is_one_and_another_in_its_turn_is_told(cast: Cast) -> None:
    supplier = Person(cast, r.SUPPLIER)
    act = {"do": "correct", **LATE, "words": "Sent on the 15th", "head": cast.visits.head}
    act["turn"] = "7d3f2f6e-8a5c-4a53-9a44-0d9d9a3f6c13"
    assert supplier.send(ROW, **act) == 302
    after = last(cast).seq
    assert supplier.send(ROW, **act) == 302
    assert supplier.send(ROW, **{**act, "words": "Sent on the 16th"}) == 409
    assert last(cast).seq == after


def test_two_people_give_one_figure_anew_and_the_second_is_told(cast: Cast) -> None:
    council, supplier = Person(cast, r.MANAGER), Person(cast, r.SUPPLIER)
    seen = {"head": cast.visits.head}
    assert supplier.look(FIGURE).count(f'name="head" value="{seen["head"]}"') == 2
    assert council.send(FIGURE, do="correct", numerator="6", denominator="7", words="Six", **seen) == 302
    after = last(cast).seq
    mine = {"do": "correct", "numerator": "5", "denominator": "7", "words": "Five, I think"}
    told = supplier.client.post(f"/c/{cast.visits.pk}/{FIGURE}", {"turn": "", **mine, **seen})
    assert told.status_code == 409
    assert "Five, I think" in told.content.decode()
    assert last(cast).seq == after
    assert supplier.send(FIGURE, **mine, head=last(cast).hash) == 302


def test_the_council_excuses_a_row_and_it_counts_nowhere(cast: Cast) -> None:
    council, supplier = Person(cast, r.MANAGER), Person(cast, r.SUPPLIER)
    assert "Excuse this row" not in supplier.look(ROW)
    assert supplier.send(ROW, do="excuse", reason="storm or flood", words="Roads were closed") == 422
    assert council.send(ROW, do="excuse", reason="storm or flood", words="Agreed by phone with Robin") == 302
    assert last(cast).event == ReliefAgreed(dataset="visits", row="B/2023-05-09", reason="storm or flood")
    page = supplier.look(ROW)
    assert "Excused on Mon 12 Jun 2023: storm or flood" in page
    assert "Agreed by phone with Robin" in page
    assert standing(cast).other == (4, 6)


# --- figures -----------------------------------------------------------------------------------------------------


def test_a_figure_is_questioned_and_stands(cast: Cast) -> None:
    council, supplier = Person(cast, r.MANAGER), Person(cast, r.SUPPLIER)
    assert supplier.send(FIGURE, do="dispute", words="Two were sent in time") == 302
    assert standing(cast).state == "disputed"
    assert "Two were sent in time" in council.look(FIGURE)
    assert council.send(FIGURE, do="settle", outcome="stands", words="The receipts say otherwise") == 302
    assert (standing(cast).state, standing(cast).figure) == ("final", (4, 7))


def test_another_figure_is_given_and_the_council_sets_a_third(cast: Cast) -> None:
    council, supplier = Person(cast, r.MANAGER), Person(cast, r.SUPPLIER)
    assert supplier.send(FIGURE, do="correct", numerator="6", denominator="7", words="Six") == 302
    assert standing(cast).other == (6, 7)
    assert supplier.send(FIGURE, do="correct", numerator="x", denominator="7", words="Six") == 422
    assert supplier.send(FIGURE, do="settle", outcome="set", numerator="7", denominator="7", words="Seven") == 422
    assert council.send(FIGURE, do="settle", outcome="set", numerator="5", denominator="7", words="Five, by the receipts") == 302
    assert (standing(cast).state, standing(cast).figure) == ("final", (5, 7))


@pytest.mark.parametrize("who", [r.AUDITOR, r.LEGAL, r.VISITOR, "stranger"])
def test_who_may_not_changes_nothing(cast: Cast, who: str) -> None:
    before, person = last(cast).seq, Person(cast, who)
    for do in ("ask", "correct", "excuse"):
        person.send(ROW, do=do, **LATE, reason="storm or flood", words="x")
    for do in ("dispute", "correct", "settle"):
        person.send(FIGURE, do=do, outcome="stands", numerator="1", denominator="7", words="x")
    assert last(cast).seq == before
