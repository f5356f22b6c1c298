"""The organisation tree."""

from xltools.model.organisation import Level, Organisation, OrgUnit

TREE = Organisation(
    (
        OrgUnit("SN", "Socialnämnden", Level.NAMND),
        OrgUnit("2", "Barn", Level.OMRADE, "SN"),
        OrgUnit("3", "Vuxen", Level.OMRADE, "SN"),
        OrgUnit("21", "Utredning", Level.VERKSAMHET, "2"),
        OrgUnit("301", "Stöd", Level.ENHET, "3"),
        OrgUnit("211", "Mottagningen", Level.ENHET, "21"),
        OrgUnit("201", "Staben", Level.ENHET, "2"),
    )
)


def test_the_namnd_is_the_root() -> None:
    assert TREE.root.code == "SN"


def test_only_enheter_deliver_and_they_come_in_tree_order() -> None:
    assert [unit.code for unit in TREE.units] == ["211", "201", "301"]


def test_an_enhet_may_hang_right_below_an_omrade() -> None:
    assert TREE.units_below("2") == ("211", "201")


def test_the_path_leads_from_the_namnd_down() -> None:
    assert TREE.path("211") == ("SN", "2", "21", "211")


def test_children_are_found_by_parent_and_never_by_the_look_of_their_code() -> None:
    assert [node.code for node in TREE.children("2")] == ["21", "201"]
