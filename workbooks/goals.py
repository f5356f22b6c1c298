"""The goal tree of the example and how its enheter judge it: own words about what any socialnämnd strives for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from xltools.model.goal import Goal, GoalLevel, Vocabulary, WordKind
from xltools.model.measure import Direction

_FOCUS, _COUNCIL, _BOARD = GoalLevel.FOCUS, GoalLevel.COUNCIL, GoalLevel.BOARD
_INDICATOR, _ASSIGNMENT = GoalLevel.INDICATOR, GoalLevel.ASSIGNMENT
_QUALITY, _AREA = GoalLevel.QUALITY, GoalLevel.DEVELOPMENT

GOALS = (
    Goal("F1", "Ett tryggt och självständigt liv", _FOCUS),
    Goal("K1", "Barn och unga får stöd i tid", _COUNCIL, "F1"),
    Goal("N1", "Barn och föräldrar får hjälp innan svårigheterna har vuxit", _BOARD, "K1",
         "Stödet ska vara lätt att hitta och ges så nära familjens vardag som möjligt.",
         units=("2021", "2022", "2024")),
    Goal("M1", "Utredningar som är klara inom fyra månader", _INDICATOR, "N1", unit="%", target=Decimal(95),
         direction=Direction.HIGHER, units=("2022",)),
    Goal("M2", "Familjer som fått öppenvård inom två veckor", _INDICATOR, "N1", unit="%", target=Decimal(90),
         direction=Direction.HIGHER, units=("2024",)),
    Goal("U1", "Bygg upp egna familjehem som alternativ till köpt vård", _ASSIGNMENT, "N1",
         "Minst tio nya familjehem ska vara utredda och kontrakterade.", due=date(2022, 12, 31), units=("2023",)),
    Goal("Q1", "Barn och unga som placeras får ett hem som håller över tid", _QUALITY, "K1",
         "Placeringen ska vara rätt från början. Ett barn ska inte behöva flytta mer än vad dess behov kräver.",
         units=("2022", "2023"), responsible="2023", focus="Barnets bästa"),
    Goal("Q1a", "Familjehem som står kvar", _AREA, "Q1",
         "Familjehemmen får handledning från första dagen och en egen kontakt dygnet runt.", units=("2023",)),
    Goal("S1", "SOC - Andel placeringar i familjehem som avslutats enligt plan", _INDICATOR, "Q1a",
         "Avslutade placeringar under året där barnet flyttat hem, till eget boende eller enligt vårdplanen.",
         unit="%", target=Decimal(85), direction=Direction.HIGHER, units=("2023",), by_sex=True),
    Goal("Q1b", "Vård på hemmaplan före placering", _AREA, "Q1",
         "Intensiv öppenvård prövas innan ett barn placeras, om inte skyddsbehovet är akut.", units=("2022", "2023")),
    Goal("S2", "SOC - Antal barn och unga i externt HVB", _INDICATOR, "Q1b",
         "Antal placerade den sista dagen i perioden.", unit="antal", target=Decimal(24), direction=Direction.LOWER,
         units=("2022", "2023"), by_sex=True),
    Goal("K2", "Alla kan leva sitt eget liv", _COUNCIL, "F1"),
    Goal("N2", "Den som har en funktionsnedsättning bestämmer själv över sin vardag", _BOARD, "K2",
         "Genomförandeplanen är den enskildes och hålls levande.", units=("3021", "3022", "3023", "5032")),
    Goal("M3", "Genomförandeplaner som är högst sex månader gamla", _INDICATOR, "N2", unit="%", target=Decimal(90),
         direction=Direction.HIGHER, units=("3021", "3022", "3023", "5032")),
    Goal("Q2", "Stödet bygger på en plan som den enskilde känner igen som sin", _QUALITY, "K2",
         "Planen säger vad stödet ska leda till, hur det ges och vem som gör vad.",
         units=("3021", "3022", "3023", "5031", "5032"), responsible="30", focus="Delaktighet"),
    Goal("Q2a", "Planer med tydliga mål", _AREA, "Q2",
         "Stödpedagogerna granskar planerna varje tertial och återkopplar till arbetsgruppen.",
         units=("3021", "3022", "3023", "5032")),
    Goal("S3", "SOC - Andel granskade planer som beskriver mål", _INDICATOR, "Q2a",
         "Egen granskning av hälften av planerna.", unit="%", target=Decimal(90), direction=Direction.HIGHER,
         units=("3021", "3022", "3023", "5032"), by_sex=True),
    Goal("S4", "SOC - Andel granskade planer som beskriver delaktighet", _INDICATOR, "Q2a",
         "Av planen framgår hur den enskilde har varit med och bestämt.", unit="%", target=Decimal(90),
         direction=Direction.HIGHER, units=("3021", "3022", "3023", "5032")),
    Goal("Q2b", "Stöd som blir av", _AREA, "Q2", "Avbokade besök följs upp och ersätts när den enskilde vill.",
         units=("5031",)),
    Goal("S5", "SOC - Andel planerade besök i boendestöd som genomförts", _INDICATOR, "Q2b",
         unit="%", target=Decimal(92), direction=Direction.HIGHER, units=("5031",), by_sex=True),
    Goal("N3", "Fler går från stöd till egen försörjning", _BOARD, "K2",
         "Arbetet sker tillsammans med arbetsmarknadsenheten.", units=("5041", "5033")),
    Goal("M4", "Hushåll som blivit självförsörjande under året", _INDICATOR, "N3", unit="antal", target=Decimal(140),
         direction=Direction.HIGHER, units=("5041",)),
    Goal("F2", "Stöd som är öppet och nära", _FOCUS),
    Goal("K3", "Det är lätt att komma i kontakt med kommunen", _COUNCIL, "F2"),
    Goal("N4", "Den som söker hjälp för beroende eller våld möts samma dag", _BOARD, "K3",
         "En väg in, utan remiss och utan väntetid.", units=("5021", "5051")),
    Goal("M5", "Första samtal inom ett dygn", _INDICATOR, "N4", unit="%", target=Decimal(100),
         direction=Direction.HIGHER, units=("5021", "5051")),
    Goal("Q3", "Den som vill sluta med droger eller spel får en samlad bedömning", _QUALITY, "K3",
         "Bedömningen görs en gång, tillsammans med vården, och leder till en gemensam planering.",
         units=("5021", "5022"), responsible="Områdeschef vuxen", focus="Tillgänglighet"),
    Goal("Q3a", "Gemensamma instrument", _AREA, "Q3", "Alla handläggare använder samma strukturerade intervju.",
         units=("5021", "5022")),
    Goal("S6", "SOC - Antal utredningar med strukturerad intervju", _INDICATOR, "Q3a", unit="antal",
         target=Decimal(160), direction=Direction.HIGHER, units=("5021", "5022"), by_sex=True),
    Goal("U2", "Inför digital ansökan om ekonomiskt bistånd", _ASSIGNMENT, "N4",
         "Ansökan ska kunna göras hela dygnet och följas av den som söker.", due=date(2022, 6, 30), units=("5041",)),
    Goal("F3", "En arbetsplats att stanna på", _FOCUS),
    Goal("K4", "Kommunen är en god arbetsgivare", _COUNCIL, "F3"),
    Goal("N5", "Medarbetarna är friska och vill stanna kvar", _BOARD, "K4",
         "Närvarande chefer och scheman som håller över tid.", units=("3021", "3022", "3025", "1003")),
    Goal("M6", "Hållbart medarbetarengagemang", _INDICATOR, "N5", unit="index", target=Decimal(80),
         direction=Direction.HIGHER, units=("1003",), by_sex=True),
    Goal("U3", "Pröva hälsosamma scheman i gruppbostäderna", _ASSIGNMENT, "N5",
         "Fyra bostäder prövar scheman med längre vila mellan passen.", due=date(2022, 10, 31),
         units=("3021", "3022")),
    Goal("F4", "Ekonomi som räcker till i morgon", _FOCUS),
    Goal("K5", "Varje nämnd håller sin budget", _COUNCIL, "F4"),
    Goal("N6", "Köpt vård används när den egna inte räcker, och följs upp varje månad", _BOARD, "K5",
         "Varje placering prövas på nytt var tredje månad.", units=("2023", "5022")),
    Goal("M7", "Placeringar som omprövats de senaste tre månaderna", _INDICATOR, "N6", unit="%", target=Decimal(100),
         direction=Direction.HIGHER, units=("2023", "5022")),
    Goal("U4", "Samla upphandlingen av boende och behandling", _ASSIGNMENT, "N6",
         "Ett gemensamt ramavtal för båda områdena.", due=date(2023, 3, 31), units=("1002",)),
)  # fmt: skip

_WORDS = Vocabulary()
_MET, _PARTLY, _NOT, _UNKNOWN = _WORDS.names(WordKind.ASSESSMENT)
_UNTOUCHED, _ONGOING, _DONE = _WORDS.names(WordKind.STATUS)
_UP, _SAME, _DOWN = _WORDS.names(WordKind.TREND)


@dataclass(frozen=True, slots=True)
class Judgement:
    """How a unit judges a goal; an utvecklingsområde has only a trend.

    `outcomes` are an indicator's values after June and after August, `by_sex` those of women and men after August.
    """

    unit: str
    goal: str
    assessment: str
    comment: str = ""
    outcomes: tuple[float, float] | None = None
    trend: str = ""
    by_sex: tuple[float, float] | None = None
    cause: str = ""
    action: str = ""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a unit's uppdrag has come by August; `done` is the day when it was finished."""

    unit: str
    goal: str
    status: str
    comment: str
    done: date | None = None


