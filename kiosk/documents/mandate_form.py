"""The direct debit mandate form (autogiromedgivande) as a PDF, to be signed by the account holder."""

from collections.abc import Sequence

from kiosk.documents import sheet
from kiosk.documents.facts import MandateFacts
from kiosk.documents.strip import HAIRLINE, NAVY, Cell, Face, Strip
from kiosk.formats import bankgiro, moment
from kiosk.texts import N_, _

BOXED = Face(12.5, bold=True, ink=NAVY)

TEXT = (
    (
        N_("What you agree to"),
        N_(
            "I allow {company} to order withdrawals from the account above, and my bank to carry them out on the days "
            "that are due. The bank need not check that a withdrawal is right or tell me about it beforehand; "
            "withdrawals are seen on my bank statement. If I ask for it, the mandate may be moved to another account "
            "of mine, in this bank or another."
        ),
    ),
    (
        N_("When money is drawn"),
        N_(
            "What I owe according to my agreement with {company} is drawn on day {day} of each month, or on the "
            "next bank day. Amount and day are told in the agreement or at least eight bank days ahead. Enough money "
            "must be in the account at the beginning of the due day; otherwise further attempts may be made in the "
            "following bank days."
        ),
    ),
    (
        N_("Stopping a withdrawal"),
        N_(
            "I can stop a single withdrawal by telling {company} or my bank at least two bank days before the due "
            "day. A withdrawal that I have not allowed, or that is larger than I could expect, can be claimed back "
            "from my bank according to the law on payment services."
        ),
    ),
    (
        N_("How the mandate ends"),
        N_(
            "I can recall the mandate at any time with {company} or my bank. It ends at the latest five bank days "
            "after that. What I owe is then paid in another way: recalling the mandate does not end the subscription. "
            "{company}, its bank and my bank may end the mandate, at once if the account is closed or repeatedly "
            "lacks cover."
        ),
    ),
    (
        N_("Your details"),
        N_(
            "{company} sends what this form says to Bankgirot and the bank, which check that the account is yours. "
            "The signed mandate is kept for as long as it is valid and as long as the law asks thereafter."
        ),
    ),
)


def write_mandate_form(facts: MandateFacts) -> bytes:
    title = _("Direct debit mandate")
    strips = [_head(facts, title), _account(facts), *_text(facts), _signature(facts)]
    return sheet.write(
        strips, facts.company, f"{title} {facts.payer_number}".strip(), _("Consent to payment by direct debit")
    )


def _head(facts: MandateFacts, title: str) -> Strip:
    pairs = [
        (_("Payee"), facts.company.name),
        (_("Bankgiro"), bankgiro(facts.bankgiro)),
        (_("Payer number"), facts.payer_number),
        (_("Date and time"), moment(facts.at)),
    ]
    return sheet.head(facts.company, facts.place, title, pairs)


def _account(facts: MandateFacts) -> Strip:
    strip = sheet.section(_("Account holder"))
    sheet.party(strip, facts.holder)
    if facts.holder.is_protected:  # the bank asks for both
        sheet.signature_lines(strip, [(_("Name (written by hand)"), ""), (_("Personal number (written by hand)"), "")])
    strip.gap(3)
    _boxes(strip, [(_("Bank"), facts.bank, 0.5), (_("Clearing number"), facts.clearing, 0.2),
                   (_("Account number"), facts.account, 0.3)])  # fmt: skip
    if facts.member:
        strip.gap(8)
        pairs = [
            (_("The account pays for"), facts.member.name),
            (_("Personal number"), facts.member.identity),
            (_("Member number"), facts.member.member_number),
        ]
        sheet.facts(strip, pairs)
    return strip


def _boxes(strip: Strip, boxes: Sequence[tuple[str, str, float]]) -> None:
    """(label, value, share of the width) side by side, each value in a frame that is as high as the highest needs."""
    between, x = 8.0, 0.0
    labels, values = [], []
    for label, value, share in boxes:
        width = (strip.width - between * (len(boxes) - 1)) * share
        labels.append(Cell(label, sheet.LABEL, x, width))
        values.append(Cell(value, BOXED, x + 9, width - 18))
        x += width + between
    strip.row(labels)
    strip.gap(3)
    top = strip.height
    strip.gap(4)
    strip.row(values)
    strip.gap(4)
    for cell in values:
        strip.box(cell.x - 9, top, cell.width + 18, strip.height - top, edge=HAIRLINE, radius=3)


def _text(facts: MandateFacts) -> list[Strip]:
    strips = []
    strip = sheet.section(_("Consent to payment by direct debit"))
    for heading, text in TEXT:
        strip.words(_(heading), sheet.BODY.strong())
        strip.words(_(text, company=facts.company.name, day=facts.draw_day), sheet.BODY)
        strip.gap(5)
        strips.append(strip)
        strip = Strip(sheet.WIDTH)
    return strips


def _signature(facts: MandateFacts) -> Strip:
    strip = sheet.section(_("Signature"))
    sheet.signature_lines(strip, [(_("Place and date"), ""), (_("Account holder's signature"), facts.holder.signs_as)])
    return strip
