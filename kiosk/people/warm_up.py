"""What a registration needs to be loaded, before the first customer waits for it."""


def warm_up() -> None:
    """Half a second: on a lane, once the window is up. Everything works without it, only the first pages come later."""
    import email_validator  # noqa: F401
    import holidays  # noqa: F401
    import phonenumbers  # noqa: F401
    from personnummer import personnummer  # noqa: F401

    from kiosk.clock import SystemClock, today
    from kiosk.direct_debit.bank_days import first_draw

    first_draw(today(SystemClock()), 1)
