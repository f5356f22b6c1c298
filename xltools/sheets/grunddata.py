"""The sheets of grunddata.xlsx: every table and form that the ekonom owns.

They stand together, unlike the entry sheets, since each is only its columns: what they mean is in the model.
"""

from __future__ import annotations

from datetime import date

from xltools.model.goal import GoalLevel
from xltools.model.line import LineKind
from xltools.model.measure import Direction, MeasureSheet, Rule
from xltools.model.organisation import Level
from xltools.model.period import SHORT_MONTHS
from xltools.sheets.spec import Column, Form, Kind, Setting, Table

MONTH_KEYS = tuple(f"m{month}" for month in range(1, 13))
REST_OF_YEAR = "resten av året"
DOCUMENTS = ("manadsrapport", "tertialrapport", "delarsbokslut", "bokslut", "namndplan")


def _values(words: type[Level | LineKind | MeasureSheet | Rule | Direction | GoalLevel]) -> tuple[str, ...]:
    return tuple(word.value for word in words)


def _months() -> tuple[Column, ...]:
    return tuple(Column(key, name, Kind.MONEY, 10) for key, name in zip(MONTH_KEYS, SHORT_MONTHS, strict=True))


ORGANISATION = Table(
    "Organisation",
    "Organisation",
    "Trädet som enheterna räknas samman i: nämnd, verksamhetsområden, verksamheter och enheter. "
    "Bara enheter får en bok.",
    (
        Column("kod", "Kod", Kind.CODE, 10, "Kort kod, till exempel ansvar i ekonomisystemet.", required=True),
        Column("namn", "Namn", Kind.TEXT, 52, "Namnet som det ska stå i rapporterna.", required=True),
        Column("niva", "Nivå", Kind.CHOICE, 20, "Välj i listan.", required=True, choices=_values(Level)),
        Column("overordnad", "Överordnad", Kind.CODE, 12, "Koden för den enhet som ligger ovanför."),
        Column("ansvarig", "Ansvarig", Kind.TEXT, 28, "Den som fyller i boken."),
    ),
    (
        ("SN", "Socialnämnden", Level.NAMND.value, "", ""),
        ("20", "Individ- och familjeomsorg", Level.OMRADE.value, "SN", "Karin Almgren"),
        ("201", "Barn och unga", Level.VERKSAMHET.value, "20", "Karin Almgren"),
        ("2011", "Mottagningen", Level.ENHET.value, "201", "Maja Ekdal"),
        ("2012", "Familjehem", Level.ENHET.value, "201", "Olle Sandvik"),
    ),
)

KOSTNADSSLAG = Table(
    "Kostnadsslag",
    "Kostnadsslag",
    "Raderna i driftbudgeten. Gruppen är raden i rapporterna. Kontona styr hur utfall ur ekonomisystemet fördelas.",
    (
        Column("kod", "Kod", Kind.CODE, 8, required=True),
        Column("namn", "Namn", Kind.TEXT, 36, required=True),
        Column("typ", "Typ", Kind.CHOICE, 12, "Intäkt eller kostnad.", required=True, choices=_values(LineKind)),
        Column("grupp", "Grupp", Kind.TEXT, 26, "Raden som kostnadsslaget summeras till i rapporter."),
        Column("konton", "Konton", Kind.TEXT, 28, "Intervall, till exempel 5000-5999, 7610.", many=True),
    ),
    (
        ("30", "Avgifter", LineKind.REVENUE.value, "Intäkter", "3100-3499"),
        ("50", "Personalkostnader", LineKind.COST.value, "Personalkostnader", "5000-5999"),
    ),
)

