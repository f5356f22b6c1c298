"""The catalogue of findings: every code with its severity, message and remedy, once.

Long on purpose: a catalogue is read down one page, and an enum cannot be parted.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Severity(Enum):
    """How bad it is: a fel must be mended, a varning looked at, an upplysning is good to know."""

    FEL = "fel"
    VARNING = "varning"
    UPPLYSNING = "upplysning"


@dataclass(frozen=True, slots=True)
class Kind:
    """What all findings of one code have in common. `message` and `remedy` take `{names}` from the finding."""

    id: str
    severity: Severity
    title: str
    message: str
    remedy: str


def _fel(id_: str, title: str, message: str, remedy: str) -> Kind:
    return Kind(id_, Severity.FEL, title, message, remedy)


def _varning(id_: str, title: str, message: str, remedy: str) -> Kind:
    return Kind(id_, Severity.VARNING, title, message, remedy)


def _upplysning(id_: str, title: str, message: str, remedy: str) -> Kind:
    return Kind(id_, Severity.UPPLYSNING, title, message, remedy)


_MAKE_ANEW = "Skapa en ny inlämningsbok med xltools new och för över det du har skrivit."
_KEEP_FORM = "Ångra ändringen, eller skapa en ny bok med xltools new och för över det du har skrivit."


class Code(Enum):
    """Every kind of finding.

    1xx files and form, 2xx cells, 3xx figures, 4xx texts, 5xx grunddata, 6xx wholes, 7xx documents, 8xx the ledger.
    """

    # 1xx: the file and its form
    NOT_A_WORKBOOK = _fel(
        "XL101",
        "Inte en Excelbok",
        "Filen är ingen Excelbok i formatet .xlsx.",
        "Öppna filen i Excel och spara den som Excel-arbetsbok (.xlsx), eller ta bort den ur mappen.",
    )
    OLD_FORMAT = _fel(
        "XL102",
        "Gammalt filformat",
        "Filen är sparad i det gamla Excelformatet (.xls).",
        "Öppna filen i Excel och spara den som Excel-arbetsbok (.xlsx).",
    )
    ENCRYPTED = _fel(
        "XL103",
        "Lösenordsskyddad fil",
        "Filen är krypterad med lösenord och går inte att läsa.",
        "Ta bort lösenordet i Excel under Arkiv > Info > Skydda arbetsbok och spara igen.",
    )
    DAMAGED = _fel(
        "XL104",
        "Skadad fil",
        "Filen är skadad: {reason}.",
        "Öppna filen i Excel, låt Excel reparera den och spara, eller hämta en tidigare version.",
    )
    TOO_LARGE = _fel(
        "XL105",
        "För stor fil",
        "Filen är orimligt stor när den packas upp och läses därför inte.",
        "Kontrollera varifrån filen kommer. En inlämningsbok är normalt mindre än 1 MB.",
    )
    UNREADABLE = _fel(
        "XL106",
        "Filen går inte att öppna",
        "Filen går inte att läsa: {reason}.",
        "Kontrollera att du har rätt att läsa filen och att den är synkroniserad till din dator.",
    )
    OPEN_ELSEWHERE = _varning(
        "XL107",
        "Boken är öppen i Excel",
        "Någon har boken öppen i Excel. Det som ännu inte är sparat kommer inte med.",
        "Spara och stäng boken och kör kontrollen igen.",
    )
    NOT_OUR_TEMPLATE = _fel(
        "XL110",
        "Inte en inlämningsbok",
        "Boken är inte gjord av xltools, eller har mist sitt dolda blad.",
        _MAKE_ANEW,
    )
    OLD_TEMPLATE = _fel(
        "XL111",
        "Gammal mall",
        "Boken är gjord med mallversion {found}, men den här versionen läser {expected}.",
        _MAKE_ANEW,
    )
    WRONG_UNIT = _fel(
        "XL112",
        "Okänd enhet",
        "Boken gäller enhet {found}, som inte finns i grunddata.{near}",
        "Kontrollera enhetens kod i grunddata, bladet Organisation, eller skapa en ny bok.",
    )
    WRONG_PERIOD = _fel(
        "XL113",
        "Fel period",
        "Boken gäller perioden {found}, men ligger i mappen för {expected}.",
        "Flytta boken till rätt mapp eller lämna in boken för rätt period.",
    )
    DELIVERED_TWICE = _fel(
        "XL114",
        "Enheten är inlämnad två gånger",
        "Enheten {unit} finns också i {other}. {counted}.",
        "Behåll den bok som gäller och flytta bort den andra ur mappen.",
    )
    SHEET_MISSING = _fel("XL120", "Blad saknas", "Bladet {sheet} saknas.", _KEEP_FORM)
    SHEET_RENAMED = _fel(
        "XL121",
        "Blad har bytt namn",
        "Bladet {sheet} verkar ha bytt namn till {found}.",
        "Ge bladet dess gamla namn, {sheet}.",
    )
    SHEET_EXTRA = _upplysning(
        "XL122",
        "Eget blad",
        "Bladet {sheet} ingår inte i mallen och läses inte.",
        "Inget behöver göras. Det som står på bladet kommer inte med i sammanställningen.",
    )
    COLUMN_MISSING = _fel("XL123", "Kolumn saknas", "Kolumnen {column} saknas.", _KEEP_FORM)
    COLUMN_RENAMED = _fel(
        "XL124",
        "Kolumn har bytt namn",
        "Rubriken ska vara {column} men är {found}.",
        "Skriv tillbaka rubriken {column}.",
    )
    COLUMN_MOVED = _fel(
        "XL125",
        "Kolumn har flyttats",
        "Kolumnen {column} ska stå i kolumn {expected}.",
        _KEEP_FORM,
    )
    ROW_MISSING = _fel("XL126", "Rad saknas", "Raden {row} saknas.", _KEEP_FORM)
    ROW_RENAMED = _fel(
        "XL127",
        "Rad har bytt namn",
        "Raden ska heta {row} men heter {found}.",
        "Skriv tillbaka {row}.",
    )
    ROW_MOVED = _fel("XL128", "Rad har flyttats", "Raden {row} ska stå på rad {expected}.", _KEEP_FORM)
    STRUCTURE_CHANGED = _fel(
        "XL129",
        "Bladets uppställning är ändrad",
        "{what} ingår inte i mallen och läses inte.",
        _KEEP_FORM,
    )
    OLDER_MASTER = _varning(
        "XL130",
        "Boken är gjord före en ändring i grunddata",
        "Grunddata har ändrats sedan boken skapades, så att bladet {sheet} nu skulle se annorlunda ut.",
        "Kontrollera att det som är ifyllt fortfarande gäller, eller skapa en ny bok.",
    )
    NOT_FILLED_IN = _upplysning(
        "XL131",
        "Boken är inte ifylld",
        "Boken är inte ifylld ännu, och räknas därför som ej inlämnad.",
        "Fyll i boken, spara den och kör kontrollen igen.",
    )
    # 2xx: cells
    FORMULA_OVERWRITTEN = _fel(
        "XL201",
        "Formel överskriven",
        "Cellen ska räkna ut sitt värde, men formeln är ersatt med {found}.",
        "Ångra ändringen, eller kopiera formeln från samma kolumn på en annan rad.",
    )
    ERROR_VALUE = _fel(
        "XL202",
        "Felvärde i cell",
        "Cellen visar {found}.",
        "Rätta formeln eller skriv in värdet.",
    )
    TEXT_AS_NUMBER = _varning(
        "XL203",
        "Tal skrivet som text",
        "«{found}» är text, och har lästs som {read}.",
        "Skriv värdet som ett tal, utan enhet och mellanslag före eller efter.",
    )
    NOT_A_NUMBER = _fel(
        "XL204",
        "Text där ett tal ska stå",
        "«{found}» går inte att läsa som ett tal.",
        "Skriv bara ett tal i cellen. Finns det en kolumn Kommentar hör förklaringen hemma där.",
    )
    AMBIGUOUS_NUMBER = _fel(
        "XL205",
        "Tvetydigt tal",
        "«{found}» kan betyda {first} eller {second}.",
        "Skriv om talet utan tusentalsavgränsare och med decimalkomma.",
    )
    NOT_IN_LIST = _fel(
        "XL206",
        "Värdet finns inte i listan",
        "«{found}» finns inte i listan.{near}",
        "Välj ett av: {choices}.",
    )
    MISSING = _fel("XL207", "Obligatorisk cell är tom", "{column} saknas för {row}.", "Fyll i cellen.")
    NOT_A_DATE = _fel(
        "XL208",
        "Inte ett datum",
        "«{found}» går inte att läsa som ett datum.",
        "Skriv datumet som 2022-08-31.",
    )
    UNKNOWN_CODE = _fel(
        "XL209",
        "Okänd kod",
        "Koden «{found}» finns inte i {where}.{near}",
        "Rätta koden, eller lägg till den i {where}.",
    )
    LOCKED_CHANGED = _fel(
        "XL210",
        "Låst värde är ändrat",
        "{column} för {row} är {found} i boken men {expected} i grunddata.",
        "Värdet hämtas från grunddata. Rätta där om det är fel, och skapa en ny bok.",
    )
    NOT_WHOLE = _varning(
        "XL211",
        "Antal med decimaler",
        "{row} anges i heltal, men är {found}.",
        "Skriv ett heltal.",
    )
    TOO_LONG = _varning(
        "XL212",
        "Mycket lång text",
        "Texten är {length} tecken lång.",
        "Korta texten till högst {limit} tecken, så att den ryms i rapporten.",
    )
    TOO_BIG = _fel(
        "XL213",
        "Orimligt stort tal",
        "{found} är större än något belopp i en kommun kan vara.",
        "Rätta talet.",
    )
    # 3xx: figures
    REVENUE_SIGN = _fel(
        "XL301",
        "Fel tecken på intäkt",
        "{column} för {row} är {found}. Intäkter skrivs med minus.",
        "Skriv intäkten med minustecken.",
    )
    COST_SIGN = _fel(
        "XL302",
        "Fel tecken på kostnad",
        "{column} för {row} är {found}. Kostnader skrivs utan minus.",
        "Ta bort minustecknet. Är det en kreditering som är större än kostnaden, förklara den i en kommentar.",
    )
    THOUSANDFOLD = _fel(
        "XL303",
        "Kronor och tusental kronor förväxlade",
        "{column} för {row} är {found}, omkring {times} {reference}.",
        "Skriv beloppet i {unit}.",
    )
    OUTCOME_FELL = _fel(
        "XL304",
        "Utfallet är lägre än förra perioden",
        "Utfallet för {row} är {found}, men var {before} till och med {period}.",
        "Kontrollera utfallet mot ekonomisystemet. Är det rättat där, skriv det i en kommentar.",
    )
    NEGATIVE_COUNT = _fel(
        "XL305",
        "Negativt antal",
        "{row} är {found}. Ett antal kan inte vara mindre än noll.",
        "Rätta värdet.",
    )
    SHARE_OUTSIDE = _fel(
        "XL306",
        "Andel utanför 0–100",
        "{row} är {found}. En andel ligger mellan 0 och 100 procent.",
        "Skriv andelen i procent, till exempel 7,5.",
    )
    COMMENT_MISSING = _fel(
        "XL307",
        "Avvikelse utan kommentar",
        "{row} avviker med {found} från budget utan att det förklaras.",
        "Skriv en kommentar som förklarar avvikelsen.",
    )
    FORECAST_BELOW_OUTCOME = _fel(
        "XL308",
        "Prognosen är lägre än utfallet",
        "Prognosen för {row} är {found}, men utfallet är redan {outcome}.",
        "Höj prognosen, eller förklara i en kommentar vilken kreditering som väntas.",
    )
    SEXES_DO_NOT_ADD_UP = _fel(
        "XL309",
        "Kvinnor och män blir inte totalen",
        "{row}: kvinnor {women} och män {men} blir {added}, men totalt står {total}.",
        "Rätta kvinnor, män eller totalt.",
    )
    GOAL_NOT_ASSESSED = _fel(
        "XL310",
        "Mål utan bedömning",
        "{row} saknar bedömning.",
        "Välj en bedömning i listan.",
    )
    DATE_OUTSIDE = _varning(
        "XL311",
        "Datum utanför perioden",
        "{what} är {found}, men ska ligga mellan {first} och {last}.",
        "Kontrollera datumet.",
    )
    PART_ABOVE_WHOLE = _fel(
        "XL312",
        "Delen är större än det hela",
        "{row} är {found}, mer än {whole} som är {limit}.",
        "Rätta ett av värdena.",
    )
    ACTION_INCOMPLETE = _fel(
        "XL313",
        "Ofullständig åtgärd",
        "{row} saknar {column}.",
        "Fyll i {column}, eller töm raden.",
    )
    ACTION_NEGATIVE = _varning(
        "XL314",
        "Åtgärd som kostar",
        "{row} har effekten {found}. En besparing skrivs utan minus.",
        "Ta bort minustecknet, om åtgärden förbättrar resultatet.",
    )
    STATUS_AND_DATE = _varning(
        "XL315",
        "Status och datum säger olika",
        "{row} har status {found} men {column}.",
        "Rätta status eller datum.",
    )
    SHARE_AS_FRACTION = _varning(
        "XL316",
        "Andel under en procent",
        "{row} är {found}. Menas {meant}?",
        "Skriv andelen i procent och utan procenttecken, till exempel 7,5.",
    )
    GOAL_NOT_EXPLAINED = _varning(
        "XL317",
        "Mål utan orsak eller åtgärd",
        "{row} är bedömt som {found} men saknar {column}.",
        "Skriv i {column}: det ska framgå av uppföljningen.",
    )
    SEXES_NOT_AROUND = _varning(
        "XL318",
        "Kvinnors och mäns utfall stämmer inte med det samlade",
        "{row}: kvinnor {women}, män {men}, samlat {total}.",
        "Kontrollera de tre värdena.",
    )
    ANSWER_OUTSIDE = _fel(
        "XL319",
        "Svar utanför skalan",
        "{row} är {found}, men svaren går från {low} till {high}.",
        "Skriv medelvärdet av svaren på frågan. Skalan står på bladet Regler i grunddata.",
    )
    ADJUSTMENT_INCOMPLETE = _fel(
        "XL320",
        "Ofullständig justering",
        "{row} saknar {column}.",
        "Fyll i {column}, eller töm raden.",
    )
    ADJUSTMENT_SIGN = _varning(
        "XL321",
        "Ovanligt tecken på en justering",
        "{row} är {found} på {line}, som är {kind}.",
        "Skriv beloppet med utfallets tecken: kostnader utan tecken, intäkter med minus. En kreditering har omvänt.",
    )
    ADJUSTMENT_LARGE = _varning(
        "XL322",
        "Mycket stor justering",
        "{row} är {found}, mer än {reference} för {line}.",
        "Kontrollera beloppet. Det skrivs i {unit}.",
    )
    ADJUSTMENT_TWICE = _varning(
        "XL323",
        "Justeringen finns också i grunddata",
        "{row}, {found} på {line}, står också på rad {other} på bladet Justeringar i grunddata. Den räknas en gång.",
        "Ta bort raden på det ena stället. Är det två olika poster, skriv dem som en med det sammanlagda beloppet.",
    )
    # 4xx: texts
    PERSONAL_NUMBER = _fel(
        "XL401",
        "Personnummer i text",
        "Texten innehåller något som ser ut som ett personnummer (tecken {position}).",
        "Ta bort personnumret. Det får aldrig stå i en inlämningsbok eller rapport.",
    )
    # 5xx: grunddata
    TABLE_SHEET_MISSING = _fel(
        "XL501",
        "Blad saknas i grunddata",
        "Bladet {sheet} saknas i grunddata.{near}",
        "Ge bladet dess rätta namn, eller hämta det ur en ny grunddata (xltools init i en tom mapp).",
    )
    TABLE_COLUMN_MISSING = _fel(
        "XL502",
        "Kolumn saknas i grunddata",
        "Kolumnen {column} saknas.{near}",
        "Skriv tillbaka rubriken {column}.",
    )
    DUPLICATE_CODE = _fel(
        "XL503",
        "Koden finns två gånger",
        "Koden {found} står också på rad {other}.",
        "Varje kod får bara förekomma en gång. Ändra eller ta bort en av raderna.",
    )
    UNKNOWN_PARENT = _fel(
        "XL504",
        "Okänd överordnad",
        "{row} ligger under {found}, som inte finns.{near}",
        "Rätta koden för överordnad.",
    )
    CIRCLE = _fel(
        "XL505",
        "Cirkel i trädet",
        "{row} ligger under sig själv: {path}.",
        "Rätta överordnad, så att trädet får en början.",
    )
    WRONG_LEVEL = _fel(
        "XL506",
        "Fel nivå i trädet",
        "{row} är {found} och kan inte ligga under {parent}.",
        "Rätta nivån eller överordnad.",
    )
    NO_ROOT = _fel(
        "XL507",
        "Trädet ska ha en nämnd",
        "Organisationen ska ha exakt en nämnd överst, men har {found}.",
        "Låt en rad ha nivån nämnd och ingen överordnad.",
    )
    LINE_WITHOUT_GROUP = _fel(
        "XL508",
        "Kostnadsslag utan grupp",
        "{row} saknar grupp och kommer inte med i någon summa.",
        "Skriv vilken grupp kostnadsslaget hör till, till exempel Personalkostnader.",
    )
    ACCOUNTS_UNREADABLE = _fel(
        "XL509",
        "Kontointervall går inte att läsa",
        "«{found}» är inget kontointervall.",
        "Skriv som 5000-5999 och skilj flera intervall med komma.",
    )
    ACCOUNTS_OVERLAP = _fel(
        "XL510",
        "Kontointervall överlappar",
        "Kontona {found} hör både till {row} och {other}.",
        "Låt varje konto höra till ett enda kostnadsslag.",
    )
    DUPLICATE_ROW = _fel(
        "XL511",
        "Raden finns två gånger",
        "{row} står också på rad {other}.",
        "Slå ihop raderna eller ta bort den ena.",
    )
    BAD_PERIOD = _fel(
        "XL512",
        "Inte en period",
        "«{found}» är ingen period.",
        "Skriv perioden som 2022-08.",
    )
    MIXED_GROUP = _fel(
        "XL513",
        "Grupp med både intäkter och kostnader",
        "Gruppen {group} innehåller både intäkter och kostnader.",
        "Låt intäkter och kostnader ha var sin grupp.",
    )
    MEASURE_RULE = _fel(
        "XL514",
        "Måttets regel är ofullständig",
        "{row} har regeln {rule} och behöver {column}.",
        "Fyll i {column} med koden för ett annat mått.",
    )
    CASE_NUMBER = _varning(
        "XL515",
        "Ovanligt diarienummer",
        "«{found}» följer inte mönstret för diarienummer.",
        "Kontrollera numret, eller ändra mönstret på bladet Regler.",
    )
    NOT_A_UNIT = _fel(
        "XL516",
        "Inte en enhet",
        "{found} är {level}, men belopp anges per enhet.",
        "Ange koden för en enhet.",
    )
    WORD_UNFIT = _fel(
        "XL517",
        "Bedömning som inte kan användas",
        "«{found}» kan inte användas: {reason}.",
        "Ändra på bladet Bedömningar.",
    )
    COARSE_GROUP = _fel(
        "XL518",
        "Fel grov grupp",
        "{row} är {kind} men står i den grova gruppen {found}.",
        "Intäkter hör till gruppen intäkter, kostnader till personal eller övrigt.",
    )
    PATTERN_UNREADABLE = _varning(
        "XL519",
        "Mönstret går inte att tolka",
        "«{found}» går inte att använda som mönster: {reason}. Det vanliga mönstret används i stället.",
        "Rätta mönstret, eller töm cellen; då gäller det vanliga.",
    )
    DECISION_SIGN = _varning(
        "XL571",
        "Ovanligt tecken på en beslutad prognos",
        "{found} har fel tecken för {kind}.",
        "Skriv kostnader utan tecken och intäkter med minus, om det inte är krediteringar som väntas.",
    )
    PROSPECT_NEGATIVE = _fel(
        "XL572",
        "Scenario med minustecken",
        "{column} är {found}, men skrivs utan tecken.",
        "Skriv beloppet utan tecken, i den kolumn som det hör till.",
    )
    COLOUR_UNREADABLE = _varning(
        "XL531",
        "Huvudfärgen går inte att läsa",
        "«{found}» är ingen färg. Dokumenten får mallens färger.",
        "Skriv färgen som # och sex tecken, till exempel #1F3864.",
    )
    COLOUR_TOO_LIGHT = _varning(
        "XL532",
        "För ljus huvudfärg",
        "{found} är för ljus för text på vitt: kontrasten är {ratio}:1. Dokumenten får i stället {used}.",
        "Välj en mörkare färg, med kontrasten 4,5:1 eller mer mot vitt.",
    )
    MOVE_SHARES = _fel(
        "XL541",
        "Andelarna blir inte 100 procent",
        "Andelarna av {found} från och med {period} blir {sum} procent tillsammans.",
        "Fördela 100 procent av den gamla koden. Blir något kvar på den: lägg till en rad med samma gamla och nya kod.",
    )
    MOVE_CIRCLE = _fel(
        "XL542",
        "Omflyttning i cirkel",
        "{path} leder tillbaka till sig själv.",
        "Ta bort den rad som inte längre gäller.",
    )
    MOVED_TWICE = _fel(
        "XL543",
        "Koden är redan flyttad",
        "{found} flyttades i sin helhet från och med {period}, på rad {other}, och kan inte flyttas en gång till.",
        "Rätta perioden, eller lägg till en rad för det som blev kvar på koden den första gången.",
    )
    MOVE_TO_GONE = _fel(
        "XL544",
        "Flyttas till en kod som har upphört",
        "{found} flyttas till {new} från och med {period}, men {new} upphörde redan {other}.",
        "Ange den kod som gäller, eller rätta perioderna.",
    )
    BUDGET_MONTHS_DIFFER = _fel(
        "XL551",
        "Månaderna blir inte årets budget",
        "{row}: månaderna blir {found}, men Helår är {expected}.",
        "Rätta månaderna eller Helår, eller töm månaderna; då delas Helår ut efter kolumnen Periodisering.",
    )
    PROFILE_UNKNOWN = _fel(
        "XL552",
        "Okänd periodisering",
        "«{found}» är ingen periodisering.{near}",
        "Skriv jämnt, förra året, enligt ekonomisystemet eller namnet på en profil på bladet Periodisering.",
    )
    PROFILE_SHARES = _fel(
        "XL553",
        "Profilen blir inte 100 procent",
        "Månaderna i profilen {row} blir {found} procent.",
        "Rätta andelarna, så att de tolv månaderna blir 100 procent.",
    )
    PROFILE_NAME = _fel(
        "XL554",
        "Profilens namn är upptaget",
        "«{found}» är ett av programmets egna sätt att periodisera.",
        "Ge profilen ett annat namn.",
    )
    SPREAD_UNUSED = _varning(
        "XL555",
        "Periodiseringen används inte",
        "{row} har månaderna ifyllda, så periodiseringen «{found}» har ingen verkan.",
        "Töm månaderna om Helår ska delas ut, eller töm kolumnen Periodisering.",
    )
    EMAIL_UNREADABLE = _varning(
        "XL581",
        "Inte en e-postadress",
        "«{found}» är ingen e-postadress. Påminnelsen får ingen mottagare.",
        "Skriv adressen som namn@kommun.se, eller lämna cellen tom.",
    )
    # 6xx: wholes
    DELIVERY_MISSING = _varning(
        "XL601",
        "Enhet saknas",
        "{unit} har inte lämnat in. Effekt: {effect}.",
        "Påminn enheten. Uppgifterna fattas i summorna tills boken kommer.",
    )
    DELIVERY_WITH_ERRORS = _varning(
        "XL602",
        "Bok med fel ingår",
        "{unit} har {count} fel som inte är rättade, men ingår i summorna.",
        "Låt enheten rätta felen och sammanställ igen.",
    )
    DELIVERY_LEFT_OUT = _fel(
        "XL603",
        "Boken kunde inte tas med",
        "{file} går inte att läsa och ingår inte i summorna. Effekt: {effect}.",
        "Se vad kontrollen säger om boken.",
    )
    SNAPSHOT_DAMAGED = _varning(
        "XL604",
        "Arkivet går inte att läsa",
        "Arkivet för {period} är skadat: {reason}.",
        "Återskapa det med xltools archive rebuild --period {period}. En äldre prognos används tills dess.",
    )
    WEIGHT_MISSING = _varning(
        "XL605",
        "Vikt saknas",
        "{row} saknar {weight} för {unit} och ingår därför inte i medelvärdet.",
        "Fyll i {weight}.",
    )
    FORECAST_MISSING = _varning(
        "XL606",
        "Prognos saknas på en rad",
        "{unit} har ingen prognos för {row}. Effekt: {effect}.",
        "Låt enheten fylla i prognosen och sammanställ igen.",
    )
    OUTCOME_INCOMPLETE = _varning(
        "XL607",
        "Utfallet är inte bokfört hela perioden",
        "{booked}, men perioden går till {until}. {lacking} ingår inte i utfallet.",
        "Läs in de månader som saknas med xltools import, eller välj en period som är bokförd.",
    )
    FORECAST_UNEXPLAINED = _varning(
        "XL611",
        "Egen prognos utan förklaring",
        "{unit} har prognosen {found} för {row}, {difference} {than} än den beräknade, men inget säger varför.",
        "Låt enheten skriva en kommentar på raden. Stora skillnader mot beräknad prognos ska gå att förklara.",
    )
    ADJUSTMENT_UNUSED = _varning(
        "XL612",
        "Justering som inte räknas",
        "{unit} har varken budget eller utfall för {row}. Justeringen {found} räknas inte.",
        "Kontrollera kostnadsslaget på justeringen.",
    )
    ADJUSTMENT_BOOKED = _varning(
        "XL613",
        "Justering som kanske redan är bokförd",
        "{unit}: justeringen {found} för {row} gäller resten av året, men utfallet i {month} avviker ungefär lika "
        "mycket från andra månader. Är posten bokförd räknas den två gånger.",
        "Byt resten av året mot månaden på justeringen, om posten är bokförd. Annars behöver inget göras.",
    )
    DECISION_MOVED = _varning(
        "XL614",
        "Beslutad prognos för en enhet som har ändrats",
        "Prognosbeslutet för {row} räknas inte, eftersom enheten har delats eller slagits ihop med andra. Enhetens "
        "egen eller den beräknade prognosen gäller.",
        "Skriv beslutet på den enhet som finns nu, med hela dess prognos, eller ta bort raden.",
    )
    ENTRY_BEHIND_LEDGER = _varning(
        "XL615",
        "Bokens utfall är ett annat än huvudbokens",
        "{unit}: {count} i boken visar annat utfall än huvudboken, som har {difference} mer. Störst skillnad på {row}, "
        "{months}: boken {book}, huvudboken {ledger}.",
        "Huvudbokens belopp gäller i summorna. Låt enheten se över sin prognos, eller skapa en ny bok med xltools new.",
    )
    BUDGET_EMPTY = _varning(
        "XL621",
        "Budgetrad utan belopp",
        "{row} har varken månader eller Helår, och räknas som att budget saknas.",
        "Fyll i Helår eller månaderna, eller ta bort raden. Skriv 0 om budgeten är noll.",
    )
    BUDGET_NOT_IN_LEDGER = _fel(
        "XL622",
        "Budgeten finns inte i ekonomisystemets fil",
        "{row} ska ha budget enligt ekonomisystemet, men ingen sådan är inläst.",
        "Läs in en SIE-fil med budget (#PBUDGET) med xltools import, eller fyll i Helår och välj en annan "
        "periodisering.",
    )
    NO_PROFILE_LAST_YEAR = _upplysning(
        "XL623",
        "Förra årets profil saknas",
        "{row}: utfallet {year} {reason}. Budgeten är därför delad jämnt.",
        "Inget behöver göras, om jämna månader är rimligt. Annars: välj en egen profil på bladet Periodisering.",
    )
    OUTCOME_FROM_ARCHIVE = _upplysning(
        "XL624",
        "Tidigare års utfall ur arkivet",
        "Utfallet för {year} finns varken på bladet Utfall eller inläst, och är hämtat ur arkivet.{gaps}",
        "Inget behöver göras. Ska månaderna vara exakta: läs in årets exporter med xltools import, eller fyll i "
        "bladet Utfall.",
    )
    # 7xx: documents
    TEMPLATE_FAULT = _fel(
        "XL701",
        "Fel i mall",
        "{message}",
        "Öppna mallen i Word och rätta taggen.",
    )
    ATTACHMENT_MISSING = _fel(
        "XL702",
        "Bilaga saknas",
        "Bilagan {found} finns inte i {folder}.",
        "Skapa dokumentet först, eller rätta bilagans namn på bladet Ärenden.",
    )
    ACCESSIBILITY_FAULT = _fel("XL711", "Inte tillgängligt", "{message}", "{remedy}")
    ACCESSIBILITY_WARNING = _varning("XL712", "Kanske inte tillgängligt", "{message}", "{remedy}")
    ACCESSIBILITY_NOTE = _upplysning("XL713", "Att tänka på för tillgänglighet", "{message}", "{remedy}")
    DOCUMENT_TOTAL = _fel(
        "XL714",
        "Dokumentets summa är en annan än sammanställningens",
        "{document}: {label} är {found}, men sammanställningen har {expected}.",
        "Skicka inte dokumentet. Sammanställ igen och skapa det på nytt; står felet kvar är det ett fel i xltools.",
    )
    LOGO_UNUSABLE = _varning(
        "XL715",
        "Logotypen går inte att använda",
        "Logotypen {found} kommer inte med: {reason}.",
        "Lägg en bild i formatet .png eller .jpg i arbetsmappen, och skriv dess namn på bladet Kommun.",
    )
    # 8xx: the ledger
    LEDGER_UNREADABLE = _fel(
        "XL801",
        "Exporten går inte att läsa",
        "Filen går inte att läsa: {reason}.",
        "Gör om exporten ur ekonomisystemet, som .xlsx, .csv eller SIE 4.",
    )
    LEDGER_COLUMNS = _fel(
        "XL802",
        "Rubriker saknas i exporten",
        "{what} går inte att hitta bland rubrikerna.",
        "Ta med kolumner för konto, ansvar, period och belopp, eller en kolumn för varje månad, med rubriker.",
    )
    LEDGER_ROW = _fel(
        "XL803",
        "Rad som inte går att läsa",
        "Raden är inte medräknad: {reason}.",
        "Rätta raden, eller gör om exporten ur ekonomisystemet.",
    )
    LEDGER_MORE_ROWS = _fel(
        "XL804",
        "Fler rader med fel",
        "Ytterligare {count} rader har fel och är inte medräknade.",
        "Rätta de fel som visas först. De övriga är troligen av samma slag.",
    )
    ACCOUNT_UNMAPPED = _fel(
        "XL805",
        "Konto utan kostnadsslag",
        "Konto {account} hör inte till något kostnadsslag. {amount} är inte medräknat.",
        "Lägg kontot i ett intervall i kolumnen Konton på bladet Kostnadsslag i grunddata.",
    )
    UNIT_UNMAPPED = _varning(
        "XL806",
        "Ansvar som inte är en enhet",
        "Ansvar {unit} är ingen enhet i grunddata. {amount} är inte medräknat.{near}",
        "Lägg till enheten på bladet Organisation, om den hör till nämnden.",
    )
    UNIT_EMPTY = _varning(
        "XL821",
        "Ansvar saknas på rader i exporten",
        "Kolumnen för ansvar är tom. {amount} är inte medräknat.",
        "Ange ansvar på raderna i ekonomisystemet, om beloppen hör till nämnden, och gör om exporten.",
    )
    VOUCHER_UNBALANCED = _fel(
        "XL807",
        "Verifikation som inte går ihop",
        "Verifikation {voucher} har debet och kredit som skiljer sig med {amount}.",
        "Gör om exporten. Går verifikationen inte ihop i ekonomisystemet måste den rättas där.",
    )
    LEDGER_YEAR = _fel(
        "XL808",
        "Fel år i exporten",
        "Exporten har {amount} från {year}, som inte är medräknade.",
        "Exportera rätt år, eller lägg in året i grunddata.",
    )
    LEDGER_FILE_TWICE = _varning(
        "XL809",
        "Samma fil två gånger",
        "Filen har samma innehåll som {other} och räknas en gång.",
        "Inget behöver göras, men kontrollera att rätt filer är valda.",
    )
    LEDGER_PERIOD_TWICE = _fel(
        "XL810",
        "Samma period i två filer",
        "{period} har samma belopp som i {other} och skulle räknas dubbelt.",
        "Ta bort den ena filen. Delade exporter får inte överlappa varandra.",
    )
    LEDGER_CORRECTED = _upplysning(
        "XL811",
        "Perioden var redan inläst",
        "{period} var {before} och blir {after}, en skillnad på {difference}.",
        "Inget behöver göras om rättelsen är väntad.",
    )
    LEDGER_UNIT_GONE = _fel(
        "XL812",
        "Enhet som försvinner",
        "{unit} har {amount} sedan tidigare i {period}, men ingenting i de nya filerna.",
        "Läs in alla filer för perioden i samma körning, eller kör med --force om beloppen ska bort.",
    )
    LEDGER_PART_GONE = _fel(
        "XL813",
        "En del av exporten saknas",
        "{period} lästes senast in ur flera filer, och {missing} är inte med nu.",
        "Läs in alla filer för perioden i samma körning, eller kör med --force om beloppen ska bort.",
    )
    LEDGER_SIGN = _fel(
        "XL814",
        "Fel tecken i exporten",
        "Intäkterna är sammanlagt {revenue} och kostnaderna {cost}. Intäkter ska ha minus och kostnader inte.",
        "Har hela exporten omvänt tecken: läs in den med --reverse-sign. Annars: gör om exporten med tecken.",
    )
    LINE_SIGN = _varning(
        "XL815",
        "Ovanligt tecken på en rad",
        "{line} för {unit} är sammanlagt {amount} för {year}. Det är fel tecken för {kind}.",
        "Kontrollera konteringen i ekonomisystemet.",
    )
    LEDGER_RESULT_DIFFERS = _varning(
        "XL816",
        "Resultat och verifikationer skiljer sig",
        "Konto {account} har enligt #RES {stated} men verifikationerna blir {added}.",
        "Kontrollera att exporten omfattar alla verifikationer hittills i år.",
    )
    LEDGER_BUDGET_DIFFERS = _varning(
        "XL817",
        "Exportens budget skiljer sig från grunddata",
        "Budgeten {year} för {unit}, {line}, är {found} i exporten men {expected} i grunddata.",
        "Rätta bladet Budget, om det är exporten som gäller, eller skriv enligt ekonomisystemet i kolumnen "
        "Periodisering. Import ändrar aldrig bladet.",
    )
    LEDGER_SUM_ROWS = _upplysning(
        "XL818",
        "Summarader",
        "Summarader som inte är medräknade: {count}.",
        "Inget behöver göras.",
    )
    LEDGER_SHEETS = _upplysning(
        "XL819",
        "Fler blad i exporten",
        "Bladet {sheet} har också konton och belopp, men läses inte.",
        "Lägg bladet i en egen fil om det ska räknas med.",
    )
    LEDGER_CLOSING = _upplysning(
        "XL820",
        "Bokslutsperiod",
        "Rader i period 13, som räknas till december: {count}.",
        "Inget behöver göras.",
    )

    @property
    def id(self) -> str:
        """Return the stable code, such as XL203."""
        return self.value.id

    @property
    def severity(self) -> Severity:
        """Return how bad it is."""
        return self.value.severity
