"""The sheets of grunddata.xlsx: every table and form that the ekonom owns.

They stand together, unlike the entry sheets, since each is only its columns: what they mean is in the model.
That makes the file long, and it reads as a list.
"""

from __future__ import annotations

from datetime import date
from enum import Enum

from xltools.model.goal import DEFAULT_WORDS, GoalLevel, Meaning, WordKind
from xltools.model.line import Coarse, LineKind, Spread
from xltools.model.master import Peer, ShownSign
from xltools.model.measure import Direction, HmeFormula, MeasureSheet, Rule
from xltools.model.organisation import Level
from xltools.model.period import SHORT_MONTHS
from xltools.model.place import MASTER_FILE, Place, a1
from xltools.sheets.spec import Column, Form, Kind, Setting, Table

MONTH_KEYS = tuple(f"m{month}" for month in range(1, 13))
REST_OF_YEAR = "resten av året"
DOCUMENTS = ("manadsrapport", "tertialrapport", "tertialuppfoljning", "delarsbokslut", "bokslut", "namndplan")


def cell_of(table: Table, row: int, key: str) -> Place:
    """Return the cell in the column of a key; `row` is one-based, as MasterData keeps it."""
    return Place(MASTER_FILE, table.name, a1(row - 1, table.index(key)))


def _values(words: type[Enum]) -> tuple[str, ...]:
    return tuple(str(word.value) for word in words)


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
        Column("epost", "E-post", Kind.TEXT, 32, "Dit påminnelser om boken ska skickas. Får vara tomt.", optional=True),
    ),
    (
        ("SN", "Socialnämnden", Level.NAMND.value, "", "", ""),
        ("20", "Individ- och familjeomsorg", Level.OMRADE.value, "SN", "Karin Almgren", ""),
        ("201", "Barn och unga", Level.VERKSAMHET.value, "20", "Karin Almgren", ""),
        ("2011", "Mottagningen", Level.ENHET.value, "201", "Maja Ekdal", "maja.ekdal@example.org"),
        ("2012", "Familjehem", Level.ENHET.value, "201", "Olle Sandvik", "olle.sandvik@example.org"),
    ),
)