JUDGEMENTS = (
    Judgement("2021", "N1", _PARTLY,
              "Förhandsbedömningarna görs i tid, men rådgivning utan utredning används för lite."),
    Judgement("2022", "N1", _PARTLY,
              "Utredningarna blir klara, men vakanserna gör att familjer byter handläggare."),
    Judgement("2022", "M1", _PARTLY, "Sommarens bemanning drog ned resultatet.", (91.8, 90.6), _DOWN),
    Judgement("2022", "Q1", _PARTLY, "Skyddsplaceringarna är fler än förra året och görs ofta med kort varsel."),
    Judgement("2022", "Q1b", "", "Öppenvård prövas i fyra av fem ärenden innan placering.", trend=_UP),
    Judgement("2022", "S2", _PARTLY, "Antalet har vänt nedåt sedan i våras.", (13, 11), _UP, (4, 7)),
    Judgement("2023", "Q1", _NOT,
              "Familjehemmen räcker inte till, och barn med stora behov placeras längre bort än vi vill.",
              cause="Fler barn behöver skydd samtidigt som två familjehem har sagt upp sig.",
              action="Rekryteringen fördubblas i höst, och två konsulenter arbetar bara med stöd till nya hem."),
    Judgement("2023", "Q1a", "", "Handledning ges nu till alla hem under det första året.", trend=_SAME),
    Judgement("2023", "S1", _PARTLY, "Två placeringar bröts i förtid, båda under det första halvåret.", (81.3, 82.4),
              _UP, (84.2, 80.0)),
    Judgement("2023", "Q1b", "", "Egna jourhem gör att barn kan vara kvar i skolan under utredningen.", trend=_SAME),
    Judgement("2023", "S2", _NOT, "Nivån är klart över målet.", (20, 21), _DOWN, (8, 13),
              "Samsjuklighet som de egna familjehemmen inte klarar.",
              "Varje placering prövas på nytt, och ett behandlingsfamiljehem startar i november."),
    Judgement("2024", "N1", _MET, "Familjer kan börja i öppenvården utan beslut, och det har halverat kön."),
    Judgement("2024", "M2", _MET, "", (92.0, 93.5), _UP),
    Judgement("3021", "N2", _MET, "Alla bostäder har husmöten där de boende sätter dagordningen."),
    Judgement("3021", "M3", _MET, "", (90.2, 92.4), _UP),
    Judgement("3021", "Q2", _MET, "De boende har fått planen på det sätt de själva föredrar, ofta med bilder."),
    Judgement("3021", "Q2a", "", "Granskningen är en vana och tas upp på varje planeringsdag.", trend=_UP),
    Judgement("3021", "S3", _MET, "", (89.0, 91.5), _UP, (92.1, 91.0)),
    Judgement("3021", "S4", _PARTLY, "Delaktigheten finns i vardagen men beskrivs inte alltid.", (82.0, 86.2), _UP),
    Judgement("3022", "N2", _PARTLY,
              "Planerna finns, men flera är skrivna utan den boende. Utbildning hålls i höst."),
    Judgement("3022", "M3", _NOT, "Nivån är klart under målet.", (71.5, 73.0), _SAME,
              cause="Stödpedagogerna har ersatt ordinarie personal och inte hunnit uppdatera planerna.",
              action="Två stödpedagoger frigörs en dag i veckan tills alla planer är genomgångna."),
    Judgement("3022", "Q2", _PARTLY, "Planerna skrivs om efter hand, med början hos dem som har bytt bostad."),
    Judgement("3022", "Q2a", "", "Granskningen kom igång först efter påsk.", trend=_SAME),
    Judgement("3022", "S3", _NOT, "Fyra av tio planer saknar tydliga mål.", (58.0, 61.4), _UP, (63.0, 60.2),
              "Många vikarier och få som har gått utbildningen.",
              "Utbildning i september för alla kontaktpersoner, och ny granskning i november."),
    Judgement("3022", "S4", _NOT, "", (55.0, 57.0), _SAME,
              cause="Planerna har skrivits utan den boende under perioder av hög frånvaro.",
              action="Planmöten läggs på tider då kontaktpersonen är i tjänst."),
    Judgement("3023", "N2", _MET, "De boende väljer själva när stödet ska ges."),
    Judgement("3023", "M3", _PARTLY, "", (85.0, 87.2), _UP),
    Judgement("3023", "Q2", _PARTLY, "Målen är tydliga, men uppföljningen behöver göras oftare."),
    Judgement("3023", "Q2a", "", "", trend=_UP),
    Judgement("3023", "S3", _PARTLY, "", (84.5, 88.0), _UP, (88.4, 87.3)),
    Judgement("3023", "S4", _MET, "", (90.0, 91.8), _UP),
    Judgement("5031", "Q2", _PARTLY, "Varannan besökare har fått sin plan omskriven i år."),
    Judgement("5031", "Q2b", "", "Påminnelser med sms har prövats i en grupp och införs nu i alla.", trend=_UP),
    Judgement("5031", "S5", _PARTLY, "De flesta avbokningar görs av den enskilde samma dag.", (88.1, 89.6), _UP,
              (90.7, 88.0)),
    Judgement("5032", "N2", _PARTLY, "Delaktigheten har ökat, men återhämtningsplaner saknas för några boende."),
    Judgement("5032", "M3", _PARTLY, "", (80.4, 83.6), _UP),
    Judgement("5032", "Q2", _PARTLY, "Återhämtningsplanen används i två av tre boenden."),
    Judgement("5032", "Q2a", "", "", trend=_SAME),
    Judgement("5032", "S3", _PARTLY, "", (78.0, 79.5), _SAME, (81.0, 78.4)),
    Judgement("5032", "S4", _PARTLY, "", (80.2, 82.0), _UP),
    Judgement("5041", "N3", _PARTLY, "Fler kommer i arbete, samtidigt som de som är kvar behöver stöd längre."),
    Judgement("5041", "M4", _PARTLY, "Takten räcker om hösten blir som förra året.", (61.0, 88.0), _UP),
    Judgement("5033", "N3", _MET, "Sju deltagare har gått vidare till anställning eller studier."),
    Judgement("5021", "N4", _MET, "Mottagningen har öppet utan tidsbokning varje vardag."),
    Judgement("5021", "M5", _PARTLY, "Tider saknades under två veckor i juli.", (98.2, 96.9), _DOWN),
    Judgement("5021", "Q3", _MET, "Vården deltar i alla första möten sedan i mars."),
    Judgement("5021", "Q3a", "", "Samtliga handläggare är utbildade.", trend=_UP),
    Judgement("5021", "S6", _MET, "", (58, 84), _UP, (31, 53)),
    Judgement("5022", "Q3", _UNKNOWN, "Arbetssättet infördes efter sommaren och går inte att bedöma ännu."),
    Judgement("5022", "Q3a", "", "Intervjun görs inför varje ny placering från och med augusti.", trend=_SAME),
    Judgement("5022", "S6", _PARTLY, "", (9, 14), _UP, (3, 11)),
    Judgement("5051", "N4", _MET, "Alla som hört av sig har fått prata med någon samma dag."),
    Judgement("5051", "M5", _MET, "", (100.0, 100.0), _SAME),
    Judgement("3021", "N5", _PARTLY, "Korttidsfrånvaron minskar, men det är svårt att rekrytera till nätter."),
    Judgement("3022", "N5", _NOT, "Hög sjukfrånvaro och många chefsbyten.",
              cause="Tre chefer på ett år har gett en ryckig planering och fler pass med övertid.",
              action="En handlingsplan är beslutad och följs upp varje månad med skyddsombudet."),
    Judgement("3025", "N5", _PARTLY, "Ensamarbetet sliter. Handledning har införts i alla grupper."),
    Judgement("1003", "N5", _PARTLY, "Ledarprogrammet är klart och följs upp i höst."),
    Judgement("1003", "M6", _PARTLY, "Mätningen gjordes i våras; nästa görs våren 2023.", (78.0, 78.0), _SAME,
              (78.4, 76.9)),
    Judgement("2023", "N6", _NOT, "Den köpta vården ökar.",
              cause="Behovet av skyddade placeringar har vuxit snabbare än de egna familjehemmen.",
              action="Alla köpta placeringar prövas på nytt, och dygnspriserna förhandlas."),
    Judgement("2023", "M7", _PARTLY, "Omprövningen görs, men inte alltid på utsatt dag.", (86.0, 91.0), _UP),
    Judgement("5022", "N6", _NOT, "Kostnaden för tvångsvård är den högsta på tre år.",
              cause="Besluten om tvångsvård är fler och kan inte ersättas med egen vård.",
              action="Öppenvård erbjuds tidigare, så att färre behöver vård utan samtycke."),
    Judgement("5022", "M7", _MET, "", (97.0, 100.0), _UP),
)  # fmt: skip

PROGRESS = (
    Progress("2023", "U1", _ONGOING, "Sex familjehem är kontrakterade, fyra utreds."),
    Progress("5041", "U2", _DONE, "Tjänsten öppnade före sommaren och används av fyra av tio sökande.",
             date(2022, 6, 13)),
    Progress("3021", "U3", _ONGOING, "Två bostäder har gått in i de nya schemana."),
    Progress("3022", "U3", _UNTOUCHED, "Starten har flyttats till oktober i väntan på ny chef."),
    Progress("1002", "U4", _ONGOING, "Behoven är samlade och underlaget skrivs under hösten."),
)  # fmt: skip
