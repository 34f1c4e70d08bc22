"""Which tables travel, and which stay where they are. SHARED ones travel between desks through central."""

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
    Organisation,
    PreOrderImport,
    PreOrder,
)
FACILITY: tuple[type[FacilityRow], ...] = (
    Person,
    Guardian,
    IdentityCheck,
    Certificate,
    Photo,
    Note,
    Subscription,
    Lot,
    Freeze,
    SubscriptionChange,
    SubscriptionHolder,
    Mandate,
    DebitDraw,
    DebitDrawLine,
    ChargingRun,
    InvoiceLine,
    InvoiceLineTakenBack,
    AutogiroFile,
    Card,
    CheckIn,
    OnlineOrder,
    Sale,
    SaleLine,
    Payment,
    Receipt,
    Confirmation,
    JournalEntry,
    Matter,
)
SHARED: dict[str, type[Row]] = {table.table_name(): table for table in (*GYM, *FACILITY)}
LOCAL: tuple[type[Row], ...] = (SearchKey, OrganisationKey, PhotoBlob)
DESK: tuple[type[Row], ...] = (
    ThisDevice,
    LoggedOperation,
    Cursor,
    FetchedChunk,
    Arriving,
    ReceiptSeries,
    PrintLog,
    SignInFailure,
    ErrandTrace,
)
CENTRAL: tuple[type[Row], ...] = (
    ServiceState,
    Device,
    Enrolment,
    Received,
    ReceivedOperation,
    DurableLog,
    Stream,
    Change,
    Snapshot,
    SnapshotChunk,
    LookupCount,
)
ALL: tuple[type[Row], ...] = (*GYM, *FACILITY, *LOCAL, *DESK, *CENTRAL)
