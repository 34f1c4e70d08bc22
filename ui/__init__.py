"""Windows, pages and widgets: show, ask and forward, decide nothing."""

import shiboken6  # noqa: F401 the next line's module lives in it
from shibokensupport import feature

# WORKAROUND: PySide6 reads the source of every module imported after it, in case it wants snake_case: a good part of
# the start, and 28 MB of lines that Python keeps. None of ours does, and in a bundle there is no source to read anyway
feature._mod_uses_pyside = lambda _module: False
