"""Every kind of operation there is: importing this registers them all."""

from kiosk.operations import (  # noqa: F401
    access,
    charging_runs,
    confirmations,
    customers,
    debit_draws,
    direct_debit,
    freezes,
    journal,
    orders,
    organisations,
    people,
    pre_orders,
    protection,
    refunds,
    settlement,
    subscription_changes,
    subscriptions,
    till,
    undoing,
    visits,
)
