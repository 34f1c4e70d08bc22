"""What documents need to be loaded, before the first customer waits for it."""


def warm_up() -> None:
    """0.6 s: on a lane, once the window is up. Everything works without it, only the first document comes later."""
    import pypdfium2  # noqa: F401
    import reportlab.pdfgen.canvas  # noqa: F401
    import segno  # noqa: F401

    from kiosk.documents import fonts

    fonts.register()