MATT = Table(
    "Mått",
    "Mått",
    "Volymer och nyckeltal, och hur de räknas samman över enheter och månader.",
    (
        Column("kod", "Kod", Kind.CODE, 22, required=True),
        Column("namn", "Namn", Kind.TEXT, 44, required=True),
        Column("blad", "Blad", Kind.CHOICE, 11, "Bladet i inlämningsboken.", required=True,
               choices=_values(MeasureSheet)),
        Column("enhet", "Enhet", Kind.TEXT, 12, "antal, %, timmar, årsarbetare …", required=True),
        Column(
            "regel",
            "Regel",
            Kind.CHOICE,
            13,
            "summa: allt läggs ihop. senaste: senaste månaden. medel: medel över månader. vägt medel: vägs med ett "
            "annat mått. kvot: ett mått delat med ett annat.",
            required=True,
            choices=_values(Rule),
        ),
        Column("decimaler", "Decimaler", Kind.NUMBER, 10, "Antal decimaler när måttet visas."),
        Column("kon", "Kvinnor/män", Kind.CHOICE, 12, "ja: fylls i för kvinnor och män.", choices=("ja", "nej")),
        Column("vikt", "Vikt", Kind.CODE, 18, "För vägt medel: koden för måttet som väger.", refers="Mått"),
        Column("taljare", "Täljare", Kind.CODE, 18, "För kvot: koden för måttet som delas.", refers="Mått"),
        Column("namnare", "Nämnare", Kind.CODE, 18, "För kvot: koden för måttet att dela med.", refers="Mått"),
        Column("mal", "Målvärde", Kind.NUMBER, 10),
        Column("riktning", "Riktning", Kind.CHOICE, 18, "Vad som är bättre.", choices=_values(Direction)),
        Column("lag", "Eftersläpning", Kind.NUMBER, 14, "Antal månader som måttet släpar efter rapporten."),
        Column("fotnot", "Fotnot", Kind.TEXT, 36, "Skrivs under tabellen."),
        Column("enheter", "Enheter", Kind.TEXT, 26, "Koder i trädet, skilda med komma. Tomt: alla.",
               refers="Organisation", many=True),
    ),
    (
        ("vardygn", "Vårddygn HVB", MeasureSheet.VOLUMES.value, "dygn", Rule.SUM.value, 0, "nej", "", "", "", "",
         Direction.LOWER.value, 0, "", "201"),
        ("anstallda", "Tillsvidareanställda", MeasureSheet.STAFF.value, "antal", Rule.LAST.value, 0, "ja", "", "", "",
         "", Direction.NEUTRAL.value, 0, "", ""),
    ),
)  # fmt: skip

MATTHISTORIK = Table(
    "Måtthistorik",
    "Måtthistorik",
    "Tidigare års värden. Volymer per månad; personal för perioden till och med månaden.",
    (
        Column("enhet", "Enhet", Kind.CODE, 10, required=True, refers="Organisation"),
        Column("matt", "Mått", Kind.CODE, 22, required=True, refers="Mått"),
        Column("ar", "År", Kind.YEAR, 8, required=True),
        Column("manad", "Månad", Kind.MONTH, 9, "1–12", required=True),
        Column("kon", "Kön", Kind.CHOICE, 7, "K, M eller tomt.", choices=("K", "M")),
        Column("varde", "Värde", Kind.NUMBER, 12, required=True),
    ),
    (("2012", "vardygn", 2021, 7, "", 412), ("2011", "anstallda", 2021, 8, "K", 14)),
)

MAL = Table(
    "Mål",
    "Mål",
    "Fokusområden, fullmäktigemål, nämndmål, uppdrag och indikatorer som ett träd.",
    (
        Column("kod", "Kod", Kind.CODE, 10, required=True),
        Column("namn", "Namn", Kind.TEXT, 56, required=True),
        Column("niva", "Nivå", Kind.CHOICE, 17, required=True, choices=_values(GoalLevel)),
        Column("overordnad", "Överordnad", Kind.CODE, 12),
        Column("beskrivning", "Beskrivning", Kind.LONG_TEXT, 56),
        Column("enhet", "Enhet", Kind.TEXT, 10, "För indikatorer: %, antal, index …"),
        Column("malvarde", "Målvärde", Kind.NUMBER, 10),
        Column("riktning", "Riktning", Kind.CHOICE, 18, choices=_values(Direction)),
        Column("senast", "Klart senast", Kind.DATE, 13, "För uppdrag."),
        Column("enheter", "Enheter", Kind.TEXT, 26, "Vilka som följer upp målet. Tomt: alla.",
               refers="Organisation", many=True),
    ),
    (
        ("F1", "Trygghet i vardagen", GoalLevel.FOCUS.value, "", "", "", "", "", "", ""),
        ("K1", "Alla barn växer upp tryggt", GoalLevel.COUNCIL.value, "F1", "", "", "", "", "", ""),
        ("N1", "Stödet ges i rätt tid", GoalLevel.BOARD.value, "K1", "", "", "", "", "", ""),
        ("N1a", "Utredningar klara inom fyra månader", GoalLevel.INDICATOR.value, "N1", "", "%", 90,
         Direction.HIGHER.value, "", "201"),
        ("U1", "Ta fram en plan för familjehem", GoalLevel.ASSIGNMENT.value, "N1", "Planen beslutas av nämnden.", "",
         "", "", date(2022, 12, 31), "2012"),
    ),
)  # fmt: skip

