"""All tables. An area of them is imported when one of its tables is first asked for: a start needs a few, and a table
takes a fifth of a millisecond to make."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

AREAS = (
    "row",
    "desk",
    "catalogue",
    "people",
    "access",
    "subscriptions",
    "direct_debit",
    "organisations",
    "orders",
    "till",
    "settlement",
    "central",
    "lists",
)
"""In the order in which a start asks for them."""

if TYPE_CHECKING:
    from db.tables.access import Card, CheckIn
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
    from db.tables.central import (
        Change,
        Device,
        DurableLog,
        Enrolment,
        LookupCount,
        Received,
        ReceivedOperation,
        ServiceState,
        Snapshot,
        SnapshotChunk,
        Stream,
    )
    from db.tables.desk import (
        Arriving,
        Cursor,
        ErrandTrace,
        FetchedChunk,
        LoggedOperation,
        PrintLog,
        ReceiptSeries,
        SignInFailure,
        ThisDevice,
    )
    from db.tables.direct_debit import AutogiroFile, ChargingRun, DebitDraw, DebitDrawLine, Mandate
    from db.tables.lists import ALL, CENTRAL, DESK, FACILITY, GYM, LOCAL, SHARED
    from db.tables.orders import OnlineOrder
    from db.tables.organisations import (
        InvoiceLine,
        InvoiceLineTakenBack,
        Organisation,
        OrganisationKey,
        PreOrder,
        PreOrderImport,
    )
    from db.tables.people import Certificate, Guardian, IdentityCheck, Note, Person, Photo, PhotoBlob, SearchKey
    from db.tables.row import FacilityRow, GymRow, Row
    from db.tables.settlement import Confirmation, JournalEntry, Matter
    from db.tables.subscriptions import Freeze, Lot, Subscription, SubscriptionChange, SubscriptionHolder
    from db.tables.till import Payment, Receipt, Sale, SaleLine
else:

    def __getattr__(name: str) -> Any:
        """A table, or one of the lists of them."""
        if not name.startswith("__"):
            for area in AREAS:
                found = vars(import_module(f"{__name__}.{area}"))
                if name in found:
                    return found[name]
        raise AttributeError(name)


__all__ = [
    "ALL",
    "CENTRAL",
    "DESK",
    "FACILITY",
    "GYM",
    "LOCAL",
    "SHARED",
    "Arriving",
    "AutogiroFile",
    "Card",
    "Certificate",
    "Change",
    "ChargingRun",
    "CheckIn",
    "Confirmation",
    "Cursor",
    "CustomerType",
    "DebitDraw",
    "DebitDrawLine",
    "Device",
    "DurableLog",
    "Enrolment",
    "ErrandTrace",
    "Facility",
    "FacilityRow",
    "FetchedChunk",
    "Freeze",
    "Guardian",
    "GymRow",
    "IdentityCheck",
    "InvoiceLine",
    "InvoiceLineTakenBack",
    "JournalEntry",
    "LoggedOperation",
    "LookupCount",
    "Lot",
    "Mandate",
    "Matter",
    "Note",
    "OnlineOrder",
    "Organisation",
    "OrganisationKey",
    "Payment",
    "Person",
    "Photo",
    "PhotoBlob",
    "PreOrder",
    "PreOrderImport",
    "Price",
    "PriceList",
    "PrintLog",
    "Product",
    "ProductAddOn",
    "Receipt",
    "ReceiptSeries",
    "Received",
    "ReceivedOperation",
    "Row",
    "Sale",
    "SaleLine",
    "SearchKey",
    "ServiceState",
    "Setting",
    "SignInFailure",
    "Snapshot",
    "SnapshotChunk",
    "Staff",
    "Stream",
    "Subscription",
    "SubscriptionChange",
    "SubscriptionHolder",
    "Terms",
    "ThisDevice",
    "Till",
]
