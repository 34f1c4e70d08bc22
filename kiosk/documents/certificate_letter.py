"""Letters that say when a certificate ends: one page each."""

from collections.abc import Iterator, Sequence

from kiosk.documents import pdf, sheet
from kiosk.documents.facts import CertificateLetter
from kiosk.documents.sheet import VALUE
from kiosk.documents.strip import NAVY, Face, Strip
from kiosk.formats import day
from kiosk.texts import _

LETTER = Face(10.5, ink=NAVY, leading=1.5)
LEAST_HEIGHT = (pdf.A4_TOP - pdf.A4_BOTTOM) * 0.6  # more than half, so that no two stand on one page


def write_letters(letters: Sequence[CertificateLetter]) -> bytes:
    """At least one letter. They share a foot: the gym's."""
    title = _("Your certificate is ending")
    return sheet.write([_letter(one, title) for one in letters], letters[0].company, title, title)


def _letter(one: CertificateLetter, title: str) -> Strip:
    pairs = [(_("Date"), day(one.on)), (_("Member number"), one.customer.member_number)]
    strip = sheet.head(one.company, one.place, title, pairs)
    strip.gap(20)
    for line in (one.customer.name, *one.customer.address.split(", ")):
        strip.words(line, VALUE)
    strip.gap(30)
    for paragraph in (
        _("Hello {name},", name=one.customer.name),
        *_said(one),
        _("Welcome to {place}.", place=one.place.name),
    ):
        strip.words(paragraph, LETTER)
        strip.gap(8)
    strip.gap(max(0.0, LEAST_HEIGHT - strip.height))
    return strip


def _said(one: CertificateLetter) -> Iterator[str]:
    ends = day(one.ends)
    if one.organisation:
        yield _("You have your price through {organisation}, whose agreement with us runs until {ends}.",
                organisation=one.organisation, ends=ends)  # fmt: skip
        yield _("If it is renewed, you keep your price and need to do nothing. Otherwise the ordinary price applies "
                "from the day after, to days that are not paid yet.")  # fmt: skip
        return
    yield _("The certificate that makes you {type} with us is valid until {ends}.", type=one.type_name, ends=ends)
    yield _("Show a new one at the front desk before then, and you keep your price. From the day after, the ordinary "
            "price applies to days that are not paid yet.")  # fmt: skip
    yield _("Bring your ID and the new certificate. It takes a minute.")
