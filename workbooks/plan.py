"""The example's year to come: budget and targets of 2023, investments of 2023–2026, and the words of its nämndplan."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from xltools.model.goal import Goal, GoalLevel
from xltools.model.line import MonthlyAmounts
from xltools.model.master import Investment
from xltools.model.measure import Measure
from xltools.model.number import ORE_PER_TKR

from .drift import ROWS, DriftRow
from .goals import Progress
from .ledger import YEAR
from .months import budget_months

NEXT_YEAR = YEAR + 1

# What the nämnd gets more for prices and wages, by kostnadsslag, in thousandths.
_INDEX = {"30": 20, "35": 0, "50": 29, "60": 41, "79": 0, "40": 34, "45": 22, "65": 24}

# What is decided beside the index, in tkr: more for placements and assistans, less for the reserve.
_DECIDED = {
    ("1001", "65"): -9_200, ("2022", "50"): 900, ("2023", "40"): 9_400, ("2023", "35"): -1_200, ("2024", "50"): 1_300,
    ("3022", "50"): 1_100, ("3025", "40"): 1_700, ("3025", "50"): 800, ("4011", "50"): 600, ("5022", "40"): 6_500,
    ("5021", "50"): 1_150, ("5041", "45"): 2_300, ("1002", "50"): -1_400,
}  # fmt: skip


def _ore(row: DriftRow) -> int:
    grown = row.budget_tkr * (1000 + _INDEX[row.line]) / 1000 + _DECIDED.get((row.unit, row.line), 0)
    return int(grown * ORE_PER_TKR)


def budget(first_row: int) -> tuple[MonthlyAmounts, ...]:
    """Return the budget of 2023 by enhet, kostnadsslag and month; rows are numbered from `first_row`."""
    return tuple(
        MonthlyAmounts(row.unit, row.line, NEXT_YEAR, budget_months(row.unit, row.line, _ore(row)), number)
        for number, row in enumerate(ROWS, start=first_row)
    )


@dataclass(frozen=True, slots=True)
class Project:
    """A planned investment in tkr by year; income is negative."""

    code: str
    name: str
    unit: str
    tkr: dict[int, float]


_PROJECTS = (
    Project("I05", "Årsanslag för möbler och inventarier", "1002", {2023: 900, 2024: 900, 2025: 925, 2026: 950}),
    Project(
        "I06", "Utbyte av grundutrustning i gruppbostäder", "3021", {2023: 640, 2024: 655.5, 2025: 655.5, 2026: 670}
    ),
    Project("I07", "Digitala lås och larm", "3023", {2023: 1_150, 2024: 1_150, 2025: 400}),
    Project("I08", "Inventarier till ny gruppbostad", "3022", {2024: 1_480.4, 2025: 260}),
    Project("I09", "Nytt verksamhetssystem, införande", "1003", {2023: 780, 2024: 2_350, 2025: 1_120}),
    Project("I10", "Bidrag till välfärdsteknik", "1003", {2023: -350, 2024: -350}),
)


def investments(first_row: int) -> tuple[Investment, ...]:
    """Return the projects of 2023–2026 as grunddata knows them, a row a year, numbered from `first_row`."""
    years = [(project, year, tkr) for project in _PROJECTS for year, tkr in project.tkr.items()]
    return tuple(
        Investment(
            p.code, p.name, p.unit, year, "inkomst" if tkr < 0 else "utgift", int(Decimal(str(tkr)) * ORE_PER_TKR), row
        )
        for row, (p, year, tkr) in enumerate(years, start=first_row)
    )


_MEASURES = {
    "andel_i_tid": 96, "placerade_hvb": 20, "belaggning": 97, "hushall": 470, "sjukfranvaro": 7, "vardygn_hvb": 7_300,
    "vardygn_familjehem": 49_500, "vardygn_vuxna": 6_800, "assistanstimmar": 212_000, "boendestod": 245,
    "deltagare": 400,
}  # fmt: skip
_INDICATORS = {"M1": 96, "M2": 92, "M3": 92, "M4": 150, "M5": 100, "M6": 80, "M7": 100, "S1": 87, "S2": 20, "S3": 92,
               "S4": 90, "S5": 93, "S6": 180}  # fmt: skip

_PLANNED = {
    "N1": "Rådgivning utan utredning byggs ut till hela kommunen. Förskola, skola och socialtjänst provar ett "
    "gemensamt första möte i två områden.",
    "N2": "Alla gruppbostäder arbetar med husmöten. Planer skrivs tillsammans med den boende, och stödpedagogerna "
    "granskar dem varje tertial.",
    "N3": "Arbetet tillsammans med arbetsmarknadsenheten fördjupas:\n\n- gemensam kartläggning inom två veckor\n- fler "
    "platser hos kommunens egna arbetsgivare\n- stöd som följer med in i anställningen",
    "N4": "Mottagningen har öppet två kvällar i veckan från mars.",
    "N5": "Chefer med fler än 25 medarbetare får en biträdande. Scheman som håller över tid införs i tre verksamheter.",
    "N6": "De egna familjehemmen blir tio fler. Varje köpt placering har ett datum för när den ska prövas.",
    "Q1": "Rekryteringen av familjehem fördubblas, och varje nytt hem får handledning från första dagen.",
    "Q2": "Utbildning för alla kontaktpersoner, med början i de bostäder där flest planer saknar mål.",
    "Q3": "Den strukturerade intervjun görs inför alla placeringar. Vården deltar i första mötet även på kvällstid.",
    "U1": "Uppdraget fortsätter tills tio hem är kontrakterade. Behandlingsfamiljehem prövas i liten skala.",
    "U3": "Försöket utvärderas i maj. Nämnden tar därefter ställning till om det ska gälla alla bostäder.",
    "U4": "Ramavtalet upphandlas under våren och börjar gälla den 1 september.",
}

_ACTIVITY = GoalLevel.ACTIVITY
ACTIVITIES = (
    Goal("A1", "Rekrytera familjehem tillsammans med grannkommunerna", _ACTIVITY, "U1",
         "Gemensam kampanj, gemensam utbildning och en väg in för den som är intresserad.", due=date(2023, 5, 31),
         units=("2023",), effect="Fler hem nära barnets skola, och färre dygn i köpt vård."),
    Goal("A2", "Starta ett behandlingsfamiljehem", _ACTIVITY, "U1",
         "Två familjer får förstärkt stöd och handledning av öppenvården.", due=date(2023, 9, 1),
         units=("2023", "2024"), effect="Barn med stora behov kan bo i familj i stället för på institution."),
    Goal("A3", "Utbilda schemaläggare", _ACTIVITY, "U3", "Två dagar för alla som lägger scheman.",
         due=date(2023, 2, 28), units=("3021", "3022"), effect="Längre vila mellan passen och mindre övertid."),
    Goal("A4", "Kartlägga köpt vård", _ACTIVITY, "U4", "Priser, kvalitet och hur länge placeringarna varar.",
         due=date(2023, 2, 15), units=("1002",), effect="Ett ramavtal som styr mot vård som gör skillnad."),
    Goal("U5", "Digitalisera det som tar tid från mötet med den enskilde", GoalLevel.ASSIGNMENT, "K3",
         "Förvaltningen ska införa det nya verksamhetssystemet och digitala lås och larm.", due=date(2024, 12, 31),
         units=("1003",), planning="Systemet införs först hos utförarna. Låsen provas i två servicebostäder."),
    Goal("A5", "Införa verksamhetssystemet hos utförarna", _ACTIVITY, "U5", "Utbildning, flytt av uppgifter och stöd "
         "på plats under de första veckorna.", due=date(2023, 11, 30), units=("1003",),
         effect="Mindre dubbelarbete och säkrare uppgifter."),
    Goal("A6", "Prova digitala lås i två servicebostäder", _ACTIVITY, "U5", "Provet följs upp tillsammans med de "
         "boende.", due=date(2023, 10, 31), units=("3023",), effect="Snabbare hjälp på larm och färre nycklar som "
         "kommer bort."),
)  # fmt: skip

PROGRESS = (Progress("1003", "U5", "Ej påbörjat", "Uppdraget är nytt och börjar nästa år."),)
"""How the uppdrag that belong to next year stand when the plan is written."""


def goals(of: tuple[Goal, ...]) -> tuple[Goal, ...]:
    """Return the goals with what is planned for each, followed by the new uppdrag and the aktiviteter of 2023."""
    planned = (
        replace(
            goal,
            planning=_PLANNED.get(goal.code, ""),
            target_next=Decimal(_INDICATORS[goal.code]) if goal.code in _INDICATORS else None,
        )
        for goal in of
    )
    return (*planned, *ACTIVITIES)


def measures(of: tuple[Measure, ...]) -> tuple[Measure, ...]:
    """Return the measures with the targets of 2023."""
    return tuple(replace(one, target_next=Decimal(_MEASURES[one.code])) if one.code in _MEASURES else one for one in of)


TEXTS = {
    ("1001", "syfte"): "Nämndplanen säger vad Socialnämnden vill uppnå 2023, vilka uppdrag förvaltningen har och vilka "
    "pengar som finns. Den bygger på fullmäktiges mål och budget och följs upp efter april, augusti och december.",
    ("1001", "ordforande"): "Förra året växte behoven fortare än vi hade räknat med. Det gäller mest barn som behöver "
    "skydd och vuxna som vårdas mot sin vilja.\n\nNästa år får nämnden mer pengar, men inte till allt. Vi väljer "
    "därför att **satsa tidigt**: på rådgivning till familjer, på egna familjehem och på en öppen väg in för den som "
    "vill sluta med droger. Det är bättre för den enskilde, och i längden billigare.",
    ("1003", "forbattringar"): "Uppföljningen pekar ut tre områden:\n\n- genomförandeplaner som skrivs tillsammans med "
    "den enskilde\n- köpta placeringar som prövas på utsatt dag\n- bemanning och chefsstöd i gruppbostäderna i söder",
    ("1003", "omvarld"): "Kommunen växer, mest bland barn i skolåldern. Priser och räntor stiger, och fler hushåll "
    "väntas behöva rådgivning om skulder. Det är fortsatt svårt att rekrytera socialsekreterare och sjuksköterskor.",
    ("5041", "omvarld"): "Varslen på de två största arbetsplatserna kan ge fler ansökningar under hösten.",
}  # fmt: skip
"""Texts for the nämndplan, written after August, by (enhet, section). Lagändringar is left unwritten on purpose."""
