"""How a mandate's account is shown: enough to tell two apart, too little to use."""

from kiosk.formats import NBSP

SHOWN_DIGITS = 3


def masked_account(account: str) -> str:
    return f"••••{NBSP}{account[-SHOWN_DIGITS:]}"


def account_words(bank: str, account: str) -> str:
    return f"{bank} {masked_account(account)}".strip()