OMFLYTTNINGAR = Table(
    "Omflyttningar",
    "Omflyttningar",
    "Enheter som har bytt kod, slagits ihop eller delats. Det som står på den gamla koden räknas som den nya enhetens.",
    (
        Column("gammal", "Gammal kod", Kind.CODE, 13, "Koden som enheten hade.", required=True),
        Column("namn", "Gammalt namn", Kind.TEXT, 36, "Namnet som enheten hade."),
        Column("ny", "Ny kod", Kind.CODE, 13, "En enhet på bladet Organisation, eller en gammal kod på en annan rad. "
               "Samma som den gamla: så mycket blir kvar.", required=True),
        Column("fran", "Från och med", Kind.PERIOD, 13, "Första månaden på den nya koden, till exempel 2022-01.",
               required=True),
        Column("andel", "Andel %", Kind.NUMBER, 9, "När en enhet delas: så många procent går till den nya koden. "
               "Tomt: 100."),
    ),
    (("2010", "Mottagning och råd", "2011", "2021-01", 100),),
    optional=True,
)  # fmt: skip

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
        Column("grov", "Grov grupp", Kind.CHOICE, 14, "Raden i delårsbokslut och bokslut. Tomt: konton 5000–5999 är "
               "personal, andra kostnader övrigt.", choices=_values(Coarse), optional=True),
    ),
    (
        ("30", "Avgifter", LineKind.REVENUE.value, "Intäkter", "3100-3499", ""),
        ("50", "Personalkostnader", LineKind.COST.value, "Personalkostnader", "5000-5999", Coarse.STAFF.value),
    ),
)  # fmt: skip

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
        Column("grupp", "Grupp", Kind.TEXT, 24, "Tabellen i månadsrapportens verksamhetsstatistik, till exempel Barn "
               "och unga. Tomt: måttet står inte i någon.", optional=True),
        Column("rubrik", "Rubrik", Kind.TEXT, 20, "Gemensam rubrik över flera kolumner i tabellen.", optional=True),
        Column("skyddas", "Skyddas", Kind.CHOICE, 10, "ja: måttet räknar personer, och små tal döljs i dokumenten.",
               choices=("ja", "nej"), optional=True),
        Column("kravs", "Krävs", Kind.CHOICE, 9, "nej: får lämnas tomt på Personal, som en enkät en gång om året.",
               choices=("ja", "nej"), optional=True),
        Column("nasta_ar", "Mål nästa år", Kind.NUMBER, 12, "Målvärdet i nämndplanen.", optional=True),
    ),
    (
        ("vardygn", "Vårddygn HVB", MeasureSheet.VOLUMES.value, "dygn", Rule.SUM.value, 0, "nej", "", "", "", "",
         Direction.LOWER.value, 0, "", "201", "Barn och unga", "HVB", "nej", "", ""),
        ("anstallda", "Tillsvidareanställda", MeasureSheet.STAFF.value, "antal", Rule.LAST.value, 0, "ja", "", "", "",
         "", Direction.NEUTRAL.value, 0, "", "", "", "", "nej", "ja", ""),
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

_BLANK = ("",) * 13

MAL = Table(
    "Mål",
    "Mål",
    "Fokusområden, mål, utvecklingsområden, uppdrag och indikatorer som ett träd i så många nivåer som behövs.",
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
        Column("ansvarig", "Ansvarig", Kind.TEXT, 24, "Kod i trädet: den delens bedömning blir nämndens. Eller ett "
               "namn eller en befattning.", optional=True),
        Column("fokus", "Fokus", Kind.TEXT, 30, "För kvalitetsmål: vad målet riktas mot.", optional=True),
        Column("kon", "Kvinnor/män", Kind.CHOICE, 12, "ja: indikatorns utfall fylls i för kvinnor och män.",
               choices=("ja", "nej"), optional=True),
        Column("nasta_ar", "Mål nästa år", Kind.NUMBER, 12, "För indikatorer: målvärdet i nämndplanen.", optional=True),
        Column("planering", "Planeringskommentar", Kind.LONG_TEXT, 48, "Vad som planeras nästa år. Skrivs i "
               "nämndplanen.", optional=True),
        Column("effekt", "Önskad effekt", Kind.LONG_TEXT, 40, "För aktiviteter: vad de ska leda till.", optional=True),
    ),
    (
        ("F1", "Trygghet i vardagen", GoalLevel.FOCUS.value, *_BLANK),
        ("K1", "Alla barn växer upp tryggt", GoalLevel.COUNCIL.value, "F1", *_BLANK[1:]),
        ("N1", "Stödet ges i rätt tid", GoalLevel.BOARD.value, "K1", "", "", "", "", "", "201", "", "", "", "",
         "Föräldrar ska kunna få råd utan att först ansöka.", ""),
        ("N1a", "Utredningar klara inom fyra månader", GoalLevel.INDICATOR.value, "N1", "", "%", 90,
         Direction.HIGHER.value, "", "201", "", "", "ja", 95, "", ""),
        ("U1", "Ta fram en plan för familjehem", GoalLevel.ASSIGNMENT.value, "N1", "Planen beslutas av nämnden.", "",
         "", "", date(2022, 12, 31), "2012", "", "", "nej", "", "Planen börjar gälla den 1 mars.", ""),
        ("A1", "Utbilda fyra familjehemskonsulenter", GoalLevel.ACTIVITY.value, "U1", "Utbildningen ges i vår.", "",
         "", "", "", "2012", "", "", "", "", "", "Fler familjehem kan utredas samtidigt."),
    ),
)  # fmt: skip

BEDOMNINGAR = Table(
    "Bedömningar",
    "Bedömningar",
    "Orden i listorna för bedömning, status och trend, i den ordning de ska visas. Ett slag utan rader får de vanliga "
    "orden.",
    (
        Column("slag", "Slag", Kind.CHOICE, 13, "Vad ordet bedömer.", required=True, choices=_values(WordKind)),
        Column("ord", "Ord", Kind.TEXT, 28, "Som i listan och i rapporterna, utan kommatecken.", required=True),
        Column("symbol", "Symbol", Kind.TEXT, 10, "Ett tecken, så att färgen inte är ensam.", required=True),
        Column("farg", "Färg", Kind.TEXT, 10, "Sex tecken, till exempel 2E7D32."),
        Column("innebord", "Innebörd", Kind.CHOICE, 12, "bra är bäst, svagt är sämst, inget är ingen bedömning.",
               required=True, choices=_values(Meaning)),
    ),
    tuple((word.kind.value, word.word, word.symbol, word.colour, word.meaning.value) for word in DEFAULT_WORDS),
    optional=True,
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
    "Driftbudget per enhet, kostnadsslag och månad. Kostnader utan tecken, intäkter med minus. Skriv månaderna, eller "
    "lämna dem tomma och skriv Helår.",
    (
        *_MONEY_KEYS,
        *_months(),
        Column("summa", "Summa", Kind.MONEY, 12),
        Column("helar", "Helår", Kind.MONEY, 12, "Hela årets budget. Är månaderna tomma delas den ut efter "
               "Periodisering.", optional=True),
        Column("periodisering", "Periodisering", Kind.TEXT, 24, "Hur Helår delas på månader: jämnt, förra året, enligt "
               "ekonomisystemet, eller en profil på bladet Periodisering. Tomt: jämnt.", optional=True),
    ),
    (
        ("2011", "30", 2022, *(-20 for _ in MONTH_KEYS), None, "", ""),
        ("2011", "50", 2022, *(512.5 for _ in MONTH_KEYS), None, "", ""),
        ("2012", "50", 2022, *("" for _ in MONTH_KEYS), None, 5160, Spread.EVEN.value),
    ),
    sums="summa",
    instead="helar",
)  # fmt: skip

