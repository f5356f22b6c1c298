"""What the example's units say about their figures; those on drift hold after June and after August."""

from __future__ import annotations

DRIFT = {
    ("1001", "50"): "Två ledningstjänster har varit vakanta sedan i våras och tillsätts först efter årsskiftet.",
    ("1001", "65"): "Nämndens reserv för volymökningar hålls tillbaka för att möta underskotten i områdena.",
    ("1002", "30"): "Fler timmar än planerat har sålts till andra förvaltningar.",
    ("1002", "50"): "Vakanser inom administrationen. Tre tjänster återbesätts i oktober, övriga prövas.",
    ("1002", "65"): "Lägre kostnader för licenser sedan två system slagits samman.",
    ("1003", "35"): "Stimulansmedel för digital tillgänglighet kom in i maj och fanns inte med i budgeten.",
    ("1003", "50"): "Projekttjänster finansieras med statsbidrag i stället för nämndens medel.",
    ("1003", "65"): "Delar av höstens utbildningar hålls digitalt och kostar mindre.",
    ("2011", "50"): "En samordnare är tjänstledig och ersätts inte i år.",
    ("2011", "65"): "Rekryteringsannonser och introduktion har blivit dyrare än beräknat.",
    ("2021", "50"): "Två handläggartjänster stod tomma under våren.",
    ("2022", "40"): "Inhyrda socialsekreterare har täckt vakanserna så att utredningstiderna kunnat hållas.",
    ("2022", "50"): "Svårt att rekrytera erfarna socialsekreterare. Överskottet ska ses tillsammans med inhyrningen.",
    ("2022", "65"): "Fler tolkuppdrag och resor vid utredningar i andra kommuner.",
    ("2023", "35"): "Ersättning från staten för placeringar enligt äldre beslut betalas ut i november.",
    ("2023", "40"): "Fler placeringar i HVB och i konsulentstödda familjehem, och dyrare dygn. Två syskongrupper "
    "har placerats med kort varsel.",
    ("2023", "50"): "Arvodena till familjehem och jourhem följer antalet placerade barn.",
    ("2023", "65"): "Omkostnadsersättningar och umgängesresor ökar med antalet placeringar.",
    ("2024", "35"): "Projektmedel för föräldrastöd har förlängts året ut.",
    ("2024", "50"): "Öppenvården har förstärkts med en familjebehandlare för att korta kön.",
    ("2031", "50"): "En tjänst är vakant till november.",
    ("2041", "50"): "Färre nätter beviljas och schemat har anpassats efter det.",
    ("2041", "60"): "Hyran höjdes när ventilationen byggdes om.",
    ("2041", "65"): "Högre priser på livsmedel och fler skolskjutsar på helger.",
    ("2042", "35"): "Högre ersättning från Försäkringskassan än budgeterat.",
    ("2042", "40"): "Ett barn har behövt en plats hos annan utförare sedan i mars.",
    ("3011", "50"): "En biståndshandläggare utöver budget under inskolning.",
    ("3011", "65"): "Kostnader för att införa det nya verksamhetssystemet.",
    ("3021", "65"): "Livsmedel, drivmedel och förbrukningsvaror har blivit dyrare.",
    ("3022", "50"): "Hög sjukfrånvaro har täckts med övertid, och ett ärende kräver dubbel bemanning.",
    ("3022", "65"): "Prisökningar, och nya arbetskläder som inte fanns i budgeten.",
    ("3024", "40"): "Tre deltagare har valt en plats hos extern utförare.",
    ("3024", "50"): "Grupper har slagits samman och två tjänster hålls vakanta.",
    ("3025", "35"): "Fler beslut hos Försäkringskassan ger högre ersättning.",
    ("3025", "40"): "Två nya ärenden hos privata anordnare, och sjuklönekostnader som ersätts i efterhand.",
    ("3025", "50"): "Utökade beslut med vaken natt har krävt fler anställda.",
    ("3025", "65"): "Skyddsutrustning och hjälpmedel utöver budget.",
    ("4011", "30"): "Ersättning från regionen för utförda hembesök.",
    ("4011", "40"): "Bemanningssjuksköterskor köps in under sommaren och fram till november.",
    ("4011", "50"): "Övertid under sommaren och en extra arbetsterapeut under hösten.",
    ("4011", "65"): "Sjukvårdsmaterial har blivit dyrare.",
    ("5011", "50"): "En utvecklartjänst är inte tillsatt.",
    ("5011", "65"): "Lokalanpassningar efter en skyddsrond.",
    ("5021", "35"): "Statsbidrag för lågtröskelverksamhet.",
    ("5021", "50"): "Föräldraledigheter som bara delvis har ersatts.",
    ("5021", "65"): "Fler drogtester och högre avgifter till laboratoriet.",
    ("5022", "30"): "Egenavgifter ökar med antalet placerade.",
    ("5022", "40"): "Fler och längre placeringar enligt LVM, till högre dygnspris. Besluten går inte att förutse.",
    ("5022", "65"): "Transporter till och från institutioner.",
    ("5031", "50"): "Vakanser i två grupper sedan schemaomläggningen.",
    ("5032", "30"): "Fler platser är belagda, vilket ger högre hyresintäkter.",
    ("5032", "40"): "En avgift när ett ramavtal sades upp i förtid, och två köpta platser mer än planerat.",
    ("5032", "50"): "Natten bemannas gemensamt för två boenden.",
    ("5032", "65"): "Dyrare livsmedel och en hyrd bil som behövs året ut.",
    ("5041", "45"): "Biståndet per hushåll ökar med hyror, elpriser och riksnormen, och hushållen har blivit fler.",
    ("5041", "50"): "En handläggare arbetar deltid under studier.",
    ("5041", "65"): "Kostnader för den digitala ansökan.",
    ("5042", "50"): "En rådgivare arbetar deltid efter föräldraledighet.",
}
"""Reason of a deviation by (enhet, kostnadsslag)."""

JUNE = {
    ("3024", "65"): "Höstens material till verkstäderna är beställt men ännu inte bokfört.",
}
"""What is said of a forecast after June alone."""

INVESTMENTS = {
    "I02": "Larmen levereras i oktober.",
    "I03": "Något dyrare efter krav på ljudisolering; ryms inom den samlade ramen.",
}
"""What is said of a project after August, by its code."""

STAFF = {
    ("3022", "sjuktid"): "Korttidsfrånvaron var hög i januari och februari och åter under sommaren.",
    ("3025", "langtidssjuktid"): "Rehabiliteringsplaner finns för alla som varit borta längre än två månader.",
    ("2022", "avgangar"): "De flesta som slutat har gått till grannkommuner.",
}
"""What is said of staff after August, by (enhet, measure)."""
