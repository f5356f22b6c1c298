"""The example's municipality as a sender: its address, its årshjul, its investments and its cases; all invented."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from xltools.model.master import Case, CycleStep, Investment, Municipality
from xltools.model.number import ORE_PER_TKR
from xltools.model.period import Period

from .ledger import FIRST_ROW, YEAR

MUNICIPALITY = Municipality(
    name="Lövhamra kommun",
    board="Socialnämnden",
    department="Socialförvaltningen",
    postal_address="Box 100, 999 99 Lövhamra",
    visiting_address="Skolgatan 1, Lövhamra",
    email="socialnamnden@lovhamra.example",
    phone="08-465 004 00",
    web="www.lovhamra.example",
    bankgiro="000-0000",
    organisation_number="212000-0000",
)

CYCLE = (
    CycleStep(Period(YEAR, 2), "Februariprognos", date(2022, 3, 11), "manadsrapport"),
    CycleStep(Period(YEAR, 4), "Tertial 1", date(2022, 5, 11), "tertialrapport"),
    CycleStep(Period(YEAR, 6), "Juniprognos", date(2022, 7, 8), "manadsrapport"),
    CycleStep(
        Period(YEAR, 8),
        "Tertial 2",
        date(2022, 9, 9),
        "tertialrapport",
        ("manadsrapport", "delarsbokslut", "namndplan"),
    ),
    CycleStep(Period(YEAR, 12), "Bokslut", date(2023, 1, 20), "bokslut"),
)


@dataclass(frozen=True, slots=True)
class Project:
    """An investment of 2022 with what its unit reports, in tkr: outcome and forecast after June and after August."""

    code: str
    name: str
    unit: str
    budget_tkr: float
    june: tuple[float, float]
    august: tuple[float, float]


PROJECTS = (
    Project("I01", "Möbler och inventarier till gruppbostäder", "3021", 600, (214.6, 600), (388.2, 585.5)),
    Project("I02", "Trygghetslarm i servicebostäder", "3023", 450, (0, 450), (96.3, 450)),
    Project("I03", "Ombyggnad av samtalsrum på mottagningen", "2021", 250, (131.4, 250), (262.7, 264.5)),
    Project("I04", "Teknik för digitala möten", "1003", 100, (58.9, 100), (99.8, 100)),
)


def investments() -> tuple[Investment, ...]:
    """Return the projects of 2022 as grunddata knows them; none of them has income."""
    return tuple(
        Investment(p.code, p.name, p.unit, YEAR, "utgift", round(p.budget_tkr * ORE_PER_TKR), row)
        for row, p in enumerate(PROJECTS, start=FIRST_ROW)
    )


_SIGNATURES = (("Jonas Ekdahlsson", "socialchef"), ("Ragnhild Sävmark", "ekonomichef"))

CASES = (
    Case(
        number="SN 2022/0148.04.02",
        title="Tertialrapport augusti 2022",
        day=date(2022, 9, 14),
        officer="Ragnhild Sävmark",
        phone="08-465 004 12",
        board="Socialnämnden",
        proposals=(
            "godkänna tertialrapport augusti 2022 med helårsprognos",
            "överlämna rapporten till kommunstyrelsen",
            "förklara paragrafen omedelbart justerad",
        ),
        background="Nämnden följer upp ekonomi, verksamhet och personal efter april och augusti. Rapporten bygger på "
        "enheternas egna prognoser och på utfallet till och med augusti.",
        economy="Prognosen visar ett underskott mot budget. Förvaltningen håller tillbaka reserven och prövar köpta "
        "placeringar på nytt. Åtgärderna räcker inte för en ekonomi i balans i år.",
        children="Underskottet beror till stor del på barns behov av skydd. Inga insatser för barn minskas till följd "
        "av förslaget.",
        consultation="Rapporten har behandlats i förvaltningens samverkansgrupp den 12 september 2022.",
        period=Period(YEAR, 8),
        document="tertialrapport",
        signatures=_SIGNATURES,
        attachments=("Tertialrapport augusti 2022",),
        recipients=("Kommunstyrelsen", "Kommunens revisorer"),
        row=FIRST_ROW,
    ),
    Case(
        number="SN 2022/0151.04.02",
        title="Åtgärder för en ekonomi i balans",
        day=date(2022, 9, 15),
        officer="Tobias Wennerholt",
        phone="08-465 004 17",
        board="Socialnämnden",
        proposals=(
            "ställa sig bakom förvaltningens åtgärder för en ekonomi i balans",
            "uppdra åt socialchefen att redovisa åtgärdernas effekt vid varje sammanträde",
        ),
        background="Prognosen efter augusti är sämre än prognosen efter juni. Nämnden har tidigare beslutat att "
        "förvaltningen ska redovisa åtgärder när prognosen visar underskott.",
        economy="Enheternas åtgärder och deras effekt i år framgår av rapporten.",
        children="En prövning har gjorts. Åtgärderna får inte leda till att ett barn flyttas mot sin vilja utan att "
        "barnets bästa har utretts.",
        period=Period(YEAR, 8),
        document="tertialrapport",
        signatures=_SIGNATURES[:1],
        attachments=("Tertialrapport augusti 2022",),
        recipients=("Socialchefen", "Ekonomienheten"),
        row=FIRST_ROW + 1,
    ),
)
