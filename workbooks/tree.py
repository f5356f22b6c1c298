"""The organisation of the example: a nämnd, five verksamhetsområden, twelve verksamheter and 27 enheter.

Områden and verksamheter bear the names that the rebuilt report prints; enheter and persons are invented.
"""

from __future__ import annotations

from xltools.model.organisation import Level, Organisation, OrgUnit

BOARD = "SN"

_TREE = """
SN   |            | Socialnämnden                                                          | Agneta Brolander
10   | SN         | LEDNINGS- O STÖDFUNKTIONER                                             | Jonas Ekdahlsson
1001 | 10         | Förvaltningsledning och nämnd                                          | Jonas Ekdahlsson
1002 | 10         | Ekonomi och administration                                             | Ragnhild Sävmark
1003 | 10         | Kvalitet och utveckling                                                | Tobias Wennerholt
20   | SN         | BARN o FAMILJ                                                          | Camilla Tornquister
201  | 20         | Gemensamt barn o familj                                                | Camilla Tornquister
2011 | 201        | Områdesledning barn och familj                                         | Camilla Tornquister
202  | 20         | Trygga, säkra o stödja barn o ungas levnadsvillkor                     | Mattias Rosenvik
2021 | 202        | Mottagning barn och unga                                               | Hillevi Granbäck
2022 | 202        | Utredning barn och unga                                                | Mattias Rosenvik
2023 | 202        | Placeringar och familjehem                                             | Ingela Fridsäter
2024 | 202        | Öppenvården Kompassen                                                  | Samir Haddadin
203  | 20         | Säkra o föra fram barnets rätt                                         | Berit Solhagen
2031 | 203        | Familjerätten                                                          | Berit Solhagen
204  | 20         | Möjliggöra utveckling hos barn o unga m funktionsnedsättning           | Niklas Åbrandt
2041 | 204        | Korttidshemmet Ängen                                                   | Pernilla Stjärnfors
2042 | 204        | Barnboendet Slättgården                                                | Niklas Åbrandt
30   | SN         | FUNKTIONSSTÖD VUXEN                                                    | Kristoffer Lidvall
301  | 30         | Gemensamt vuxna m funktionsnedsättning att leva som andra              | Kristoffer Lidvall
3011 | 301        | Områdesledning funktionsstöd                                           | Kristoffer Lidvall
302  | 30         | Möjliggöra för kvinnor o män m funktionsnedsättning att leva som andra | Yvette Malmsjö
3021 | 302        | Gruppbostäder norr                                                     | Yvette Malmsjö
3022 | 302        | Gruppbostäder söder                                                    | Daniel Kvarnstedt
3023 | 302        | Servicebostäder                                                        | Farida Noorani
3024 | 302        | Daglig verksamhet                                                      | Håkan Björkensten
3025 | 302        | Personlig assistans                                                    | Lisbet Ånäs
40   | SN         | HÄLSO- OCH SJUKVÅRD                                                    | Gudrun Tallberger
401  | 40         | Tillgodose behov av hälso- och sjukvård                                | Gudrun Tallberger
4011 | 401        | Legitimerad personal och rehabilitering                                | Gudrun Tallberger
50   | SN         | VUXEN                                                                  | Patrik Lundegren
501  | 50         | Gemensamt vuxen                                                        | Patrik Lundegren
5011 | 501        | Områdesledning vuxen                                                   | Patrik Lundegren
502  | 50         | Möjliggöra ett liv fritt från riskbruk, missbruk o beroende            | Sofie Hagmarker
5021 | 502        | Beroendemottagningen                                                   | Sofie Hagmarker
5022 | 502        | Placeringar vuxna                                                      | Emil Torstrand
503  | 50         | Verka för att vuxna m psykisk funktionsnedsättning kan leva som andra  | Annelie Dalvik
5031 | 503        | Boendestödet                                                           | Annelie Dalvik
5032 | 503        | Boenden socialpsykiatri                                                | Zoran Petković-Lind
5033 | 503        | Sysselsättning och träffpunkter                                        | Maj Norrbacke
504  | 50         | Utreda o bedöma rätt till ekonomiskt bistånd                           | Robert Ekelycke
5041 | 504        | Försörjningsstöd                                                       | Robert Ekelycke
5042 | 504        | Budget- och skuldrådgivningen                                          | Ulrika Sandemar
505  | 50         | Möjliggöra för kvinnor o män att leva i relationer fria från våld      | Elin Vargö
5051 | 505        | Stödcentrum mot våld                                                   | Elin Vargö
"""

_LEVEL_BY_LENGTH = {2: Level.OMRADE, 3: Level.VERKSAMHET, 4: Level.ENHET}


def _node(text: str) -> OrgUnit:
    code, parent, name, responsible = (part.strip() for part in text.split("|"))
    level = _LEVEL_BY_LENGTH[len(code)] if parent else Level.NAMND
    return OrgUnit(code, name, level, parent, responsible)


ORGANISATION = Organisation(tuple(_node(text) for text in _TREE.strip().splitlines()))
UNITS: tuple[str, ...] = tuple(unit.code for unit in ORGANISATION.units)
