"""A document that people have edited, held against today's underlag: every figure is right or told of."""

from __future__ import annotations

import pytest

from tests.tasks.refreshing import MNKR, TKR, changed_by_hand, made, part_of, refreshed
from tests.word.linked import hand
from tests.word.linked.making import ORIGIN, content, control, copied, paragraph_of, row, unwrapped
from tests.word.making import template
from xltools.model.refreshed import Fate, Look, Take
from xltools.model.text import Text
from xltools.word.linked.found import Kept
from xltools.word.linked.read import read_linked
from xltools.word.ooxml import nearest, w
from xltools.word.template import compile_template

NOW = made(-9_300)
NEW, OLD = "−9\u00a0300", "−12\u00a0700"
ROW = "rader.v10.budget|tkr"


# --- figures -------------------------------------------------------------------------------------------------------


def test_a_figure_that_nobody_touched_shows_what_the_underlag_says() -> None:
    after = refreshed(changed_by_hand(lambda root: hand.in_front(root, TKR, "Egna ord.")), NOW)
    assert (after.shown(TKR), after.shown(MNKR)) == ([NEW], ["9,3"])


def test_old_and_new_are_told_with_the_difference() -> None:
    told = next(one for one in refreshed(made(), NOW).told.figures if one.key == TKR)
    assert (told.old, told.new, told.fate, told.difference) == (OLD, NEW, Fate.UPDATED, 3_400 * 100_000)


def test_figures_in_the_header_are_brought_up_to_date() -> None:
    after = refreshed(made(), NOW)
    assert [one.shown for one in after.document.figures if one.where.part == "sidhuvud"] == [NEW]


def test_figures_in_tables_are_brought_up_to_date() -> None:
    now = made(rader=[row("v10", "Vård", 555), row("v20", "Stöd", 300)])
    assert refreshed(made(), now).shown(ROW) == ["555"]


def test_a_copied_paragraph_is_brought_up_to_date_in_both_places() -> None:
    after = refreshed(changed_by_hand(lambda root: copied(root, TKR)), NOW)
    assert after.shown(TKR) == [NEW, NEW]


def test_a_figure_whose_control_was_taken_away_is_brought_up_to_date_by_its_bookmark() -> None:
    assert refreshed(changed_by_hand(lambda root: unwrapped(root, TKR)), NOW).shown(TKR) == [NEW]


def test_a_control_without_its_names_is_brought_up_to_date_by_its_bookmark() -> None:
    assert refreshed(changed_by_hand(lambda root: hand.nameless(root, TKR)), NOW).shown(TKR) == [NEW]


def test_a_figure_that_word_has_cut_into_pieces_is_one_figure_again() -> None:
    after = refreshed(changed_by_hand(lambda root: hand.split(root, TKR)), NOW)
    assert after.shown(TKR) == [NEW]


def test_a_figure_in_a_hyperlink_stays_in_it() -> None:
    after = refreshed(changed_by_hand(lambda root: hand.linked_to_the_web(root, TKR)), NOW)
    field = after.xml.partition('w:fldCharType="separate"')[2].partition('w:fldCharType="end"')[0]
    assert NEW in field


def test_a_figure_that_is_right_already_is_current_whoever_wrote_it() -> None:
    after = refreshed(changed_by_hand(lambda root: hand.typed(root, TKR, "-9 300")), NOW)
    assert after.fates(TKR) == [Fate.CURRENT, Fate.UPDATED]


# --- figures changed by hand ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("take", "fate", "shown"),
    [(None, Fate.CONFLICT, "−13 000"), (Take.THEIRS, Fate.KEPT, "−13 000"), (Take.OURS, Fate.TAKEN, NEW)],
)
def test_a_figure_changed_by_hand_is_left_unless_one_says_whose_stands(
    take: Take | None, fate: Fate, shown: str
) -> None:
    after = refreshed(changed_by_hand(lambda root: hand.typed(root, TKR, "−13 000")), NOW, take)
    assert (after.fates(TKR)[0], after.shown(TKR)) == (fate, [shown])