INVESTERINGAR = Table(
    "Investeringar",
    "Investeringar",
    "Projekten i investeringsbudgeten. Inkomster skrivs med minus.",
    (
        Column("kod", "Kod", Kind.CODE, 10, required=True),
        Column("namn", "Projekt", Kind.TEXT, 44, required=True),
        Column("enhet", "Enhet", Kind.CODE, 10, required=True, refers="Organisation"),
        Column("ar", "År", Kind.YEAR, 8, required=True),
        Column("typ", "Typ", Kind.CHOICE, 11, required=True, choices=("utgift", "inkomst")),
        Column("budget", "Budget", Kind.MONEY, 12, required=True),
    ),
    (("I01", "Möbler till mottagningen", "2011", 2022, "utgift", 300),),
)

_MONEY_KEYS = (
    Column("enhet", "Enhet", Kind.CODE, 10, required=True, refers="Organisation"),
    Column("kostnadsslag", "Kostnadsslag", Kind.CODE, 17, required=True, refers="Kostnadsslag"),
    Column("ar", "År", Kind.YEAR, 8, required=True),
)

BUDGET = Table(
    "Budget",
    "Budget",
    "Driftbudget per enhet, kostnadsslag och månad. Kostnader utan tecken, intäkter med minus.",
    (*_MONEY_KEYS, *_months(), Column("summa", "Summa", Kind.MONEY, 12)),
    (
        ("2011", "30", 2022, *(-20 for _ in MONTH_KEYS), None),
        ("2011", "50", 2022, *(512.5 for _ in MONTH_KEYS), None),
        ("2012", "50", 2022, *(430 for _ in MONTH_KEYS), None),
    ),
    sums="summa",
)

UTFALL = Table(
    "Utfall",
    "Utfall",
    "Bokfört utfall per enhet, kostnadsslag och månad, i år och tidigare år. Lämna månader som inte är bokförda tomma.",
    (*_MONEY_KEYS, *_months(), Column("summa", "Summa", Kind.MONEY, 12)),
    (
        ("2011", "30", 2021, *(-19 for _ in MONTH_KEYS), None),
        ("2011", "50", 2021, *(498.2 for _ in MONTH_KEYS), None),
        ("2012", "50", 2021, *(421.5 for _ in MONTH_KEYS), None),
    ),
    sums="summa",
)

JUSTERINGAR = Table(
    "Justeringar",
    "Justeringar",
    "Kända engångsposter. De tas ur underlaget innan prognosen räknas, och läggs tillbaka efteråt.",
    (
        Column("enhet", "Enhet", Kind.CODE, 10, required=True, refers="Organisation"),
        Column("kostnadsslag", "Kostnadsslag", Kind.CODE, 17, required=True, refers="Kostnadsslag"),
        Column("ar", "År", Kind.YEAR, 8, required=True),
        Column("manad", "Månad", Kind.TEXT, 15, "1–12, eller resten av året.", required=True),
        Column("belopp", "Belopp", Kind.MONEY, 12, "Med utfallets tecken: kostnad utan tecken, intäkt med minus.",
               required=True),
        Column("orsak", "Orsak", Kind.TEXT, 48, required=True),
        Column("namn", "Namn", Kind.TEXT, 24, "Vem som har bedömt posten.", required=True),
    ),
    (("2011", "50", 2022, REST_OF_YEAR, 350, "Retroaktiv lön enligt nytt avtal", "Nils Borgström"),),
)  # fmt: skip

ARSHJUL = Table(
    "Årshjul",
    "Årshjul",
    "Vilka perioder som följs upp, när enheterna ska ha lämnat in och vilket dokument som ska skrivas.",
    (
        Column("period", "Period", Kind.PERIOD, 11, "Skrivs som 2022-08.", required=True),
        Column("namn", "Namn", Kind.TEXT, 26, "Till exempel Tertial 2 eller Juniprognos.", required=True),
        Column("senast", "Lämnas senast", Kind.DATE, 15, required=True),
        Column("dokument", "Dokument", Kind.CHOICE, 18, choices=DOCUMENTS),
    ),
    (("2022-08", "Tertial 2", date(2022, 9, 9), "tertialrapport"),),
)

