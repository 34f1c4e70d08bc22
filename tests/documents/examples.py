"""Facts that the document tests and the benchmark print: a sale at a made-up gym."""

from datetime import UTC, date, datetime

from kiosk.documents.facts import (
    AgreementFacts,
    Change,
    Company,
    DiscountLine,
    MandateFacts,
    Party,
    PaymentLine,
    Place,
    PriceLine,
    ReceiptCustomer,
    ReceiptFacts,
    SaleLine,
    Terms,
    VatLine,
)

COMPANY = Company(
    "Gymkraft Träning AB", "556677-8899", "Götgatan 12, 118 46 Stockholm", "08-123 45 67", "hej@gymkraft.se"
)
PLACE = Place("Gymkraft Söder", "Götgatan 12, 118 46 Stockholm")
AT = datetime(2026, 11, 22, 9, 32, tzinfo=UTC)

RECEIPT = ReceiptFacts(
    receipt_id="0198c5a0-3b2c-7e11-9d55-0123456789ab",
    number=1042,
    company=COMPANY,
    place=PLACE,
    at=AT,
    till="Reception 1",
    cashier="Åsa Öberg",
    lines=(
        SaleLine("Guldkort, autogiro", 1, 40870, 6, detail="22 nov – 31 dec 2026"),
        SaleLine("Gruppträning, tillägg", 1, 16000, 6, detail="22 nov – 31 dec 2026"),
        SaleLine("Passerkort", 1, 10000, 25),
        SaleLine("Proteinbar jordgubb", 2, 5000, 6, unit_price=2500),
    ),
    discounts=(DiscountLine("Välkomstrabatt", -7500),),
    total=64370,
    vat=(VatLine(6, 51292, 3078, 54370), VatLine(25, 8000, 2000, 10000)),
    payments=(
        PaymentLine("card", 30000, reference="004711 VISA ****1234"),
        PaymentLine("cash", 34400, given=50000, change=15600),
    ),
    rounding=30,
    customer=ReceiptCustomer("Anna Ström", "100000000342"),
)

MEMBER = Party(
    "Anna Ström", "900101-****", "Åsögatan 4, 116 24 Stockholm", "anna.strom@example.se", "070-123 45 67",
    "100000000342", "Student",
)  # fmt: skip

TERMS = Terms(
    "2026-09",
    "\n".join(
        f"## {number}. {heading}\n{text}"
        for number, (heading, text) in enumerate(
            [
                ("Medlemskapet", "Medlemskapet är personligt och får inte lånas ut. Passerkortet visas upp vid varje "
                 "besök. Den som lånar ut sitt kort kan stängas av och får betala för besöket."),
                ("Betalning", "Avgiften dras månadsvis i förskott via autogiro. Uteblir betalningen två gånger i rad "
                 "kan tillträdet spärras till dess att skulden är betald."),
                ("Frysning", "Medlemskapet kan frysas vid sjukdom, graviditet eller resa i minst en och högst tolv "
                 "månader. Bindningstiden förlängs lika länge."),
                ("Uppsägning", "Medlemskapet sägs upp i receptionen, via e-post eller på Mina sidor. Uppsägningstiden "
                 "är en månad, dock tidigast till bindningstidens slut."),
                ("Ordningsregler", "Träning sker på egen risk. Utrustningen lämnas ren och på sin plats. Värdesaker "
                 "förvaras i låsta skåp; gymmet ansvarar inte för stulna ägodelar."),
                ("Personuppgifter", "Vi behandlar dina uppgifter för att sköta medlemskapet. Fotot används bara för "
                 "att känna igen dig i receptionen och tas bort 30 dagar efter att medlemskapet har upphört."),
            ],
            start=1,
        )
    ),
)  # fmt: skip

AGREEMENT = AgreementFacts(
    agreement_number="A-100342",
    company=COMPANY,
    place=PLACE,
    at=AT,
    staff="Åsa Öberg",
    customer=MEMBER,
    product="Guldkort, autogiro",
    starts=date(2026, 11, 22),
    price_lines=(
        PriceLine("Guldkort, autogiro", 11970, "En gång", "22–30 november 2026, 9 av 30 dagar"),
        PriceLine("Guldkort, autogiro", 39900, "Per månad", "Studentpris till och med 2027-09-14"),
        PriceLine("Gruppträning, tillägg", 9900, "Per månad"),
        PriceLine("Passerkort", 10000, "En gång"),
    ),
    terms=TERMS,
    add_ons=("Gruppträning",),
    changes=(Change("Debiterat t.o.m.", "–", "2026-11-30"), Change("Bundet t.o.m.", "–", "2027-11-21")),
    due_now=21970,
    monthly=49800,
    debited_until=date(2026, 11, 30),
    first_draw=date(2026, 11, 30),
    commitment="12 månader",
    bound_until=date(2027, 11, 21),
    notice="1 månad",
)

MANDATE = MandateFacts(
    company=COMPANY,
    bankgiro="5050-1055",
    place=PLACE,
    at=AT,
    holder=Party(
        "Örjan Ström", "620229-****", "Åsögatan 4, 116 24 Stockholm", "orjan.strom@example.se", "070-765 43 21"
    ),
    payer_number="100000000342",
    bank="Skandinaviska Enskilda Banken",
    clearing="5502",
    account="123 45 67",
    draw_day=28,
    member=MEMBER,
)