def test_a_conflict_is_told_again_the_next_time() -> None:
    first = refreshed(changed_by_hand(lambda root: hand.typed(root, TKR, "−13 000")), NOW)
    assert refreshed(first.data, NOW).fates(TKR)[0] is Fate.CONFLICT


def test_a_figure_changed_by_hand_is_wrong_even_where_the_underlag_is_as_it_was() -> None:
    told = refreshed(changed_by_hand(lambda root: hand.typed(root, TKR, "−13 000")), made()).told
    assert (told.right, told.conflicts) == (False, 1)


def test_a_figure_changed_with_tracking_is_a_conflict_and_the_tracked_change_stays() -> None:
    document = changed_by_hand(lambda root: hand.typed_with_tracking(root, TKR, "−13 000"))
    after = refreshed(document, NOW)
    assert (after.fates(TKR)[0], after.xml.count("Anna Berg")) == (Fate.CONFLICT, 2)


def test_a_figure_deleted_with_tracking_is_not_put_back() -> None:
    after = refreshed(changed_by_hand(lambda root: hand.deleted_with_tracking(root, TKR)), NOW, Take.OURS)
    assert (after.fates(TKR)[0], after.shown(TKR)) == (Fate.REMOVED, [""])


@pytest.mark.parametrize(("take", "shown"), [(None, ""), (Take.OURS, NEW)])
def test_an_emptied_figure_is_a_conflict_and_is_filled_when_the_underlag_stands(take: Take | None, shown: str) -> None:
    after = refreshed(changed_by_hand(lambda root: hand.emptied(root, TKR)), NOW, take)
    told = next(one for one in after.told.figures if one.key == TKR)
    assert told.old == ""
    assert [one.removeprefix("Klicka eller tryck här för att ange text.") for one in after.shown(TKR)] == [shown]


def test_a_filled_figure_asks_for_no_text_any_longer() -> None:
    after = refreshed(changed_by_hand(lambda root: hand.emptied(root, TKR)), NOW, Take.OURS)
    assert "showingPlcHdr" not in after.xml
    assert "PlaceholderText" not in after.xml


# --- formatting, tracked changes, comments -------------------------------------------------------------------------


def test_a_figure_keeps_the_formatting_that_people_gave_it() -> None:
    after = refreshed(changed_by_hand(lambda root: hand.bold_with_tracking(root, TKR)), NOW)
    run = next(one for one in after.document.figures if one.key == TKR and one.where.part == "brödtext").content[0]
    assert run.find("{*}rPr/{*}b") is not None
    assert run.find("{*}rPr/{*}rPrChange") is not None


def test_a_figure_in_a_tracked_insertion_stays_inserted() -> None:
    after = refreshed(changed_by_hand(lambda root: hand.inserted_with_tracking(root, TKR)), NOW)
    run = next(one for one in after.document.figures if one.key == TKR and one.where.part == "brödtext").content[0]
    assert (nearest(run, w("ins")) is not None, after.shown(TKR)) == (True, [NEW])


def test_a_comment_on_a_figure_stays_on_it() -> None:
    after = refreshed(hand.commented(made(), TKR, "Kontrollera"), NOW)
    start, end = after.xml.index("commentRangeStart"), after.xml.index("commentRangeEnd")
    assert NEW in after.xml[start:end]
    assert "Kontrollera" in part_of(after.data, "word/comments.xml")


def test_with_tracking_on_a_new_figure_is_a_tracked_change_of_xltools() -> None:
    after = refreshed(hand.with_tracking_on(made()), NOW)
    changes = [
        (one.tag.rpartition("}")[2], one.get(w("author")), "".join(map(str, one.itertext())))
        for one in paragraph_of(hand.body(after.data), TKR).iter(w("ins"), w("del"))
    ]
    assert changes == [("del", "xltools", OLD), ("ins", "xltools", NEW)]
    assert after.shown(TKR) == [NEW]


