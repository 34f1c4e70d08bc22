"""All tables. SHARED ones travel between desks through central; the others stay where they are."""

from db.tables.access import Card
from db.tables.catalogue import (
    CustomerType,
    Facility,
    Price,
    PriceList,
    Product,
    ProductAddOn,
    Setting,
    Staff,
    Terms,
    Till,
)
from db.tables.central import Change, Device, Enrolment, ReceivedOperation, ServiceState, Stream
from db.tables.desk import Cursor, LoggedOperation, PrintLog, ReceiptSeries, SignInFailure, ThisDevice
from db.tables.direct_debit import Mandate
from db.tables.people import Certificate, Guardian, IdentityCheck, Person, Photo, PhotoBlob, SearchKey
from db.tables.row import FacilityRow, GymRow, Row
from db.tables.settlement import JournalEntry, Matter
from db.tables.subscriptions import Freeze, Lot, Subscription
from db.tables.till import Payment, Receipt, Sale, SaleLine

GYM: tuple[type[GymRow], ...] = (
    Facility,
    Till,
    Staff,
    Setting,
    PriceList,
    CustomerType,
    Product,
    ProductAddOn,
    Price,
    Terms,
)
FACILITY: tuple[type[FacilityRow], ...] = (
    Person,
    Guardian,
    IdentityCheck,
    Certificate,
    Photo,
    Subscription,
    Lot,
    Freeze,
    Mandate,
    Card,
    Sale,
    SaleLine,
    Payment,
    Receipt,
    JournalEntry,
    Matter,
)
SHARED: dict[str, type[Row]] = {table.table_name(): table for table in (*GYM, *FACILITY)}
LOCAL: tuple[type[Row], ...] = (SearchKey, PhotoBlob)
DESK: tuple[type[Row], ...] = (ThisDevice, LoggedOperation, Cursor, ReceiptSeries, PrintLog, SignInFailure)
CENTRAL: tuple[type[Row], ...] = (ServiceState, Device, Enrolment, ReceivedOperation, Stream, Change)
ALL: tuple[type[Row], ...] = (*GYM, *FACILITY, *LOCAL, *DESK, *CENTRAL)

__all__ = [
    "ALL",
    "CENTRAL",
    "DESK",
    "FACILITY",
    "GYM",
    "LOCAL",
    "SHARED",
    "Card",
    "Certificate",
    "Change",
    "Cursor",
    "CustomerType",
    "Device",
    "Enrolment",
    "Facility",
    "FacilityRow",
    "Freeze",
    "Guardian",
    "GymRow",
    "IdentityCheck",
    "JournalEntry",
    "LoggedOperation",
    "Lot",
    "Mandate",
    "Matter",
    "Payment",
    "Person",
    "Photo",
    "PhotoBlob",
    "Price",
    "PriceList",
    "PrintLog",
    "Product",
    "ProductAddOn",
    "Receipt",
    "ReceiptSeries",
    "ReceivedOperation",
    "Row",
    "Sale",
    "SaleLine",
    "SearchKey",
    "ServiceState",
    "Setting",
    "SignInFailure",
    "Staff",
    "Stream",
    "Subscription",
    "Terms",
    "ThisDevice",
    "Till",
]
