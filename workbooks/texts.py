"""Longer words of the example's units, and what they do to come into balance.

Most sections are left unwritten on purpose, so that the report shows how it drafts what nobody has written.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

AUGUST = {
    (
        "1001",
        "handelser",
    ): "Nämnden har under året haft två extra sammanträden om ekonomin. I maj beslutades att reserven "
    "ska hållas tillbaka.\n\nFörvaltningen har bytt verksamhetssystem för utförarna. Bytet gick enligt plan, men tog "
    "mycket tid från ordinarie arbete under våren.",
    (
        "1001",
        "framtid",
    ): "Nästa år väntas lägre statsbidrag och högre priser. Arbetet med en ny ram börjar redan i höst, "
    "med början i det som är lagstyrt.",
    ("2021", "kvalitet"): "Kontrollen av att varje anmälan får en skyddsbedömning samma dag visar **inga brister**. "
    "Av 60 granskade anmälningar var alla bedömda i tid.",
    ("2023", "framtid"): "Avtalen om konsulentstödda familjehem löper ut i mars. En egen verksamhet för jourhem prövas "
    "under våren:\n\n- fyra hem med beredskap\n- gemensam utbildning med Öppenvården",
    (
        "3022",
        "kvalitet",
    ): "Kontrollen av privata medel gjordes i maj. I två bostäder saknades en underskrift; rutinen är "
    "rättad och följs upp i november.",
    ("3025", "framtid"): "Fler väntas få beslut enligt LSS när lagen ändras. Rekrytering till nätter är det svåraste.",
    ("4011", "handelser"): "Larm och dokumentation har lagts i samma system. Under införandet i maj bemannades jouren "
    "dubbelt i två veckor.",
    ("5041", "framtid"): "Hushållens kostnader för el och livsmedel väntas driva upp biståndet också nästa år.",
    ("1003", "kvalitet"): "Internkontrollen har omfattat tre områden:\n\n- dokumentation i genomförandeplaner\n"
    "- hantering av privata medel\n- behörigheter i verksamhetssystemet\n\nTvå brister har rättats. Den tredje, "
    "**behörigheter för den som har slutat**, följs upp i oktober.",
    ("1003", "personal"): "Ledarprogrammet har avslutats med 38 deltagare. Ett gemensamt arbetssätt för rehabilitering "
    "används nu av alla enheter.",
    (
        "2022",
        "personal",
    ): "Var femte tjänst har varit vakant någon gång under året. Introduktionen för nyexaminerade har "
    "gjorts om, och de som började i våras är alla kvar.",
    ("2023", "handelser"): "Antalet placeringar har ökat sedan mars. Flera barn har behövt skydd med kort varsel, och "
    "platser i egna familjehem har då inte funnits.",
    ("2023", "prognos"): "Prognosen bygger på att dagens placeringar består året ut och att två avslutas i oktober. "
    "Osäkerheten ligger i nya beslut om vård utan samtycke.",
    (
        "2024",
        "verksamhetsplan",
    ): "Öppenvården tar emot familjer utan föregående utredning. Föräldragrupperna har blivit "
    "fler och leds nu tillsammans med förskolan.",
    (
        "3011",
        "handelser",
    ): "En ny gruppbostad planeras till 2024. Under sommaren flyttade två boenden tillfälligt medan "
    "ventilationen byggdes om.",
    ("3022", "prognos"): "Underskottet beror på övertid och dubbelbemanning. Bemanningen ses över tillsammans med "
    "handläggarna i september.",
    ("3025", "prognos"): "Två nya ärenden och utökade beslut förklarar underskottet. Ersättning för sjuklöner kommer "
    "i efterhand och ingår inte.",
    (
        "4011",
        "personal",
    ): "Två sjukskötersketjänster är vakanta. Bemanningsföretag används till dess att de är tillsatta.",
    (
        "5021",
        "kvalitet",
    ): "Klagomålen är få. Synpunkter från dem som besöker mottagningen har lett till längre öppettider på torsdagar.",
    ("5022", "handelser"): "Besluten om tvångsvård har blivit fler än under något av de tre senaste åren. Dygnspriset "
    "höjdes i juli.",
    (
        "5041",
        "verksamhetsplan",
    ): "Digital ansökan öppnade i juni. Handläggarna lägger nu mer tid på samtal om vägen till arbete.",
    ("2021", "nulage"): "Inflödet är högt men stabilt. Alla tjänster är tillsatta sedan maj, och telefonen är bemannad "
    "hela dagen igen.",
    ("2021", "statistik"): "Anmälningarna brukar gå ner i juli och öka när skolan börjar. Årets nedgång var mindre än "
    "väntat.",
    ("2023", "nulage"): "Det är ont om jourhem. Två familjer har slutat och en ny utreds.\n\n- tre barn väntar på ett "
    "stadigvarande hem\n- ett syskonpar har placerats tillsammans",
    ("2023", "statistik"): "Dygnen i HVB följer antalet placerade. De tillfälliga placeringarna i jourhem har varit "
    "**korta**, de flesta under två veckor.",
    ("3022", "nulage"): "Sommaren gick bra, men med fler timanställda än väntat. Två fasta vikarier börjar i höst.",
    ("3023", "nulage"): "Två lägenheter renoveras efter vattenskadan och kan hyras ut igen i november.",
    ("3025", "statistik"): "Två nya beslut och ett utökat beslut syns i timmarna från maj.",
    ("4011", "nulage"): "Hemsjukvården har full beläggning. Sjuksköterskorna delar på helgerna enligt det nya schemat, "
    "som ska utvärderas i oktober.",
    ("4011", "statistik"): "Fler hembesök beror på korttidsinsatser efter utskrivning från sjukhus.",
    ("5022", "nulage"): "Besluten om tvångsvård fortsätter att öka. Alla placerade har en plan för tiden efter vården.",
    ("5041", "nulage"): "Handläggningstiden är nere i åtta dagar sedan den digitala ansökan öppnade.",
    ("5041", "statistik"): "Antalet hushåll väntas stiga något under hösten när elpriserna slår igenom.",
}
"""Texts after August by (enhet, section)."""

JUNE = {
    ("2023", "nulage"): "Prognosen räknar med att placeringarna ligger kvar på vårens nivå.",
    ("5022", "nulage"): "Fler beslut om tvångsvård har fattats under våren.",
}
"""Texts after June by (enhet, section)."""


@dataclass(frozen=True, slots=True)
class Action:
    """What a unit does to come into balance: the effect is this year's saving in tkr."""

    unit: str
    what: str
    effect_tkr: float
    start: date
    who: str
    consequence: str


