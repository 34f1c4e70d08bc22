"""Windows, pages and widgets: show, ask and forward, decide nothing."""
