"""The goal tree of the example and how its enheter judge it: own words about what any socialnämnd strives for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from xltools.model.goal import Assessment, AssignmentStatus, Goal, GoalLevel
from xltools.model.measure import Direction

_FOCUS, _COUNCIL, _BOARD = GoalLevel.FOCUS, GoalLevel.COUNCIL, GoalLevel.BOARD
_INDICATOR, _ASSIGNMENT = GoalLevel.INDICATOR, GoalLevel.ASSIGNMENT

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
    Goal("K2", "Alla kan leva sitt eget liv", _COUNCIL, "F1"),
    Goal("N2", "Den som har en funktionsnedsättning bestämmer själv över sin vardag", _BOARD, "K2",
         "Genomförandeplanen är den enskildes och hålls levande.", units=("3021", "3022", "3023", "5032")),
    Goal("M3", "Genomförandeplaner som är högst sex månader gamla", _INDICATOR, "N2", unit="%", target=Decimal(90),
         direction=Direction.HIGHER, units=("3021", "3022", "3023", "5032")),
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
    Goal("U2", "Inför digital ansökan om ekonomiskt bistånd", _ASSIGNMENT, "N4",
         "Ansökan ska kunna göras hela dygnet och följas av den som söker.", due=date(2022, 6, 30), units=("5041",)),
    Goal("F3", "En arbetsplats att stanna på", _FOCUS),
    Goal("K4", "Kommunen är en god arbetsgivare", _COUNCIL, "F3"),
    Goal("N5", "Medarbetarna är friska och vill stanna kvar", _BOARD, "K4",
         "Närvarande chefer och scheman som håller över tid.", units=("3021", "3022", "3025", "1003")),
    Goal("M6", "Hållbart medarbetarengagemang", _INDICATOR, "N5", unit="index", target=Decimal(80),
         direction=Direction.HIGHER, units=("1003",)),
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

_MET, _PARTLY, _NOT = Assessment.MET, Assessment.PARTLY, Assessment.NOT_MET


@dataclass(frozen=True, slots=True)
class Judgement:
    """How a unit judges a goal; `outcomes` are an indicator's values after June and after August."""

    unit: str
    goal: str
    assessment: Assessment
    comment: str = ""
    outcomes: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a unit's uppdrag has come by August; `done` is the day when it was finished."""

    unit: str
    goal: str
    status: AssignmentStatus
    comment: str
    done: date | None = None


JUDGEMENTS = (
    Judgement(
        "2021", "N1", _PARTLY, "Förhandsbedömningarna görs i tid, men rådgivning utan utredning används för lite."
    ),
    Judgement("2022", "N1", _PARTLY, "Utredningarna blir klara, men vakanserna gör att familjer byter handläggare."),
    Judgement("2022", "M1", _PARTLY, "Sommarens bemanning drog ned resultatet.", (91.8, 90.6)),
    Judgement("2024", "N1", _MET, "Familjer kan börja i öppenvården utan beslut, och det har halverat kön."),
    Judgement("2024", "M2", _MET, "", (92.0, 93.5)),
    Judgement("3021", "N2", _MET, "Alla bostäder har husmöten där de boende sätter dagordningen."),
    Judgement("3021", "M3", _MET, "", (90.2, 92.4)),
    Judgement("3022", "N2", _PARTLY, "Planerna finns, men flera är skrivna utan den boende. Utbildning hålls i höst."),
    Judgement(
        "3022", "M3", _NOT, "Stödpedagogerna har ersatt ordinarie personal och inte hunnit uppdatera.", (71.5, 73.0)
    ),
    Judgement("3023", "N2", _MET, "De boende väljer själva när stödet ska ges."),
    Judgement("3023", "M3", _PARTLY, "", (85.0, 87.2)),
    Judgement("5032", "N2", _PARTLY, "Delaktigheten har ökat, men återhämtningsplaner saknas för några boende."),
    Judgement("5032", "M3", _PARTLY, "", (80.4, 83.6)),
    Judgement("5041", "N3", _PARTLY, "Fler kommer i arbete, samtidigt som de som är kvar behöver stöd längre."),
    Judgement("5041", "M4", _PARTLY, "Takten räcker om hösten blir som förra året.", (61.0, 88.0)),
    Judgement("5033", "N3", _MET, "Sju deltagare har gått vidare till anställning eller studier."),
    Judgement("5021", "N4", _MET, "Mottagningen har öppet utan tidsbokning varje vardag."),
    Judgement("5021", "M5", _PARTLY, "Tider saknades under två veckor i juli.", (98.2, 96.9)),
    Judgement("5051", "N4", _MET, "Alla som hört av sig har fått prata med någon samma dag."),
    Judgement("5051", "M5", _MET, "", (100.0, 100.0)),
    Judgement("3021", "N5", _PARTLY, "Korttidsfrånvaron minskar, men det är svårt att rekrytera till nätter."),
    Judgement("3022", "N5", _NOT, "Hög sjukfrånvaro och många chefsbyten. En handlingsplan är beslutad."),
    Judgement("3025", "N5", _PARTLY, "Ensamarbetet sliter. Handledning har införts i alla grupper."),
    Judgement("1003", "N5", _PARTLY, "Ledarprogrammet är klart och följs upp i höst."),
    Judgement("1003", "M6", _PARTLY, "Mätningen gjordes i våras; nästa görs våren 2023.", (78.0, 78.0)),
    Judgement("2023", "N6", _NOT, "Behovet av skyddade placeringar har vuxit snabbare än de egna familjehemmen."),
    Judgement("2023", "M7", _PARTLY, "Omprövningen görs, men inte alltid på utsatt dag.", (86.0, 91.0)),
    Judgement("5022", "N6", _NOT, "Besluten om tvångsvård är fler och kan inte ersättas med egen vård."),
    Judgement("5022", "M7", _MET, "", (97.0, 100.0)),
)

PROGRESS = (
    Progress("2023", "U1", AssignmentStatus.ONGOING, "Sex familjehem är kontrakterade, fyra utreds."),
    Progress("5041", "U2", AssignmentStatus.DONE, "Tjänsten öppnade före sommaren och används av fyra av tio sökande.",
             date(2022, 6, 13)),
    Progress("3021", "U3", AssignmentStatus.ONGOING, "Två bostäder har gått in i de nya schemana."),
    Progress("3022", "U3", AssignmentStatus.NOT_STARTED, "Starten har flyttats till oktober i väntan på ny chef."),
    Progress("1002", "U4", AssignmentStatus.ONGOING, "Behoven är samlade och underlaget skrivs under hösten."),
)  # fmt: skip
