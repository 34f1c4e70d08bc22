"""The style sheet made from the tokens. Kept small: what the palette can say stays in the palette."""

from dataclasses import asdict
from pathlib import Path
from string import Template

from ui.theme.current import colours, pt, px
from ui.theme.tokens import Space, Type

MARKS = Path(__file__).parent.parent.parent / "resources" / "icons" / "marks"


def style_sheet() -> str:
    c = colours()
    sizes = {
        "touch": px(Space.TOUCH) - 2,  # the sheet counts without the 1 px border
        "touch_full": px(Space.TOUCH),
        "primary": px(Space.PRIMARY) - 2,
        "key": px(Space.PRIMARY) - 2,
        "tight": px(Space.TIGHT),
        "small": px(Space.SMALL),
        "medium": px(Space.MEDIUM),
        "medium_less": px(Space.MEDIUM) - 1,
        "large": px(Space.LARGE),
        "large_less": px(Space.LARGE) - 1,
        "wide": px(Space.WIDE),
        "radius": px(Space.RADIUS),
        "radius_small": px(Space.RADIUS - 3),
        "mark": px(22),
        "menu_icon": px(18),
        "ring": px(7),
        "bar": px(12),
        "chevron": px(18),
        "drop_down": px(36),
        "mark_room": px(Space.MARK_ROOM),
    }
    type_sizes = {
        "pt_small": pt(Type.SMALL),
        "pt_body": pt(Type.BODY),
        "pt_heading": pt(Type.HEADING),
        "pt_title": pt(Type.TITLE),
        "pt_figure": pt(Type.FIGURE),
    }
    marks = {
        "check_mark": (MARKS / f"check-{'dark' if c.is_dark else 'light'}.svg").as_posix(),
        "chosen_mark": (MARKS / f"check-{'light' if c.is_dark else 'dark'}.svg").as_posix(),
        "chevron_mark": (MARKS / "chevron-down.svg").as_posix(),
        "submenu_mark": (MARKS / "chevron-right.svg").as_posix(),
    }
    return SHEET.substitute(asdict(c), **sizes, **type_sizes, **marks)


