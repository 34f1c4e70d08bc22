"""Which tables travel, and which stay where they are. SHARED ones travel between desks through central."""

from db import tables

GYM: tuple[type[tables.GymRow], ...] = (
    tables.Facility,
    tables.Till,
    tables.Staff,
    tables.Setting,
    tables.PriceList,
    tables.CustomerType,
    tables.Product,
    tables.ProductAddOn,
    tables.Price,
    tables.Terms,
    tables.Organisation,
    tables.PreOrderImport,
    tables.PreOrder,
)
FACILITY: tuple[type[tables.FacilityRow], ...] = (
    tables.Person,
    tables.Guardian,
    tables.IdentityCheck,
    tables.Certificate,
    tables.Photo,
    tables.Note,
    tables.Subscription,
    tables.Lot,
    tables.Freeze,
    tables.SubscriptionChange,
    tables.SubscriptionHolder,
    tables.Mandate,
    tables.DebitDraw,
    tables.DebitDrawLine,
    tables.ChargingRun,
    tables.InvoiceLine,
    tables.InvoiceLineTakenBack,
    tables.AutogiroFile,
    tables.Card,
    tables.CheckIn,
    tables.OnlineOrder,
    tables.Sale,
    tables.SaleLine,
    tables.Payment,
    tables.Receipt,
    tables.Confirmation,
    tables.JournalEntry,
    tables.Matter,
)
SHARED: dict[str, type[tables.Row]] = {table.table_name(): table for table in (*GYM, *FACILITY)}
LOCAL: tuple[type[tables.Row], ...] = (tables.SearchKey, tables.OrganisationKey, tables.PhotoBlob)
DESK: tuple[type[tables.Row], ...] = (
    tables.ThisDevice,
    tables.LoggedOperation,
    tables.Cursor,
    tables.FetchedChunk,
    tables.Arriving,
    tables.ReceiptSeries,
    tables.PrintLog,
    tables.SignInFailure,
    tables.ErrandTrace,
)
CENTRAL: tuple[type[tables.Row], ...] = (
    tables.ServiceState,
    tables.Device,
    tables.Enrolment,
    tables.Received,
    tables.ReceivedOperation,
    tables.DurableLog,
    tables.Stream,
    tables.Change,
    tables.Snapshot,
    tables.SnapshotChunk,
    tables.LookupCount,
)
ALL: tuple[type[tables.Row], ...] = (*GYM, *FACILITY, *LOCAL, *DESK, *CENTRAL)
