"""Tells a keyboard-wedge card reader from a person typing, by speed. Pure: strokes with times in, verdicts out."""

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum

from kiosk.access.card_numbers import CardFormat

SHORT_READ = 3  # characters at a reader's speed with its end key: a read that was cut off, not a typist
MOST_HELD = 64  # more than any card: something is typing for a person


class Terminator(StrEnum):
    """The key a reader presses after the number."""

    ENTER = "enter"
    TAB = "tab"
    EITHER = "either"
    NONE = "none"  # the read ends with the suffix, or begins with the prefix and ends with a pause


class ReadFault(StrEnum):
    SHORT = "short"
    LONG = "long"
    CHARACTERS = "characters"
    INCOMPLETE = "incomplete"  # without the prefix or suffix the reader always sends


@dataclass(frozen=True, slots=True)
class WedgeSettings:
    """Times in ms. `prefix` and `suffix` are what the reader adds round every read."""

    min_length: int = 6
    max_length: int = 40
    terminator: Terminator = Terminator.EITHER
    prefix: str = ""
    suffix: str = ""
    average_ms: int = 25  # readers have 2 to 20; nobody types a number so fast (docs/decisions/0046)
    extra_ms: int = 20  # a single gap may be this much longer than the average when the computer is busy
    same_card_ms: int = 2500

    @property
    def gap_ms(self) -> int:
        return self.average_ms + self.extra_ms

    @staticmethod
    def of(format: CardFormat, average_ms: int = 25, terminator: Terminator = Terminator.EITHER) -> "WedgeSettings":
        """For a reader that sends the gym's cards as they are, prefix and all."""
        longest = format.max_length + len(format.prefix)
        return WedgeSettings(format.min_length, longest, terminator, average_ms=average_ms)


@dataclass(frozen=True, slots=True)
class Stroke:
    """One key going down. `char` is "" for a key that types nothing, such as Shift; `token` is the caller's own."""

    char: str
    at: int
    ends: Terminator | None = None
    token: object = None


@dataclass(frozen=True, slots=True)
class CardRead:
    text: str


@dataclass(frozen=True, slots=True)
class GarbledRead:
    fault: ReadFault


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of strokes: `replay` were typed by a person, `taken` were a reader's, all others are still held.

    A `taken` without a `read` is the same card once more.
    """

    replay: tuple[Stroke, ...] = ()
    taken: tuple[Stroke, ...] = ()
    read: CardRead | GarbledRead | None = None


@dataclass
class Wedge:
    """Holds fast strokes until it is plain who typed them. Every stroke comes out exactly once, in order."""

    settings: WedgeSettings = field(default_factory=WedgeSettings)
    _held: list[Stroke] = field(default_factory=list)
    _last_card: tuple[str, int] | None = None
    _ended_at: int | None = None  # a read that ended with its suffix: its end key is still to come

    @property
    def is_holding(self) -> bool:
        return bool(self._held)

    def would_hold(self, stroke: Stroke) -> bool:
        """Whether `press` would keep it from the field for now; changes nothing."""
        follows = self._follows(stroke)
        if stroke.ends:
            return follows or self._is_late_end(stroke)
        return follows or self._may_begin(stroke)

    def press(self, stroke: Stroke) -> Outcome:
        before = Outcome() if self._follows(stroke) else self.pause()
        if self._is_late_end(stroke):
            self._ended_at = None
            return _joined(before, Outcome(taken=(stroke,)))
        self._ended_at = None
        return _joined(before, self._take(stroke))

    def pause(self) -> Outcome:
        """No stroke came within `gap_ms` of the last."""
        prefix = self.settings.prefix
        if prefix and self._text().startswith(prefix):
            return self._finish(None)
        return self.interrupt()

    def interrupt(self) -> Outcome:
        """A key came that no reader sends: what is held was typed."""
        return Outcome(replay=self._let_go())

    def _take(self, stroke: Stroke) -> Outcome:
        if not self._held and not self._may_begin(stroke):
            return Outcome(replay=(stroke,))
        if stroke.ends:
            return self._finish(stroke) if self._is_terminator(stroke) else Outcome(replay=(*self._let_go(), stroke))
        self._held.append(stroke)
        if len(self._held) > MOST_HELD:
            return self.interrupt()
        suffix = self.settings.suffix
        if suffix and stroke.char == suffix[-1] and self._text().endswith(suffix) and self._is_read(stroke.at):
            self._ended_at = stroke.at
            return self._finish(None)
        return Outcome()

    def _finish(self, end: Stroke | None) -> Outcome:
        at = end.at if end else self._held[-1].at
        if not self._is_read(at, extra=1 if end else 0):
            return Outcome(replay=(*self._let_go(), *((end,) if end else ())))
        text = self._text()
        taken = (*self._let_go(), *((end,) if end else ()))
        card, fault = self._judged(text)
        if fault:
            return Outcome(taken=taken, read=GarbledRead(fault))
        is_new = (
            not self._last_card or self._last_card[0] != card or at - self._last_card[1] > self.settings.same_card_ms
        )
        self._last_card = (card, at)
        return Outcome(taken=taken, read=CardRead(card) if is_new else None)

    def _judged(self, text: str) -> tuple[str, ReadFault | None]:
        settings = self.settings
        if not (text.startswith(settings.prefix) and text.endswith(settings.suffix)):
            return text, ReadFault.INCOMPLETE
        card = text.removeprefix(settings.prefix).removesuffix(settings.suffix)
        faults: tuple[tuple[ReadFault, Callable[[], bool]], ...] = (
            (ReadFault.CHARACTERS, lambda: not (card.isascii() and card.isalnum())),
            (ReadFault.SHORT, lambda: len(card) < settings.min_length),
            (ReadFault.LONG, lambda: len(card) > settings.max_length),
        )
        return card, next((fault for fault, applies in faults if applies()), None)

    def _is_read(self, until: int, extra: int = 0) -> bool:
        """Fast enough, long enough, and with a digit in it: a quick typist's "och" and Enter is none."""
        text = self._text()
        steps = len(text) + extra - 1
        if len(text) < SHORT_READ or not any(char.isdigit() for char in text):
            return False
        return (until - self._held[0].at) < self.settings.average_ms * steps

    def _may_begin(self, stroke: Stroke) -> bool:
        return bool(stroke.char) and (stroke.char.isalnum() or self.settings.prefix.startswith(stroke.char))

    def _follows(self, stroke: Stroke) -> bool:
        return bool(self._held) and 0 <= stroke.at - self._held[-1].at <= self.settings.gap_ms

    def _is_terminator(self, stroke: Stroke) -> bool:
        return self.settings.terminator in (Terminator.EITHER, stroke.ends)

    def _is_late_end(self, stroke: Stroke) -> bool:
        return (
            stroke.ends is not None
            and self._ended_at is not None
            and stroke.at - self._ended_at <= self.settings.gap_ms
        )

    def _text(self) -> str:
        return "".join(stroke.char for stroke in self._held)

    def _let_go(self) -> tuple[Stroke, ...]:
        held, self._held = tuple(self._held), []
        return held


def _joined(first: Outcome, then: Outcome) -> Outcome:
    """Both at once: a read at a pause is followed by a stroke that is only now beginning."""
    return Outcome(first.replay + then.replay, first.taken + then.taken, first.read or then.read)
