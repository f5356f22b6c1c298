"""The words of a reminder: what is lacking, until when, what to do, and nothing of what people have typed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xltools.core.wording.reminder import TEMPLATE, Lacking, Situation, TemplateError, names, reminder
from xltools.model.codes import Code
from xltools.model.finding import Finding
from xltools.model.period import Period
from xltools.model.place import Place

BEFORE, AFTER = date(2022, 9, 6), date(2022, 9, 12)
SITUATION = Situation(
    "Utredningsenheten", "Maja Ekdal", Period(2022, 8), "Tertial 2", date(2022, 9, 9), BEFORE, Lacking.MISSING,
    "2022-08_1011.xlsx", "socialnamnden/inlamning/2022-08", "Socialförvaltningen",
)  # fmt: skip


def fault(cell: str, code: Code = Code.NOT_A_NUMBER) -> Finding:
    return Finding(code, Place("a.xlsx", "Drift", cell), "1011", {"found": "Kim Andersson ringde"})


def test_before_the_last_day_it_says_when_the_book_is_needed() -> None:
    made = reminder(SITUATION)
    assert made.subject == "Påminnelse: inlämningsboken för Utredningsenheten, augusti 2022"
    assert made.body == (
        "Hej Maja!\n\n"
        "Inlämningsboken för Utredningsenheten (Tertial 2, augusti 2022) har inte kommit in än. "
        "Den behövs senast den 9 september 2022.\n\n"
        "Fyll i 2022-08_1011.xlsx och lägg den i mappen socialnamnden/inlamning/2022-08.\n\n"
        "Hör av dig om du undrar över något.\n\n"
        "Vänliga hälsningar\nSocialförvaltningen\n"
    )


def test_after_it_what_follows_when_it_does_not_come() -> None:
    body = reminder(replace(SITUATION, today=AFTER)).body
    assert "skulle ha lämnats senast den 9 september 2022" in body
    assert "prognos beräknad" in body


def test_on_the_last_day_it_is_not_late() -> None:
    assert not replace(SITUATION, today=date(2022, 9, 9)).late


def test_a_period_outside_the_arshjul_has_no_last_day() -> None:
    body = reminder(replace(SITUATION, step="", deadline=None, today=AFTER)).body
    assert "Inlämningsboken för Utredningsenheten (augusti 2022) har inte kommit in än.\n" in body


def test_a_book_that_is_not_filled_in_is_to_be_saved_where_it_lies() -> None:
    body = reminder(replace(SITUATION, lacking=Lacking.BLANK)).body
    assert "ligger i mappen men är inte ifylld än" in body
    assert "spara den på samma plats" in body


def test_faults_are_told_by_cell_and_kind_and_never_by_what_was_typed() -> None:
    found = tuple(fault(f"F{row}") for row in range(6, 13))
    made = reminder(replace(SITUATION, lacking=Lacking.ERRORS, findings=found))
    assert made.subject == "Att rätta i inlämningsboken för Utredningsenheten, augusti 2022"
    assert "hittade vi 7 saker som behöver rättas. Rätta det senast den 9 september 2022." in made.body
    assert f"- bladet Drift, cell F6: {Code.NOT_A_NUMBER.value.title} ({Code.NOT_A_NUMBER.id})\n" in made.body
    assert "- och 2 till\n" in made.body
    assert "Andersson" not in made.body


def test_warnings_are_not_among_what_must_be_mended() -> None:
    warning = next(code for code in Code if code.severity.value == "varning")
    made = reminder(replace(SITUATION, lacking=Lacking.ERRORS, findings=(fault("F6"), fault("F7", warning))))
    assert "en sak som behöver rättas" in made.body
    assert "F7" not in made.body


def test_a_book_that_lies_there_twice_is_told_with_both_names() -> None:
    made = reminder(replace(SITUATION, lacking=Lacking.ERRORS, others=("kopia.xlsx",)))
    assert "boken finns flera gånger: 2022-08_1011.xlsx, kopia.xlsx" in made.body
    assert "Behåll den bok som gäller" in made.body


def test_without_a_name_nobody_is_greeted_by_it() -> None:
    assert reminder(replace(SITUATION, responsible="")).body.startswith("Hej!\n")


def test_a_template_of_ones_own_takes_the_names_that_there_are() -> None:
    made = reminder(SITUATION, "Ämne: {enhet} {senast}\r\n\r\nHej {ansvarig}\r\n{fel}\r\n\r\nTack!\r\n")
    assert (made.subject, made.body) == ("Utredningsenheten 9 september 2022", "Hej Maja Ekdal\n\nTack!\n")


@pytest.mark.parametrize(
    ("template", "said"),
    [
        ("Hej!\n", "Första raden ska börja med «Ämne:»"),
        ("Ämne:\nHej", "ska det stå en rubrik"),
        ("Ämne: x\n{ansvarg}", "{ansvarg}. Menade du ansvarig?"),
        ("Ämne: x\n{}", "Det finns inget som heter {}"),
    ],
)
def test_what_is_wrong_with_a_template_is_told(template: str, said: str) -> None:
    with pytest.raises(TemplateError) as told:
        reminder(SITUATION, template)
    assert said in str(told.value)


@given(st.text())
def test_what_people_have_written_is_text_and_no_name_of_the_template(unit: str) -> None:
    found = replace(SITUATION, unit=unit)
    assert names(found)["enhet"] == unit
    assert reminder(replace(found, unit="{fel}{0}")).body.count("{fel}{0}") == 1


def test_the_built_in_template_uses_only_what_there_is() -> None:
    assert reminder(SITUATION, TEMPLATE) == reminder(SITUATION)
