"""The recogniser of a keyboard-wedge reader: cards by their speed, and nobody's typing lost."""

from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.access.card_numbers import CardFormat
from kiosk.devices.wedge import CardRead, GarbledRead, Outcome, ReadFault, Stroke, Terminator, Wedge, WedgeSettings

ENTER = "\n"
TAB = "\t"
SHIFT = "^"


def stroke(char: str, at: int) -> Stroke:
    if char == SHIFT:
        return Stroke("", at)
    ends = {ENTER: Terminator.ENTER, TAB: Terminator.TAB}.get(char)
    return Stroke("" if ends else char, at, ends, token=char)


def play(wedge: Wedge, keys: str, gaps: int | Iterable[int], start: int = 1000) -> list[Outcome]:
    """Presses the keys with these gaps in ms, as Qt's filter does: after a longer silence it says so."""
    steps = [gaps] * len(keys) if isinstance(gaps, int) else [0, *gaps]
    at, outcomes = start - (steps[0] if steps else 0), []
    for key, gap in zip(keys, steps, strict=True):
        if gap > wedge.settings.gap_ms and wedge.is_holding:
            outcomes.append(wedge.pause())
        at += gap
        outcomes.append(wedge.press(stroke(key, at)))
    outcomes.append(wedge.pause())
    return outcomes


def reads(outcomes: list[Outcome]) -> list[CardRead | GarbledRead]:
    return [outcome.read for outcome in outcomes if outcome.read]


def typed(outcomes: list[Outcome]) -> str:
    return "".join(str(each.token) for outcome in outcomes for each in outcome.replay)


@pytest.mark.parametrize("end", [ENTER, TAB])
@pytest.mark.parametrize("gap", [0, 5, 24])
def test_a_fast_read_is_a_card_and_nothing_of_it_is_typed(gap: int, end: str) -> None:
    outcomes = play(Wedge(), "10000342" + end, gap)
    assert reads(outcomes) == [CardRead("10000342")]
    assert typed(outcomes) == ""


def test_single_gaps_may_be_longer_on_a_busy_computer() -> None:
    outcomes = play(Wedge(), "10000342\n", [5, 45, 5, 5, 45, 5, 5, 5])
    assert reads(outcomes) == [CardRead("10000342")]


@pytest.mark.parametrize("gap", [26, 31, 50, 56, 120])
def test_slower_keys_are_typed_in_order(gap: int) -> None:
    outcomes = play(Wedge(), "10000342\n", gap)
    assert reads(outcomes) == []
    assert typed(outcomes) == "10000342\n"


@pytest.mark.parametrize("end", [ENTER, TAB])
@pytest.mark.parametrize("gaps", [[30] * 8, [60] * 8, [24, 24, 24, 24, 24, 24, 24, 60]])
def test_a_birth_date_typed_in_haste_is_none(gaps: list[int], end: str) -> None:
    """However fast one rolls over the keys: on the whole, or at the end key alone, a person is slower."""
    outcomes = play(Wedge(), "19900101" + end, gaps)
    assert reads(outcomes) == []
    assert typed(outcomes) == "19900101" + end


def test_a_slow_reader_is_known_by_its_setting() -> None:
    slow = WedgeSettings.of(CardFormat(), average_ms=70)
    assert reads(play(Wedge(slow), "10000342\n", 60)) == [CardRead("10000342")]
    assert typed(play(Wedge(slow), "10000342\n", 75)) == "10000342\n"


@pytest.mark.parametrize("words", ["och\n", "Annika\t", "12\n", "a b", "1", "\n", "x@y.se"])
def test_quick_typing_is_no_card(words: str) -> None:
    outcomes = play(Wedge(), words, 20)
    assert reads(outcomes) == []
    assert typed(outcomes) == words


@pytest.mark.parametrize(
    ("keys", "fault"),
    [
        ("1000\n", ReadFault.SHORT),
        ("1" * 17 + "\n", ReadFault.LONG),
        ("1000?342\n", ReadFault.CHARACTERS),
        ("1000034å\n", ReadFault.CHARACTERS),
    ],
)
def test_a_short_or_garbled_read_is_told_and_not_typed(keys: str, fault: ReadFault) -> None:
    outcomes = play(Wedge(WedgeSettings.of(CardFormat())), keys, 8)
    assert reads(outcomes) == [GarbledRead(fault)]
    assert typed(outcomes) == ""


def test_shift_pressed_by_the_reader_is_part_of_the_read() -> None:
    outcomes = play(Wedge(), "04^A3^BC7F\n", 6)
    assert reads(outcomes) == [CardRead("04A3BC7F")]


def test_the_same_card_again_within_two_and_a_half_seconds_is_one_presentation() -> None:
    wedge = Wedge()
    first = play(wedge, "10000342\n", 5, start=1000)
    again = play(wedge, "10000342\n", 5, start=3000)
    still = play(wedge, "10000342\n", 5, start=5000)
    other = play(wedge, "10000343\n", 5, start=5500)
    later = play(wedge, "10000343\n", 5, start=9000)
    assert [len(reads(each)) for each in (first, again, still, other, later)] == [1, 0, 0, 1, 1]
    assert typed(again) + typed(still) == ""


