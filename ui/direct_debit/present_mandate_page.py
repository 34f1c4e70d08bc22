"""The page Present mandate: whether the draws go on with the mandate that the customer has."""

from collections.abc import Callable
from functools import partial

from kiosk.customer_facts import CustomerFacts
from kiosk.direct_debit.mandates_shown import account_words
from kiosk.subscriptions.another_subscription import present_mandate
from kiosk.texts import N_, _
from ui.controls import Text
from ui.wizard.one_field_page import Asked, ChoicePage

ASKED = Asked(
    "present_mandate",
    "keeps_mandate",
    N_("Present mandate"),
    N_("Which account?"),
    N_("The customer has a direct debit mandate."),
)


def present_mandate_page(facts: Callable[[], CustomerFacts]) -> ChoicePage:
    def options() -> list[tuple[object, Text]]:
        mandate = present_mandate(facts())
        account = "" if mandate is None else account_words(mandate.bank, mandate.account)
        return [(True, partial(_keep_words, account)), (False, N_("Another account: new mandate"))]

    return ChoicePage(ASKED, options)


def _keep_words(account: str) -> str:
    return _("The same as now: {account}", account=account)