PERIODISERING = Table(
    "Periodisering",
    "Periodisering",
    "Egna profiler för hur en årsbudget delas på månader. Varje månads andel i procent av året.",
    (
        Column("namn", "Profil", Kind.TEXT, 24, "Namnet som skrivs i kolumnen Periodisering på bladet Budget.",
               required=True),
        *(Column(key, name, Kind.NUMBER, 8) for key, name in zip(MONTH_KEYS, SHORT_MONTHS, strict=True)),
        Column("summa", "Summa", Kind.NUMBER, 9),
    ),
    (("sommar", 8, 8, 8, 8, 8, 10, 14, 10, 8, 6, 6, 6, None),),
    sums="summa",
    optional=True,
)  # fmt: skip

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

PROGNOSBESLUT = Table(
    "Prognosbeslut",
    "Prognosbeslut",
    "Ekonomens egen prognos för en rad och period. Den går före enhetens och den beräknade, som båda visas bredvid.",
    (
        Column("period", "Period", Kind.PERIOD, 11, "Skrivs som 2022-08. Beslutet gäller bara den.", required=True),
        Column("enhet", "Enhet", Kind.CODE, 10, required=True, refers="Organisation"),
        Column("kostnadsslag", "Kostnadsslag", Kind.CODE, 17, required=True, refers="Kostnadsslag"),
        Column("prognos", "Prognos", Kind.MONEY, 12, "Hela årets utfall: kostnad utan tecken, intäkt med minus.",
               required=True),
        Column("orsak", "Anledning", Kind.TEXT, 56, "Varför prognosen är en annan än enhetens.", required=True),
        Column("namn", "Namn", Kind.TEXT, 24, "Vem som har beslutat.", required=True),
    ),
    (("2022-08", "2012", "50", 5300, "Två tjänster tillsätts först i november", "Maja Ekdal"),),
    optional=True,
)  # fmt: skip

SCENARIER = Table(
    "Scenarier",
    "Scenarier",
    "Möjligheter och risker som inte ligger i prognosen. Beloppen skrivs utan tecken och läggs ihop: bästa, förväntat "
    "och sämsta utfall.",
    (
        Column("period", "Period", Kind.PERIOD, 11, "Skrivs som 2022-08.", required=True),
        Column("galler", "Gäller", Kind.CODE, 10, "Kod i trädet: en enhet eller en del ovanför.", required=True,
               refers="Organisation"),
        Column("kostnadsslag", "Kostnadsslag", Kind.CODE, 17, "Tomt: alla.", refers="Kostnadsslag"),
        Column("battre", "Bättre med", Kind.MONEY, 12, "Så mycket lägre än prognosen nettokostnaden kan bli. Utan "
               "tecken."),
        Column("samre", "Sämre med", Kind.MONEY, 12, "Så mycket högre än prognosen nettokostnaden kan bli. Utan "
               "tecken."),
        Column("orsak", "Anledning", Kind.TEXT, 56, "Vad som avgör.", required=True),
        Column("namn", "Namn", Kind.TEXT, 24, "Vem som har bedömt det.", required=True),
    ),
    (("2022-08", "201", "", 150, 400, "Antalet placeringar under hösten", "Maja Ekdal"),),
    optional=True,
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
        Column(
            "aven", "Även", Kind.TEXT, 30, "Fler dokument för samma period, skilda med komma.", many=True, optional=True
        ),
    ),
    (("2022-08", "Tertial 2", date(2022, 9, 9), "tertialrapport", "manadsrapport"),),
)

