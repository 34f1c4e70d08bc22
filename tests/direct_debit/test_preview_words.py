"""What the preview of a file from the bank says, in words: each thing once, and what another file has said before."""

from db.rows import json_list
from kiosk.direct_debit.advice import Meaning, code_words
from kiosk.direct_debit.debts import read_debts
from kiosk.direct_debit.shown_lines import effect_lines
from kiosk.staff.rights import StaffMember
from kiosk.store import Store
from tests.direct_debit.payers import payer
from tests.direct_debit.test_files_out_and_in import advice, by_payer, drawn, imported, looked_at, number, specification

__all__ = ["drawn"]


def test_a_refund_is_said_once_where_it_is_imported_and_where_it_is_owed(drawn: Store, manager: StaffMember) -> None:
    imported(drawn, manager, specification((number(1), 39900, "0")))
    seen = looked_at(drawn, specification(refunds=((number(1), 39900, "02"),)))
    assert [line.detail for line in effect_lines(drawn, seen.effects)] == [
        "Dragning återbetald. Betalaren hade återkallat medgivandet."
    ]
    imported(drawn, manager, seen.data)
    with drawn.reading():
        owed = read_debts(json_list([seen.effects[0].person_id]))
    assert [one.reason for one in owed] == ["Återbetald av banken. Betalaren hade återkallat medgivandet."]


def test_paid_by_one_file_and_then_by_another(drawn: Store, manager: StaffMember) -> None:
    """Seen before it is imported; what comes back of it is not owed."""
    imported(drawn, manager, specification((number(1), 39900, "0")))
    seen = looked_at(drawn, specification((number(2), 39900, "0"), (number(1), 39900, "0")))
    assert [(one.line, one.meaning) for one in seen.effects] == [(2, "draw_paid"), (3, "draw_paid_again")]
    assert seen.amount == 79800
    (_paid, again) = effect_lines(drawn, seen.effects)
    said = "Dragning betald en gång till. En annan fil har sagt det förut: det blir något att reda ut."
    assert (again.detail, again.is_bad) == (said, True)
    imported(drawn, manager, seen.data)
    assert by_payer(drawn)[number(1)] == ("paid", "drawn_too")
    imported(drawn, manager, specification(refunds=((number(1), 39900, "02"),)))
    assert by_payer(drawn)[number(1)] == ("paid", "given_back")


def test_paid_for_another_month_is_not_the_same_once_more(drawn: Store, manager: StaffMember) -> None:
    """Its draw may have been planned at a desk that has not told yet."""
    imported(drawn, manager, specification((number(1), 39900, "0")))
    seen = looked_at(drawn, specification((number(1), 39900, "0")).replace(b"GYM 2612", b"GYM 2701"))
    assert (seen.effects, [(one.line, one.why.code) for one in seen.loose]) == ((), [(2, "autogiro_draw_unknown")])


def test_a_cancelled_mandate_says_once_who_has_cancelled_it(gym: Store) -> None:
    payer(gym)
    seen = looked_at(gym, advice((number(1), "02")))
    assert [line.detail for line in effect_lines(gym, seen.effects)] == [
        "Medgivande återkallat. Betalaren eller betalarens bank har återkallat det."
    ]


def test_codes_in_words() -> None:
    assert code_words(Meaning.DRAW_REJECTED, "1") == "Det fanns inte tillräckligt med pengar på kontot."
    assert code_words(Meaning.DRAW_REJECTED, "01") == "Bankgirot har inget medgivande med det här betalarnumret."
    assert code_words(Meaning.MANDATE_REJECTED, "23") == "Kontonumret är fel."
    assert code_words(Meaning.DRAW_REFUNDED, "44") == "Bankens kod 44."
    assert code_words(Meaning.DRAW_PAID, "0") == ""