SHEET = Template("""\
QToolTip { background: $text; color: $panel; border: none; padding: ${small}px; font-size: ${pt_small}pt; }

/* Text */
QLabel[type="title"] { font-size: ${pt_title}pt; font-weight: 700; }
QLabel[type="heading"] { font-size: ${pt_heading}pt; font-weight: 700; }
QLabel[type="strong"] { font-weight: 700; }
QLabel[type="small"] { font-size: ${pt_small}pt; color: $muted; }
QLabel[type="muted"] { color: $muted; }
QLabel[type="figure"] { font-size: ${pt_figure}pt; font-weight: 700; }
QLabel[type="error"] { color: $bad; }
QLabel[type="warning"] { color: $warn; }

/* Buttons: plain ones (Qt's own, in wizards and dialogs) look secondary, the default one primary. */
QPushButton {
    background: $panel; color: $text; border: 1px solid $border; border-radius: ${radius}px;
    min-height: ${touch}px; padding: 0 ${large}px; font-weight: 600;
    outline: none;
}
QPushButton:focus { border: 2px solid $focus; padding: 0 ${large_less}px; }
QPushButton:hover { background: $accent_soft; }
QPushButton:pressed { background: $sunken; }
QPushButton:checked { background: $accent_soft; border-color: $accent; color: $accent; }
QPushButton:disabled { color: $disabled; border-color: $line; background: $sunken; }
QPushButton:default, QPushButton[kind="primary"], QPushButton[kind="prominent"] {
    background: $accent; color: $on_accent; border-color: $accent;
}
QPushButton:default:focus { border: 2px solid $text; }
QPushButton:default:hover, QPushButton[kind="primary"]:hover, QPushButton[kind="prominent"]:hover {
    background: $accent_hover; border-color: $accent_hover;
}
QPushButton:default:pressed, QPushButton[kind="primary"]:pressed { background: $accent_hover; }
QPushButton:default:disabled, QPushButton[kind="primary"]:disabled, QPushButton[kind="prominent"]:disabled {
    background: $line; border-color: $line; color: $muted;
}
QPushButton[kind="primary"] { min-height: ${primary}px; padding: 0 ${wide}px; font-size: ${pt_heading}pt; }
QPushButton[kind="danger"] {
    background: $danger; color: $on_danger; border-color: $danger;
}
QPushButton[kind="danger"]:hover, QPushButton[kind="danger"]:pressed {
    background: $danger_hover; border-color: $danger_hover;
}
QPushButton[kind="danger"]:disabled { background: $line; border-color: $line; color: $muted; }
QPushButton[kind="quiet"] { background: transparent; border-color: transparent; color: $accent; }
QPushButton[kind="quiet"]:hover { background: $accent_soft; }
QPushButton[kind="quiet"]:disabled { color: $disabled; }
QPushButton[kind]:focus { border-width: 1px; padding: 0 ${large}px; }
QPushButton[kind="primary"]:focus { padding: 0 ${wide}px; }
QPushButton[in_line="true"], QPushButton[in_line="true"]:focus { padding: 0 ${large}px 0 ${tight}px; }
QPushButton[kind="secondary"]:default { background: $panel; color: $text; border-color: $border; }
QPushButton[kind="secondary"]:default:hover { background: $accent_soft; }
QPushButton[kind="line"], QPushButton[kind="line"]:focus {
    background: transparent; border-color: transparent; color: $text; text-align: left; padding: 0 ${small}px;
}
QPushButton[kind="line"]:hover { background: $panel; }
QPushButton[kind="tab"], QPushButton[kind="tab"]:focus {
    background: transparent; color: $muted; border: none; border-bottom: 3px solid transparent; border-radius: 0;
}
QPushButton[kind="tab"]:hover { background: $accent_soft; }
QPushButton[kind="tab"]:checked { color: $accent; border-bottom-color: $accent; }
QPushButton[kind="tile"]:hover:!checked { background: $panel; border-color: $text; }
QPushButton[kind="tile"], QPushButton[kind="tile"]:focus { text-align: left; padding: ${small}px ${large}px; }
QPushButton[kind="tile"][checkable="true"], QPushButton[kind="tile"][checkable="true"]:focus {
    padding-right: ${mark_room}px;
}

QToolButton {
    background: transparent; color: $text; border: 2px solid transparent; border-radius: ${radius}px;
    padding: 0 ${small}px;
}
QToolButton:hover { background: $accent_soft; }
QToolButton:pressed, QToolButton:checked { background: $accent_soft; color: $accent; }
QToolButton:focus { border-color: $focus; }
QToolButton::menu-indicator { image: none; }

/* Inputs */
QLineEdit, QPlainTextEdit, QTextEdit, QComboBox, QSpinBox, QDateEdit {
    background: $panel; color: $text; border: 1px solid $border; border-radius: ${radius}px;
    padding: 1px ${medium}px; selection-background-color: $accent; selection-color: $on_accent;
    placeholder-text-color: $muted;
}
QLineEdit, QComboBox, QSpinBox, QDateEdit { min-height: ${touch}px; }
QLineEdit:hover, QPlainTextEdit:hover, QComboBox:hover { border-color: $text; }
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QComboBox:focus, QSpinBox:focus, QDateEdit:focus {
    border: 2px solid $focus; padding: 0 ${medium_less}px;
}
QLineEdit:read-only, QLineEdit:disabled, QComboBox:disabled, QPlainTextEdit:disabled {
    background: $sunken; border-color: $line;
}
QLineEdit:disabled, QComboBox:disabled { color: $disabled; }
QLineEdit[trouble="error"], QPlainTextEdit[trouble="error"], QComboBox[trouble="error"] {
    border: 2px solid $bad; padding: 0 ${medium_less}px;
}
QLineEdit[trouble="warning"], QComboBox[trouble="warning"] { border: 2px solid $warn; padding: 0 ${medium_less}px; }
QComboBox { combobox-popup: 0; }
QComboBox::drop-down { border: none; width: ${drop_down}px; }
QComboBox::down-arrow { image: url("$chevron_mark"); width: ${chevron}px; height: ${chevron}px; }
QComboBox QAbstractItemView {
    background: $panel; border: 1px solid $border; selection-background-color: $accent_soft; selection-color: $text;
    outline: none;
}
QComboBox QAbstractItemView::item { min-height: ${touch_full}px; padding-left: ${tight}px; }

QCheckBox, QRadioButton {
    spacing: ${medium}px; min-height: ${touch}px; border: 2px solid transparent; border-radius: ${radius}px;
    padding: 0 ${small}px 0 ${tight}px;
}
QCheckBox:focus, QRadioButton:focus { border-color: $focus; }
QCheckBox:hover, QRadioButton:hover { background: $accent_soft; }
QCheckBox:disabled, QRadioButton:disabled { color: $muted; }
QCheckBox::indicator, QRadioButton::indicator, QTableView::indicator {
    width: ${mark}px; height: ${mark}px; border: 2px solid $border; background: $panel;
}
QCheckBox::indicator, QTableView::indicator { border-radius: ${radius_small}px; }
QRadioButton::indicator { border-radius: 13px; }
QCheckBox::indicator:checked, QTableView::indicator:checked {
    background: $accent; border-color: $accent; image: url("$check_mark");
}
QRadioButton::indicator:checked { border: 7px solid $accent; width: 12px; height: 12px; }
QCheckBox::indicator:disabled { border-color: $line; background: $sunken; }
QCheckBox::indicator:checked:disabled { background: $muted; border-color: $muted; }

/* Panels */
QFrame[panel="card"] { background: $panel; border: 1px solid $line; border-radius: ${radius}px; }
QFrame[panel="sunken"] { background: $sunken; border: none; border-radius: ${radius}px; }
QFrame[panel="line"] { background: $line; border: none; }
QFrame[panel="bad"] { background: $bad_soft; border: 1px solid $bad; border-radius: ${radius}px; }
QFrame[panel="warn"] { background: $warn_soft; border: 1px solid $warn; border-radius: ${radius}px; }
QFrame[panel="good"] { background: $good_soft; border: 1px solid $good; border-radius: ${radius}px; }
QFrame[panel="accent"] { background: $accent_soft; border: 1px solid $accent; border-radius: ${radius}px; }

/* Scrolling and lists */
QScrollArea { background: transparent; border: none; }
QScrollArea > QWidget > QWidget[plain="true"] { background: transparent; }
QScrollBar:vertical { background: transparent; width: ${bar}px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: ${bar}px; margin: 0; }
QScrollBar::handle { background: $border; border-radius: 4px; margin: 2px; min-height: 40px; min-width: 40px; }
QScrollBar::handle:hover { background: $muted; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QListView, QTreeView, QTableView {
    background: $panel; border: 1px solid $line; padding: 1px; border-radius: ${radius}px; outline: none;
    selection-background-color: $accent_soft; selection-color: $text; alternate-background-color: $ground;
}
QListView[plain="true"] { border: none; padding: 0; border-radius: 0; background: transparent; }
QListView:focus, QTreeView:focus, QTableView:focus { border: 2px solid $focus; padding: 0; }
QTabBar { border: none; background: transparent; font-weight: 600; }
QTabBar::tab {
    min-height: ${touch}px; padding: 0 ${large}px; color: $muted; border: none; border-bottom: 3px solid transparent;
}
QTabBar::tab:hover { background: $accent_soft; }
QTabBar::tab:selected { color: $accent; border-bottom-color: $accent; }
QHeaderView { background: transparent; }
QHeaderView::section {
    background: transparent; color: $muted; border: none; border-bottom: 1px solid $line;
    padding: ${small}px ${medium}px; font-weight: 600;
}
QMenu {
    background: $panel; border: 1px solid $border; border-radius: ${radius}px; padding: ${tight}px; menu-scrollable: 1;
    icon-size: ${menu_icon}px;
}
QMenu::item { min-height: ${touch_full}px; padding: 0 ${wide}px 0 ${medium}px; border-radius: ${radius_small}px; }
QMenu::item:selected { background: $accent_soft; color: $text; }
QMenu::item:disabled { color: $muted; }
QMenu::icon { padding-left: ${tight}px; }
QMenu::indicator { width: ${menu_icon}px; height: ${menu_icon}px; left: ${tight}px; }
QMenu::indicator:checked { image: url("$chosen_mark"); }
QMenu::right-arrow { image: url("$submenu_mark"); width: ${chevron}px; height: ${chevron}px; right: ${small}px; }
QMenu::separator { height: 1px; background: $line; margin: ${tight}px ${small}px; }
QProgressBar {
    background: $sunken; border: 1px solid $border; border-radius: ${radius_small}px; text-align: center;
    min-height: 10px; max-height: 10px;
}
QProgressBar::chunk { background: $accent; border-radius: ${radius_small}px; }

QWidget#qt_calendar_navigationbar { background: $panel; border-bottom: 1px solid $line; }
QCalendarWidget QToolButton { font-weight: 700; }
QCalendarWidget QSpinBox { min-height: 0; padding: 0; }
QCalendarWidget QAbstractItemView { border: none; border-radius: 0; }

/* The shell */
QWidget#rail { background: $rail; }
QWidget#rail QToolButton {
    color: $rail_text; border: 2px solid transparent; border-radius: ${radius}px; font-size: ${pt_small}pt;
    font-weight: 600; padding: ${small}px ${tight}px;
}
QWidget#rail QToolButton:hover { background: $rail_raised; }
QWidget#rail QToolButton:checked { background: $rail_raised; color: $rail_chosen; }
QWidget#rail QToolButton:focus { border-color: $rail_focus; }
QWidget#brand { background: $rail; }
QWidget#brand QLabel { color: $rail_text; }
QWidget#brand QLabel[type="title"], QWidget#brand QLabel[type="figure"] { color: $rail_chosen; }
QWidget#brand QPushButton {
    background: transparent; color: $rail_text; border-color: $rail_text;
}
QWidget#brand QPushButton:hover { background: $rail_raised; }
QWidget#cover { background: $ground; }
QLineEdit#pin { font-size: ${pt_title}pt; font-weight: 700; }
QPushButton[kind="key"] { min-height: ${key}px; font-size: ${pt_title}pt; padding: 0; }
QWidget#top_bar { background: $panel; border-bottom: 1px solid $line; }
QWidget#status_line { background: $panel; border-top: 1px solid $line; }
QWidget#status_line QToolButton[network="offline"], QWidget#status_line QToolButton[network="not_enrolled"] {
    background: $warn_soft; color: $warn;
}
QWidget#status_line QToolButton[network="trouble"] { background: $bad_soft; color: $bad; }
QWidget#status_line QToolButton { font-size: ${pt_small}pt; padding: 0 ${medium}px; border-radius: 0; }
QLineEdit#search { background: $ground; font-size: ${pt_heading}pt; border-radius: ${radius}px; }
QLineEdit#search:focus { background: $panel; }
QFrame#search_results { border: 1px solid $border; }
QFrame#toast { background: $text; border-radius: ${radius}px; }
QFrame#toast QLabel { color: $panel; }
QFrame#toast QPushButton { background: transparent; color: $panel; border: 1px solid $panel; }
""")