def test_a_tracked_figure_is_brought_up_to_date_again_in_place() -> None:
    first = refreshed(hand.with_tracking_on(made()), NOW)
    again = refreshed(first.data, made(-8_000))
    assert (again.shown(TKR), again.fates(TKR)[0]) == (["−8\u00a0000"], Fate.UPDATED)


# --- prose ---------------------------------------------------------------------------------------------------------


def test_words_of_people_stay_as_they_are() -> None:
    after = refreshed(changed_by_hand(lambda root: hand.in_front(root, TKR, "Egna ord om <x> & «y».")), NOW)
    assert "Egna ord om &lt;x&gt; &amp; «y»." in after.xml


def test_an_old_figure_typed_into_prose_is_told_with_the_new_one() -> None:
    after = refreshed(changed_by_hand(lambda root: hand.in_front(root, TKR, "Det är 12,7 mnkr för mycket.")), NOW)
    (words,) = after.looks(Look.PROSE)
    assert "«12,7 mnkr»" in words
    assert "9,3" in words or NEW in words


def test_an_old_figure_in_a_text_that_the_underlag_still_says_is_no_matter() -> None:
    said = Text("Lokalerna kostar 12,7 mnkr.")
    assert refreshed(made(text=said), made(-9_300, text=said)).looks(Look.PROSE) == []


def test_an_old_figure_in_a_draft_that_was_written_over_is_told() -> None:
    document = changed_by_hand(lambda root: hand.typed(root, "text", "Underskottet är 12,7 mnkr."))
    assert len(refreshed(document, NOW).looks(Look.PROSE)) == 1


def test_an_old_figure_in_prose_is_told_until_it_is_mended() -> None:
    first = refreshed(changed_by_hand(lambda root: hand.in_front(root, TKR, "Det är 12,7 mnkr för mycket.")), NOW)
    second = refreshed(first.data, NOW)
    assert (len(second.looks(Look.PROSE)), second.told.right) == (1, False)


def test_an_old_figure_in_prose_is_settled_when_the_persons_own_stands() -> None:
    document = changed_by_hand(lambda root: hand.in_front(root, TKR, "Det är 12,7 mnkr för mycket."))
    settled = refreshed(document, NOW, Take.THEIRS)
    assert refreshed(settled.data, NOW).looks(Look.PROSE) == []


def test_a_changed_sign_is_told_with_its_paragraph() -> None:
    assert f"Exakt {OLD} tkr; okänt –." in refreshed(made(), made(500)).looks(Look.TURNED)


def test_a_changed_sign_is_told_until_the_paragraph_is_rewritten() -> None:
    first = refreshed(made(), made(500))
    again = refreshed(first.data, made(500))
    mended = refreshed(hand_typed_after(first.data), made(500))
    told = [any(words.startswith("Exakt") for words in one.looks(Look.TURNED)) for one in (again, mended)]
    assert told == [True, False]


def hand_typed_after(document: bytes) -> bytes:
    def more(root: hand.Element) -> None:
        paragraph_of(root, TKR).append(hand.run(" Det är ett överskott."))

    return changed_by_hand(more, document=document)


def test_a_changed_condition_is_told() -> None:
    assert refreshed(made(), made(500)).looks(Look.CONDITION) == ["total.avvikelse < 0: gäller inte längre"]


def test_a_figure_that_a_changed_condition_brings_is_told_as_new() -> None:
    after = refreshed(made(500), made())
    assert [words for words in after.looks(Look.FIGURE_NEW) if "Underskott" in words] != []


# --- texts ---------------------------------------------------------------------------------------------------------


def test_a_draft_that_nobody_touched_is_written_anew() -> None:
    after = refreshed(made(), made(text=Text("Nya ord.", draft=True)))
    assert next(one.shown for one in after.document.texts if one.key == "text") == "Utkast: Nya ord."


def test_a_draft_without_the_mark_of_a_draft_is_written_anew_without_it() -> None:
    def accepted(root: hand.Element) -> None:
        first = hand.runs(root, "text")[0]
        parent = first.getparent()
        assert parent is not None
        parent.remove(first)

    document = changed_by_hand(accepted)
    after = refreshed(document, made(text=Text("Nya ord.", draft=True)))
    assert next(one.shown for one in after.document.texts if one.key == "text") == "Nya ord."
    assert refreshed(after.data, made(text=Text("Nya ord.", draft=True))).told.right