NYCKELTAL = Table(
    "Nyckeltal",
    "Nyckeltal",
    "Nyckeltal ur Kolada, år för år, för jämförelse med liknande kommuner och riket i bokslutet.",
    (
        Column("kod", "Kod", Kind.CODE, 10, "Koden i Kolada, till exempel N20900.", required=True),
        Column("namn", "Namn", Kind.TEXT, 56, required=True),
        Column("enhet", "Enhet", Kind.TEXT, 12, "%, kr/inv, antal …"),
        Column("galler", "Gäller", Kind.CODE, 10, "Kod i trädet: den del som nyckeltalet hör till. Tomt: hela nämnden.",
               refers="Organisation"),
        Column("serie", "Serie", Kind.CHOICE, 12, "egen kommun, liknande kommuner eller riket.", required=True,
               choices=_values(Peer)),
        Column("ar", "År", Kind.YEAR, 8, required=True),
        Column("varde", "Värde", Kind.NUMBER, 12, required=True),
    ),
    (
        ("N20900", "Utredningar som lett till insats", "%", "20", Peer.OWN.value, 2021, 41.5),
        ("N20900", "Utredningar som lett till insats", "%", "20", Peer.NATION.value, 2021, 39),
    ),
    optional=True,
)  # fmt: skip

STATSBIDRAG = Table(
    "Statsbidrag",
    "Statsbidrag",
    "Statsbidrag som nämnden har fått, för listan i bokslutet. Lämna beloppet tomt om det inte är känt.",
    (
        Column("namn", "Statsbidrag", Kind.TEXT, 56, required=True),
        Column("kalla", "Källa", Kind.TEXT, 28, "Vem som betalar ut det, till exempel Socialstyrelsen."),
        Column("ar", "År", Kind.YEAR, 8, required=True),
        Column("belopp", "Belopp", Kind.MONEY, 14, "Utan tecken."),
        Column("enhet", "Gäller", Kind.CODE, 10, "Kod i trädet: vem som använder bidraget. Tomt: hela nämnden.",
               refers="Organisation"),
    ),
    (("Stimulansmedel för familjehem", "Socialstyrelsen", 2022, 850, "2012"),),
    optional=True,
)  # fmt: skip

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
    OMFLYTTNINGAR,
    KOSTNADSSLAG,
    MATT,
    MATTHISTORIK,
    MAL,
    BEDOMNINGAR,
    INVESTERINGAR,
    BUDGET,
    PERIODISERING,
    UTFALL,
    JUSTERINGAR,
    PROGNOSBESLUT,
    SCENARIER,
    NYCKELTAL,
    STATSBIDRAG,
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
        Setting("dolj_fran", "Röjanderisk: dölj antal från", Kind.NUMBER, 1,
                "Gäller mått med Skyddas: ja, i dokumenten."),
        Setting("dolj_till", "Röjanderisk: dölj antal till och med", Kind.NUMBER, 4,
                "Visas som <5. 0 döljer inget."),
        Setting("hme_lagst", "HME: lägsta svar", Kind.NUMBER, 1, "Svarsskalans lägsta värde."),
        Setting("hme_hogst", "HME: högsta svar", Kind.NUMBER, 5, "Svarsskalans högsta värde."),
        Setting("hme_formel", "HME: index", Kind.CHOICE, HmeFormula.SPAN.value, "Hur medelsvaret blir ett index.",
                _values(HmeFormula)),
        Setting("omsattning_taljare", "Personalomsättning: täljare", Kind.TEXT, "avgangar",
                "Kod för ett mått på Personal."),
        Setting("omsattning_namnare", "Personalomsättning: nämnare", Kind.TEXT, "tillsvidareanstallda",
                "Kod för ett mått på Personal, till exempel antal eller medelantal tillsvidareanställda."),
        Setting("namndplan_netto", "Nettokostnad i nämndplan", Kind.CHOICE, ShownSign.NEGATIVE.value,
                "Tecknet som nettokostnad visas med i nämndplanens ekonomiska sammanställning.", _values(ShownSign)),
        Setting("namndplan_investering", "Utgifter i investeringsplan", Kind.CHOICE, ShownSign.POSITIVE.value,
                "Tecknet som utgifter visas med i nämndplanens investeringsplan.", _values(ShownSign)),
    ),
)  # fmt: skip

KOMMUN = Form(
    "Kommun",
    "Kommun",
    "Avsändaren i dokumenten, och hur de ser ut.",
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
        Setting("logo", "Logotyp", Kind.TEXT, "",
                "En bild (.png eller .jpg) i arbetsmappen, till exempel logotyp.png. Visas överst i dokumenten."),
        Setting("main_colour", "Huvudfärg", Kind.TEXT, "",
                "Rubriker, tabellhuvuden och diagram. Skrivs som #1F3864; tomt ger mörkblått."),
        Setting("font", "Typsnitt", Kind.TEXT, "", "Till exempel Calibri. Tomt ger Arial."),
    ),
)  # fmt: skip

FORMS = (REGLER, KOMMUN)
