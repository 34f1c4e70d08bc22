"""What the bank's codes mean, in words for staff. The codes are Bankgirot's (Autogiro, technical manual)."""

from kiosk.direct_debit.mandate_states import CancelledBy, MandateState
from kiosk.texts import N_, _

NEW_MANDATE = "32"
CANCELLED_AS_ASKED = "33"
MANDATE_COMMENTS = {
    "02": N_("The payer or the payer’s bank has cancelled it."),
    "03": N_("That kind of account can’t be used for direct debit."),
    "04": N_("Bankgirot has no such mandate."),
    "05": N_("The account or the personal number is wrong."),
    "07": N_("The bank didn’t answer about the account."),
    "09": N_("Bankgirot doesn’t know the payer’s bankgiro number."),
    "10": N_("The mandate is registered already, or being asked about."),
    "20": N_("The personal or organisation number is wrong, or the payer’s agreement is missing."),
    "21": N_("The payer number is wrong."),
    "23": N_("The bank account number is wrong."),
    "29": N_("The gym’s bankgiro number is wrong."),
    "30": N_("The gym’s bankgiro number is no longer registered."),
    "32": N_("New mandate."),
    "33": N_("Cancelled."),
    "98": N_("The payer’s bankgiro number has been closed."),
}
PAYMENT_STATUSES = {
    "0": N_("Paid."),
    "1": N_("There was not enough money in the account."),
    "2": N_("The account is closed, or the bank allows no draws on it."),
    "9": N_("Not paid yet: the bank tries again."),
}
REFUND_CODES = {
    "01": N_("The payer had given no mandate."),
    "02": N_("The payer had withdrawn the mandate."),
    "03": N_("The amount was more than the payer could expect."),
}
REJECTIONS = {
    "01": N_("Bankgirot has no mandate with this payer number."),
    "02": N_("The account has not been approved yet, or is closed."),
    "03": N_("The mandate is stopped."),
    "04": N_("The payer number is wrong."),
    "05": N_("The bankgiro number is wrong."),
    "06": N_("The period code is wrong."),
    "07": N_("The number of draws of a standing order is wrong."),
    "08": N_("The amount is no number."),
    "09": N_("Payments to the payer are not allowed."),
    "10": N_("Bankgirot doesn’t know the bankgiro number."),
    "12": N_("The draw day is wrong."),
    "13": N_("The draw day had passed."),
    "15": N_("The file has another bankgiro number at its head than in its draws."),
    "24": N_("The amount is higher than the mandate allows."),
}
CANCELLERS = {
    CancelledBy.CUSTOMER: N_("At the customer’s wish."),
    CancelledBy.GYM: N_("By the gym."),
    CancelledBy.BANK: N_("By the payer’s bank."),
}
OTHER_CODE = N_("The bank’s code {code}.")


def words_of(codes: dict[str, str], code: str) -> str:
    """Translated; a code that isn't in the list is shown as it is. Empty for no code."""
    if not code:
        return ""
    return _(codes[code]) if code in codes else _(OTHER_CODE, code=code)


def ended_words(state: str, code: str, by: str) -> str:
    """Why a mandate ended; "" while it hasn't."""
    if state == MandateState.REJECTED:
        return words_of(MANDATE_COMMENTS, code)
    if state != MandateState.CANCELLED:
        return ""
    who = _(CANCELLERS[CancelledBy(by)]) if by in CANCELLERS else ""
    return words_of(MANDATE_COMMENTS, code) if code else who