def test_a_draft_that_was_written_over_is_left_and_told_until_somebody_decides() -> None:
    now = made(text=Text("Nya ord.", draft=True))
    document = changed_by_hand(lambda root: hand.typed(root, "text", "Mina ord."))
    first = refreshed(document, now)
    second = refreshed(first.data, now)
    settled = refreshed(refreshed(second.data, now, Take.THEIRS).data, now)
    assert [one.fates("text") for one in (first, second, settled)] == [[Fate.CONFLICT], [Fate.CONFLICT], []]
    assert "Mina ord." in settled.xml


def test_a_draft_that_was_written_over_is_no_matter_while_the_underlag_is_as_it_was() -> None:
    document = changed_by_hand(lambda root: hand.typed(root, "text", "Mina ord."))
    assert refreshed(document, made()).told.right


def test_not_even_the_underlag_stands_over_the_words_of_people() -> None:
    document = changed_by_hand(lambda root: hand.typed(root, "text", "Mina ord."))
    after = refreshed(document, made(text=Text("Nya ord.", draft=True)), Take.OURS)
    assert "Mina ord." in after.xml


def test_a_text_that_is_new_is_told_with_its_words() -> None:
    assert refreshed(made(), made(tom=Text("Nytt stycke."))).looks(Look.TEXT_NEW) == ["Nytt stycke."]


def test_a_deleted_paragraph_is_not_put_back() -> None:
    after = refreshed(changed_by_hand(lambda root: hand.without_paragraph(root, TKR)), NOW)
    assert after.shown(TKR) == []
    assert any("läggs inte tillbaka" in note for note in after.told.notes)


# --- figures that are gone, and documents of others ----------------------------------------------------------------


def test_a_figure_that_the_underlag_has_lost_is_told_every_time() -> None:
    now = compile_template(template("{{ total.avvikelse | tkr }}"), content()).render(content(), ORIGIN)
    first = refreshed(made(), now)
    second = refreshed(first.data, now)
    assert (first.fates(MNKR), second.fates(MNKR)) == ([Fate.GONE], [Fate.GONE])


def test_a_figure_copied_from_another_document_is_told_and_left() -> None:
    def pasted(root: hand.Element) -> None:
        copied(root, TKR)
        for name in list(control(root, TKR).iter(w("tag"), w("alias"))):
            name.set(w("val"), "annan.siffra|tkr")

    after = refreshed(changed_by_hand(pasted), NOW)
    assert (after.looks(Look.FOREIGN), after.told.figures[-1].fate is Fate.CONFLICT) == ([OLD], False)


# --- provenance ----------------------------------------------------------------------------------------------------


def test_a_refreshed_document_has_the_provenance_of_today() -> None:
    after = refreshed(made(), NOW)
    assert (after.document.kept, refreshed(after.data, NOW).told.right) == (Kept.WHOLE, True)


def test_a_damaged_provenance_is_made_good_and_said() -> None:
    package = read_linked(made()).package
    part = next(name for name in package.names if b'urn:xltools:underlag:1">' in package.read(name))
    damaged = package.write({part: package.read(part)[:-400] + b"</underlag>"})
    after = refreshed(damaged, NOW)
    assert (after.shown(TKR), after.document.kept) == ([NEW], Kept.WHOLE)
    assert any("skadat" in note for note in after.told.notes)


def test_without_any_provenance_what_differs_is_a_conflict() -> None:
    package = read_linked(made()).package
    part = next(name for name in package.names if b'urn:xltools:underlag:1">' in package.read(name))
    bare = package.write({part: b"<leer/>", "docProps/custom.xml": b"<leer/>"})
    after = refreshed(bare, NOW)
    assert (after.fates(TKR)[0], after.shown(TKR)) == (Fate.CONFLICT, [OLD])
    assert refreshed(bare, NOW, Take.OURS).shown(TKR) == [NEW]
