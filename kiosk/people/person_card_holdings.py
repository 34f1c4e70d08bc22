"""A person's mandates, cards and receipts as the card shows them."""

from datetime import date, datetime
from typing import Any

from db.fields import day_or_none, moment_or_none
from db.rows import found
from kiosk.access.block_reasons import block_reason_words
from kiosk.access.card_numbers import CardFormat, show_card_number
from kiosk.access.card_settings import card_format
from kiosk.direct_debit.drafts import Holder
from kiosk.direct_debit.mandate_states import drawable_from
from kiosk.direct_debit.mandates_shown import masked_account
from kiosk.direct_debit.payer_number import shown_payer_number
from kiosk.direct_debit.result_words import ended_words
from kiosk.people.person_card_facts import CardFacts, MandateFacts, ReceiptRow
from kiosk.settings.gym import FIRST_DRAW_BANK_DAYS, gym_setting
from kiosk.till.receipts import COPIES_TAKEN, copies_left

LATEST_RECEIPTS = 12


def read_mandates(person_ids: str, today: date) -> tuple[MandateFacts, ...]:
    """The latest first. `person_ids` is a JSON list. Inside `store.reading()`."""
    sql = """SELECT id, state, holder, holder_name, bank, account, payer_number, drafted_at, signed_at,
            state_code, cancelled_by, first_draw, sent_at
        FROM mandate
        WHERE person_id IN (SELECT value FROM json_each(?)) ORDER BY drafted_at DESC, id DESC"""
    bank_days = gym_setting(FIRST_DRAW_BANK_DAYS)
    return tuple(_mandate(row, today, bank_days) for row in found(sql, person_ids))


def _mandate(row: tuple[Any, ...], today: date, bank_days: int) -> MandateFacts:
    mandate_id, state, holder, holder_name, bank, account, payer_number, drafted_at, signed_at, code, by, *first = row
    return MandateFacts(
        mandate_id,
        state,
        Holder(holder),
        holder_name,
        bank,
        masked_account(account),
        shown_payer_number(payer_number, today),
        datetime.fromisoformat(drafted_at),
        moment_or_none(signed_at),
        ended_words(state, code, by),
        drawable_from(state, day_or_none(first[0]), moment_or_none(first[1]), today, bank_days),
    )


def read_cards(person_ids: str) -> tuple[CardFacts, ...]:
    """Those that open first, then the latest. Inside `store.reading()`."""
    sql = """SELECT id, number, assigned_at, blocked_at, block_reason FROM card
        WHERE person_id IN (SELECT value FROM json_each(?))
        ORDER BY blocked_at IS NOT NULL, assigned_at DESC, id DESC"""
    format = card_format()
    return tuple(_card(row, format) for row in found(sql, person_ids))


def _card(row: tuple[Any, ...], format: CardFormat) -> CardFacts:
    card_id, number, assigned_at, blocked_at, reason = row
    return CardFacts(
        card_id,
        show_card_number(number, format),
        datetime.fromisoformat(assigned_at),
        None if blocked_at is None else datetime.fromisoformat(blocked_at),
        block_reason_words(reason),
    )


def read_receipts(person_ids: str) -> tuple[tuple[ReceiptRow, ...], bool]:
    """The latest, and whether there are older ones. Copies stand with their original. Inside `store.reading()`."""
    sql = f"""SELECT receipt.id, number, receipt.kind, issued_at, total + rounding,
            (SELECT GROUP_CONCAT(method) FROM (
                SELECT DISTINCT method FROM payment WHERE payment.sale_id = sale.id ORDER BY method
            )),
            ({COPIES_TAKEN})
        FROM sale JOIN receipt ON receipt.sale_id = sale.id
        WHERE sale.person_id IN (SELECT value FROM json_each(?)) AND receipt.kind <> 'copy'
        ORDER BY issued_at DESC, number DESC LIMIT ?"""
    rows = found(sql, person_ids, LATEST_RECEIPTS + 1)
    receipts = [
        ReceiptRow(
            receipt_id,
            number,
            datetime.fromisoformat(issued_at),
            amount,
            tuple(methods.split(",")) if methods else (),
            kind,
            copies_left(taken),
        )
        for receipt_id, number, kind, issued_at, amount, methods, taken in rows
    ]
    return tuple(receipts[:LATEST_RECEIPTS]), len(receipts) > LATEST_RECEIPTS