ACTIONS = (
    Action("2023", "Pröva alla köpta placeringar på nytt", 1_400, date(2022, 9, 1), "Ingela Fridsäter",
           "Några ungdomar flyttar till egna familjehem eller stödboende."),
    Action("2023", "Förhandla om dygnspriser hos de fyra största leverantörerna", 600, date(2022, 10, 1),
           "Ragnhild Sävmark", "Ingen för de placerade."),
    Action("2022", "Avsluta inhyrningen stegvis när tjänster tillsätts", 450, date(2022, 10, 1), "Mattias Rosenvik",
           "Längre kö under inskolningen."),
    Action("3022", "Se över bemanning och scheman i två bostäder", 700, date(2022, 9, 15), "Daniel Kvarnstedt",
           "Gemensam natt för två bostäder."),
    Action("3025", "Söka ersättning hos Försäkringskassan i fler ärenden", 500, date(2022, 9, 1), "Lisbet Ånäs",
           "Ingen för den som har assistans."),
    Action("5022", "Erbjuda öppenvård i stället för placering när det är möjligt", 900, date(2022, 9, 1),
           "Emil Torstrand", "Kräver fler tider på Beroendemottagningen."),
    Action("5041", "Fördjupad utredning av rätten till andra ersättningar", 350, date(2022, 9, 1), "Robert Ekelycke",
           "Fler får sjukersättning eller bostadsbidrag i rätt tid."),
)  # fmt: skip
"""Actions after August; the unit lists its own in this order."""
