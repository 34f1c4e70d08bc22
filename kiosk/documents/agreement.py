"""The agreement in short, as a PDF in the language the desk is set to: who, what, what it costs, terms, signatures."""

from kiosk.documents import sheet
from kiosk.documents.facts import AgreementFacts
from kiosk.documents.pdf import MM
from kiosk.documents.sheet import Column
from kiosk.documents.strip import NAVY, PALE, Align, Face, Strip
from kiosk.formats import day, kronor, moment
from kiosk.organisations.agreements import PAYS, Pays
from kiosk.texts import _

FIGURE = Face(17, bold=True, ink=NAVY, leading=1.25)
HEADING_MARK = "## "


def write_agreement(facts: AgreementFacts) -> bytes:
    title = _("Membership agreement")
    strips = [
        _head(facts, title),
        _member(facts),
        _subscription(facts),
        *_prices(facts),
        *_changes(facts),
        *_terms(facts),
        _signatures(facts),
    ]
    return sheet.write(
        strips, facts.company, f"{title} {facts.agreement_number}", _("Terms {version}", version=facts.terms.version)
    )


def _head(facts: AgreementFacts, title: str) -> Strip:
    pairs = [
        (_("Agreement"), _number(facts)),
        (_("Date and time"), moment(facts.at)),
        (_("Gym"), facts.place.name),
        (_("At the desk"), facts.staff),
    ]
    return sheet.head(facts.company, facts.place, title, pairs)


def _number(facts: AgreementFacts) -> str:
    """With the member number on a line of its own: there is no room for all of it on one."""
    member = f"{facts.customer.member_number}-"
    is_members = len(member) > 1 and facts.agreement_number.startswith(member)
    return f"{member}\n{facts.agreement_number.removeprefix(member)}" if is_members else facts.agreement_number


def _member(facts: AgreementFacts) -> Strip:
    strip = sheet.section(_("Member"))
    sheet.party(strip, facts.customer)
    if facts.guardian:
        strip.gap(2)
        strip.words(_("The member is under age and is represented by a guardian."), sheet.NOTE)
        strip.gap(4)
        pairs = [
            (_("Guardian"), facts.guardian.name),
            (_("Personal number"), facts.guardian.identity),
            (_("Relation"), facts.guardian.relation),
        ]
        sheet.facts(strip, pairs)
    return strip


def _subscription(facts: AgreementFacts) -> Strip:
    strip = sheet.section(_("Subscription"))
    strip.words(facts.product, sheet.COMPANY)
    strip.gap(5)
    pairs = [
        (_("Starts"), day(facts.starts)),
        (_("Valid until"), day(facts.ends) if facts.ends else ""),
        (_("Charged until"), day(facts.debited_until) if facts.debited_until else ""),
        (_("First draw"), day(facts.first_draw) if facts.first_draw else ""),
        (_("Commitment period"), facts.commitment),
        (_("Bound until"), day(facts.bound_until) if facts.bound_until else ""),
        (_("Notice period"), facts.notice),
        (_("Right of withdrawal until"), day(facts.withdrawal_until) if facts.withdrawal_until else ""),
        (_("Customer type"), facts.customer.customer_type),
        (_("Organisation"), facts.through),
        (_("Who pays"), _who_pays(facts)),
        (_("Add-ons"), "\n".join(facts.add_ons)),
    ]
    sheet.facts(strip, pairs)
    return strip


def _who_pays(facts: AgreementFacts) -> str:
    """Said where an organisation could be thought to."""
    return _(PAYS[Pays.ORGANISATION if facts.is_invoiced else Pays.MEMBER]) if facts.through else ""


def _prices(facts: AgreementFacts) -> list[Strip]:
    columns = (
        Column(_("What"), 0.54),
        Column(_("How often"), 0.22),
        Column(_("Price incl. VAT"), 0.24, Align.RIGHT),
    )
    head = sheet.section(_("Price"))
    sheet.table_head(head, columns)
    rows = [
        sheet.table_row(columns, (line.text, line.each, kronor(line.amount)), line.detail)
        for line in facts.price_lines
    ]  # fmt: skip
    return [head, *rows, _figures(facts)]


def _figures(facts: AgreementFacts) -> Strip:
    """The two sums people ask for, large."""
    now = _("By invoice") if facts.is_invoiced else _("To pay now")
    shown = [(now, facts.due_now), (_("Then per month"), facts.monthly)]
    figures = [(label, kronor(value)) for label, value in shown if value is not None]
    strip = Strip(sheet.WIDTH)
    if not figures:
        return strip
    strip.gap(6)
    width = (strip.width - 5 * MM * (len(figures) - 1)) / len(figures)
    tallest = 0.0
    for index, (label, figure) in enumerate(figures):
        box = Strip(width)
        box.gap(8)
        box.words(label, sheet.LABEL, x=11)
        box.words(figure, FIGURE, x=11)
        box.gap(7)
        strip.box(index * (width + 5 * MM), strip.height, width, box.height, fill=PALE, radius=3)
        strip.place(box, index * (width + 5 * MM))
        tallest = max(tallest, box.height)
    strip.gap(tallest)
    return strip


def _changes(facts: AgreementFacts) -> list[Strip]:
    if not facts.changes:
        return []
    columns = (Column("", 0.34), Column(_("Before"), 0.33), Column(_("After"), 0.33))
    head = sheet.section(_("What changes"))
    sheet.table_head(head, columns)
    return [head, *(sheet.table_row(columns, (row.label, row.before, row.after)) for row in facts.changes)]


def _terms(facts: AgreementFacts) -> list[Strip]:
    """A paragraph is never split over pages; headings stay with what follows."""
    strips: list[Strip] = []
    strip = sheet.section(_("Terms {version}", version=facts.terms.version))
    for line in facts.terms.text.splitlines():
        if line.startswith(HEADING_MARK):
            strip.words(line.removeprefix(HEADING_MARK), sheet.BODY.strong())
        elif line.strip():
            strip.words(line.strip(), sheet.BODY)
            strip.gap(5)
            strips.append(strip)
            strip = Strip(sheet.WIDTH)
    return strips


def _signatures(facts: AgreementFacts) -> Strip:
    strip = sheet.section(_("Signatures"))
    if facts.terms.version:
        strip.words(_accepted(facts), sheet.BODY)
    if facts.guardian:
        signer = (_("Guardian's signature"), facts.guardian.name)
    else:
        signer = (_("Member's signature"), facts.customer.signs_as)
    sheet.signature_lines(strip, [signer, (_("For {company}", company=facts.company.name), facts.staff)])
    return strip


def _accepted(facts: AgreementFacts) -> str:
    version = facts.terms.version
    if not facts.is_accepted:
        return _("Terms {version} came with the subscription when it was transferred.", version=version)
    return _("Terms {version} were accepted at the desk {moment}.", version=version, moment=moment(facts.at))
