"""All scenes by name: every screen with its states, every kind of item, every dialog."""

from collections.abc import Callable
from functools import partial

from station.ui.participant.faces import Printing
from station.ui.participant.gallery import dialogs, items, kinds, screens
from station.ui.participant.gallery.frame import Frame, Studio

Maker = Callable[[Frame], None]


def makers(studio: Studio) -> dict[str, Maker]:
    """Return what makes each scene, by its name; numbers are those of the drawings."""
    return {**_before(studio), **_items(studio), **_after(studio), **_over(studio)}


def make(studio: Studio, name: str) -> Frame:
    """Return one scene, not shown yet."""
    frame = Frame(studio.look)
    makers(studio)[name](frame)
    return frame


def _before(studio: Studio) -> dict[str, Maker]:
    return {
        "01-ready": partial(screens.show_ready, studio),
        "01b-ready-locked": partial(screens.show_ready, studio, state="no_session"),
        "01c-ready-blocked": partial(screens.show_ready, studio, state="blocked"),
        "01d-refused": partial(screens.show_refused, studio),
        "02-sign-in": partial(screens.show_sign_in, studio),
        "02b-sign-in-error": partial(screens.show_sign_in, studio, left=2),
        "02c-sign-in-locked": partial(screens.show_sign_in, studio, left=0),
        "03-identity": partial(screens.show_identity, studio),
        "03b-identity-voice": partial(screens.show_identity, studio, hears=True),
        "03c-identity-no-voice": partial(screens.show_identity, studio, hears=False),
        "04-comfort": partial(screens.show_comfort, studio),
        "05-practice": partial(items.show_practise, studio),
        "25-wait": partial(screens.show_wait, studio),
        "06-section": partial(screens.show_section, studio),
        "06b-section-calculator": partial(screens.show_section, studio, calculator=True),
    }


def _items(studio: Studio) -> dict[str, Maker]:
    found = {f"07-item-{kind}": items.show_item(studio, kind) for kind in items.kinds(studio)}
    rare = {f"07-item-{name}": kinds.show_kind(studio, name) for name in kinds.NAMES}
    return {
        **found,
        **rare,
        "09-item-case": partial(kinds.show_case, studio),
        "10-item-figural": partial(kinds.show_figural, studio),
        "19-time-notice": partial(kinds.show_notice, studio),
        "07-tool-calculator": partial(items.show_calculator, studio),
        "07-tool-calculator-case": partial(items.show_calculator, studio, case=True),
        "07-tool-listening": partial(items.show_listening, studio),
        "07-pace": partial(items.show_pace, studio),
        "07-pace-behind": partial(items.show_pace, studio, behind=True),
        "07-pace-case": partial(items.show_pace, studio, case=True, behind=True),
        "07-one-column": partial(items.show_one_column, studio),
        "07-one-column-case": partial(items.show_one_column, studio, case=True),
        "11-navigator": partial(items.show_navigator, studio),
    }


def _after(studio: Studio) -> dict[str, Maker]:
    return {
        "12-section-end": partial(screens.show_section_end, studio),
        "13-review": partial(screens.show_review, studio),
        "14-submit": partial(screens.show_submit, studio),
        "15-receipt": partial(screens.show_receipt, studio, printing=Printing.READY),
        "15c-no-printer": partial(screens.show_receipt, studio, printing=Printing.NO_PRINTER),
        "15d-print-failed": partial(screens.show_receipt, studio, printing=Printing.FAILED),
        "15b-voided": partial(screens.show_receipt, studio, reason="voided"),
        "16-resume": partial(screens.show_stopped, studio),
        "16b-resumed": partial(screens.show_resumed, studio),
        "16c-arrived": partial(screens.show_resumed, studio, seat="A-031"),
        "21-paused": partial(screens.show_paused, studio),
        "22-time-up": partial(screens.show_time_up, studio),
        "23-moved": partial(screens.show_moved, studio),
        "26-break": partial(screens.show_rest, studio),
    }


def _over(studio: Studio) -> dict[str, Maker]:
    return {
        "17-proctor-call": partial(dialogs.show_call, studio),
        "17b-proctor-called": partial(dialogs.show_call, studio, made=True),
        "18-proctor-proof": partial(dialogs.show_proof, studio),
        "18b-proctor-acts": partial(dialogs.show_acts, studio),
        "20-save-failed": partial(dialogs.show_save_failed, studio),
        "24-help": partial(dialogs.show_help, studio),
        "24b-settings": partial(dialogs.show_settings, studio),
        "27-crash": partial(dialogs.show_crash, studio),
    }