ARENDEN = Table(
    "Ärenden",
    "Ärenden",
    "En rad per tjänsteskrivelse. Listor skrivs med en post per rad i cellen (Alt+Retur).",
    (
        Column("diarienummer", "Diarienummer", Kind.TEXT, 22, required=True),
        Column("rubrik", "Ärenderubrik", Kind.TEXT, 40, required=True),
        Column("datum", "Datum", Kind.DATE, 12, required=True),
        Column("handlaggare", "Handläggare", Kind.TEXT, 24, required=True),
        Column("telefon", "Telefon", Kind.TEXT, 16),
        Column("namnd", "Mottagande nämnd", Kind.TEXT, 22, required=True),
        Column("forslag", "Förslag till beslut", Kind.LONG_TEXT, 56, "En att-sats per rad, utan «att».", required=True),
        Column("bakgrund", "Bakgrund", Kind.LONG_TEXT, 56, required=True),
        Column("ekonomi", "Ekonomiska konsekvenser", Kind.LONG_TEXT, 40),
        Column("barn", "Barnkonsekvensanalys", Kind.LONG_TEXT, 40),
        Column("samrad", "Samråd/MBL", Kind.LONG_TEXT, 30),
        Column("underskrifter", "Underskrifter", Kind.LONG_TEXT, 34, "Namn, titel. En per rad."),
        Column("bilagor", "Bilagor", Kind.LONG_TEXT, 34, "Filnamn i periodens resultatmapp. En per rad."),
        Column("expediering", "Beslutet skickas till", Kind.LONG_TEXT, 28, "En mottagare per rad."),
        Column("period", "Period", Kind.PERIOD, 11, required=True),
        Column("dokument", "Dokument", Kind.CHOICE, 18, "Rapporten som ärendet gäller.", choices=DOCUMENTS),
    ),
    (
        ("SN 2022/0148", "Tertialrapport augusti 2022", date(2022, 9, 14), "Maja Ekdal", "010-000 00 01",
         "Socialnämnden", "godkänna rapporten", "Nämnden följer upp ekonomin tre gånger om året.", "", "", "",
         "Nils Borgström, socialchef", "tertialrapport_2022-08.docx", "Kommunstyrelsen", "2022-08", "tertialrapport"),
    ),
)  # fmt: skip

TABLES = (
    ORGANISATION,
    KOSTNADSSLAG,
    MATT,
    MATTHISTORIK,
    MAL,
    INVESTERINGAR,
    BUDGET,
    UTFALL,
    JUSTERINGAR,
    ARSHJUL,
    ARENDEN,
)

REGLER = Form(
    "Regler",
    "Regler",
    "Gränser och skrivsätt. Ändra värdet i kolumn B.",
    (
        Setting("grans_belopp", "Gräns för kommentar, belopp", Kind.MONEY, 50,
                "En avvikelse som är större kräver kommentar, "
                "om den också är större än gränsen i procent."),
        Setting("grans_procent", "Gräns för kommentar, procent", Kind.NUMBER, 2, "Procent av budgeten."),
        Setting("beloppsenhet", "Belopp skrivs i", Kind.CHOICE, "tkr",
                "Enheten för alla belopp i grunddata och inlämningsböcker.", ("tkr", "kr")),
        Setting("diarienummer", "Mönster för diarienummer", Kind.TEXT, r"[A-ZÅÄÖ]{2,4} \d{4}/\d{3,5}(\.\d{2}){0,2}",
                "Reguljärt uttryck som diarienummer följer."),
    ),
)  # fmt: skip

KOMMUN = Form(
    "Kommun",
    "Kommun",
    "Avsändaren i dokumenten.",
    (
        Setting("name", "Kommun", Kind.TEXT, "", "Till exempel Exempelstads kommun."),
        Setting("board", "Nämnd", Kind.TEXT, "", "Till exempel Socialnämnden."),
        Setting("department", "Förvaltning", Kind.TEXT, "", "Till exempel Socialförvaltningen."),
        Setting("postal_address", "Postadress", Kind.TEXT, "", ""),
        Setting("visiting_address", "Besöksadress", Kind.TEXT, "", ""),
        Setting("email", "E-post", Kind.TEXT, "", ""),
        Setting("phone", "Telefon", Kind.TEXT, "", ""),
        Setting("web", "Webbplats", Kind.TEXT, "", ""),
        Setting("bankgiro", "Bankgiro", Kind.TEXT, "", ""),
        Setting("organisation_number", "Organisationsnummer", Kind.TEXT, "", ""),
    ),
)

FORMS = (REGLER, KOMMUN)