def test_only_the_set_terminator_ends_a_read() -> None:
    settings = WedgeSettings(terminator=Terminator.TAB)
    assert reads(play(Wedge(settings), "10000342\t", 5)) == [CardRead("10000342")]
    by_enter = play(Wedge(settings), "10000342\n", 5)
    assert reads(by_enter) == []
    assert typed(by_enter) == "10000342\n"


def test_prefix_and_suffix_frame_a_read_without_a_terminator() -> None:
    framed = WedgeSettings(prefix=";", suffix="?", terminator=Terminator.NONE)
    outcomes = play(Wedge(framed), ";10000342?", 5)
    assert reads(outcomes) == [CardRead("10000342")]
    assert reads(play(Wedge(framed), "0000342?", 5)) == [GarbledRead(ReadFault.INCOMPLETE)]


def test_a_terminator_after_the_suffix_does_not_press_a_button() -> None:
    outcomes = play(Wedge(WedgeSettings(suffix="?")), "10000342?\n", 5)
    assert reads(outcomes) == [CardRead("10000342")]
    assert typed(outcomes) == ""


def test_a_prefixed_read_may_end_with_a_pause() -> None:
    outcomes = play(Wedge(WedgeSettings(prefix=";", terminator=Terminator.NONE)), ";10000342", 5)
    assert reads(outcomes) == [CardRead("10000342")]


def test_a_read_right_after_a_typed_letter_is_whole() -> None:
    outcomes = play(Wedge(), "a10000342\n", [80, 5, 5, 5, 5, 5, 5, 5, 5])
    assert typed(outcomes) == "a"
    assert reads(outcomes) == [CardRead("10000342")]


def test_a_key_no_reader_sends_lets_what_is_held_go() -> None:
    wedge = Wedge()
    wedge.press(stroke("1", 0))
    wedge.press(stroke("2", 10))
    assert typed([wedge.interrupt()]) == "12"
    assert not wedge.is_holding


def test_many_characters_at_once_are_no_card() -> None:
    text = "1" * 100
    outcomes = play(Wedge(), text, 2)
    assert reads(outcomes) == []
    assert typed(outcomes) == text


KEYS = st.tuples(
    st.sampled_from("0123456789aB;? " + ENTER + TAB + SHIFT), st.integers(-5, 90), st.sampled_from("kkkkkkkkpi")
)
SETTINGS = st.builds(
    WedgeSettings,
    prefix=st.sampled_from(["", ";", "%B"]),
    suffix=st.sampled_from(["", "?"]),
    terminator=st.sampled_from(list(Terminator)),
)


@given(SETTINGS, st.lists(KEYS, max_size=150))
def test_every_key_comes_out_exactly_once_and_in_order(
    settings: WedgeSettings, keys: list[tuple[str, int, str]]
) -> None:
    wedge, at, pressed, outcomes = Wedge(settings), 0, list[Stroke](), list[Outcome]()
    for char, gap, kind in keys:
        at += gap
        if kind == "p":
            outcomes.append(wedge.pause())
        elif kind == "i":
            outcomes.append(wedge.interrupt())
        else:
            key = Stroke(stroke(char, at).char, at, stroke(char, at).ends, token=len(pressed))
            pressed.append(key)
            would_hold = wedge.would_hold(key)
            outcomes.append(wedge.press(key))
            if not would_hold:
                assert outcomes[-1].replay[-1:] == (key,), "a key that isn't held must go on at once"
    outcomes.append(wedge.interrupt())
    settled = [each for outcome in outcomes for each in (*outcome.taken, *outcome.replay)]
    assert sorted(each.token for each in settled) == list(range(len(pressed)))  # type: ignore[type-var]
    replayed = [each.token for outcome in outcomes for each in outcome.replay]
    assert replayed == sorted(replayed)  # type: ignore[type-var]
    assert all(outcome.taken for outcome in outcomes if outcome.read)


@given(
    st.text(alphabet="0123456789", min_size=6, max_size=16),
    st.data(),
    st.sampled_from([ENTER, TAB]),
    st.integers(0, 10**9),
)
def test_any_read_within_the_limits_is_a_card(number: str, data: st.DataObject, end: str, start: int) -> None:
    gaps = data.draw(st.lists(st.integers(0, 24), min_size=len(number), max_size=len(number)))
    late = data.draw(st.integers(0, len(gaps) - 1))
    gaps[late] = min(45, 24 * len(gaps) - sum(gaps) + gaps[late])
    outcomes = play(Wedge(), number + end, gaps, start)
    assert reads(outcomes) == [CardRead(number)]
    assert typed(outcomes) == ""


@given(st.text(alphabet="0123456789abc", min_size=1, max_size=30), st.integers(25, 400))
def test_nothing_typed_at_a_persons_speed_is_a_card(text: str, gap: int) -> None:
    outcomes = play(Wedge(), text + ENTER, gap)
    assert reads(outcomes) == []
    assert typed(outcomes) == text + ENTER
