"""What a receipt says. Receipts are Swedish whatever the desk's language: the law asks for these words."""

from kiosk.documents.facts import ReceiptFacts, ReceiptKind, SaleLine, VatLine
from kiosk.formats import NBSP, amount, kronor

NO_CONTROL_UNIT = "EJ KVITTO"
COPY = "KOPIA"
TRAINING = "ÖVNING"
RETURN = "RETUR"

ELECTRONIC = "Elektroniskt kassakvitto"
TOTAL = "Totalt inkl. moms"
ROUNDING = "Öresavrundning"
THANKS = "Tack och välkommen tillbaka!"
METHODS = {
    "cash": "Kontant",
    "card": "Kort",
    "swish": "Swish",
    "gift_card": "Presentkort",
    "credit": "Tillgodohavande",
    "invoice": "Faktura",
    "direct_debit": "Autogiro",
}


def marks(facts: ReceiptFacts) -> tuple[str, ...]:
    """The words that must be at least twice the size of the amounts (rules.md 6)."""
    found = []
    if not facts.control_unit:
        found.append(NO_CONTROL_UNIT)
    if facts.is_copy:
        found.append(COPY)
    if facts.kind is ReceiptKind.TRAINING:
        found.append(TRAINING)
    if facts.kind is ReceiptKind.RETURN:
        found.append(RETURN)
    return tuple(found)


def returned(facts: ReceiptFacts) -> str:
    """The receipt that a return takes back, and its till where that is another; "" where it isn't known."""
    if facts.returns_number is None:
        return ""
    return f"{facts.returns_number}, kassa {facts.returns_till}" if facts.returns_till else str(facts.returns_number)


def heading(facts: ReceiptFacts) -> str:
    name = "Returkvitto" if facts.kind is ReceiptKind.RETURN else "Kvitto"
    return f"{name} {facts.number}"


def total_label(facts: ReceiptFacts) -> str:
    if facts.kind is ReceiptKind.RETURN:
        return "Totalt retur"
    return "Att betala" if facts.rounding else TOTAL


def paid_label(facts: ReceiptFacts) -> str:
    return "Återbetalt med" if facts.kind is ReceiptKind.RETURN else "Betalt med"


def method(code: str) -> str:
    return METHODS.get(code, code)


def percent(line: VatLine | SaleLine) -> str:
    rate = line.percent if isinstance(line, VatLine) else line.vat_percent
    return f"{rate}{NBSP}%"


def count(line: SaleLine) -> str:
    """With the minus sign that amounts have."""
    return f"{line.quantity:d}".replace("-", "−")


def quantity(line: SaleLine) -> str:
    """`1 st`, or `3 st à 25,00 kr`."""
    pieces = f"{count(line)}{NBSP}st"
    return pieces if line.unit_price is None else f"{pieces} à {kronor(line.unit_price)}"


def customer(facts: ReceiptFacts) -> str:
    if facts.customer is None:
        return ""
    number = facts.customer.member_number
    return f"{facts.customer.name}, medlem {number}" if number else facts.customer.name


def control_unit(facts: ReceiptFacts) -> str:
    return f"Kontrollenhet {facts.control_unit}" if facts.control_unit else "Ingen kontrollenhet är ansluten"


def cash_details(given: int | None, change: int | None) -> tuple[tuple[str, str], ...]:
    rows = (("Mottaget", given), ("Växel tillbaka", change))
    return tuple((label, amount(value)) for label, value in rows if value is not None)
