"""The deviations on the person card at every size: wrapped or one below the other, and never cut."""

import pytest

from kiosk.people.person_card_facts import Deviation, Urgency
from kiosk.texts import Language
from ui.appearance import Appearance
from ui.controls import TypeRole
from ui.people import person_card_paint
from ui.people.person_card_deviations import DeviationGrid
from ui.people.person_card_paint import fitted


@pytest.mark.parametrize("zoom", [100, 125, 150, 200])
@pytest.mark.parametrize("language", list(Language))
def test_no_word_of_a_deviation_is_cut(
    zoom: int, language: Language, appearance: Appearance, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On the smallest screen, beside the rail, with the widest button."""
    words = "Medgivandet avvisades av banken", "Autogirot kan inte dras: ett nytt medgivande behövs."
    drawn: list[tuple[str, str]] = []

    def noted(text: str, role: TypeRole, width: int, zoom: int) -> str:
        drawn.append((text, fitted(text, role, width, zoom)))
        return drawn[-1][1]

    monkeypatch.setattr(person_card_paint, "fitted", noted)
    bank = Deviation("mandate_rejected", Urgency.CHECK, *words, routine="edit_payer")
    appearance.choose_language(language)
    appearance.choose_zoom(zoom)
    for deviations in ([bank], [bank, bank], [bank, bank, bank]):
        grid = DeviationGrid(deviations)
        grid.resize(1366 - 144 * zoom // 100, 400)
        grid.grab()
    assert len(drawn) == (1 + 2 + 3) * 3
    assert [text for text, shown in drawn if text != shown] == []
    appearance.choose_zoom(100)
