"""What lies over an item: calling, officers, help, trouble."""

from datetime import timedelta

from station.exam.facts import ComfortSet
from station.ui.participant.dialogs.call import CallDialog
from station.ui.participant.dialogs.crash import CrashDialog
from station.ui.participant.dialogs.help import SeatHelp, SettingsDialog
from station.ui.participant.dialogs.officer import OfficerDialog
from station.ui.participant.dialogs.panels import TimePanel
from station.ui.participant.dialogs.save_failed import Failure, SaveFailedDialog
from station.ui.participant.gallery.faces import MINUTE_MS, NAME, NOW, SEAT
from station.ui.participant.gallery.frame import Frame, Studio
from station.ui.participant.gallery.items import item_page
from station.ui.participant.officer import Action
from station.ui.states import Saved, Saving, Time


def _over(studio: Studio, frame: Frame) -> None:
    """Put an item below what lies over it."""
    frame.add(item_page(studio, lambda item: item.section == "verbal", answered=0))


def show_call(studio: Studio, frame: Frame, *, made: bool = False) -> None:
    """Show the call of the proctor, or that it was made."""
    _over(studio, frame)
    dialog = CallDialog(studio.look, frame)
    dialog.show_call(seat=SEAT, at=studio.look.clock_text(NOW) if made else "", running=True)
    frame.cover(dialog, lambda: dialog.open_call(waiting=made))


def show_proof(studio: Studio, frame: Frame) -> None:
    """Show the question for an officer's code."""
    _over(studio, frame)
    dialog = OfficerDialog(studio.look, frame)
    words = studio.look.say("officer.whose", name=NAME, seat=SEAT)
    dialog.show_whose(words)
    dialog.show_proof(busy=False, words=("officer.no_stick", {}))
    frame.cover(dialog, lambda: dialog.open(dialog.proof.officer.line))


def show_acts(studio: Studio, frame: Frame) -> None:
    """Show an officer's acts."""
    _over(studio, frame)
    dialog = OfficerDialog(studio.look, frame)
    dialog.show_whose(studio.look.say("officer.whose", name=NAME, seat=SEAT))
    panel = TimePanel(studio.look)
    panel.show_end(NOW, 18 * MINUTE_MS)
    acts = (Action.PAUSE, Action.ADD_TIME, Action.MOVE, Action.END, Action.EXPORT, Action.QUIT)
    dialog.show_acts("Dewi Lestari", acts, Action.ADD_TIME, panel)
    dialog.show_outcome(busy=False, words=None, done=None, ready=True)
    frame.cover(dialog, lambda: dialog.open(dialog.go))


def show_save_failed(studio: Studio, frame: Frame) -> None:
    """Show that saving failed."""
    page = item_page(studio, lambda item: item.section == "verbal", answered=0)
    page.header.show_saved(Saved(state=Saving.FAILED, at=NOW))
    page.header.show_time(Time(left_ms=18 * MINUTE_MS, paused=True))
    frame.add(page)
    dialog = SaveFailedDialog(studio.look, frame)
    dialog.show_failure(
        Failure(
            item=1,
            saved=15,
            saved_at=NOW,
            since=NOW + timedelta(seconds=5),
            left_ms=18 * MINUTE_MS,
            seat=SEAT,
            tries=3,
            again_s=4,
            code="disk_full",
            sentence=studio.look.pick({"id": "Disk penuh.", "en": "The disk is full."}),
        )
    )
    frame.cover(dialog, lambda: dialog.open(dialog.go))


def show_help(studio: Studio, frame: Frame) -> None:
    """Show the help on keys."""
    _over(studio, frame)
    dialog = SeatHelp(studio.look, frame)
    dialog.show_running(running=True)
    frame.cover(dialog, dialog.show_help)


def show_settings(studio: Studio, frame: Frame) -> None:
    """Show the settings over an item."""
    _over(studio, frame)
    dialog = SettingsDialog(studio.look, frame)
    look = studio.look
    dialog.show_comfort(
        ComfortSet(zoom_percent=look.zoom_percent, theme=look.theme.name, language=look.language)
    )
    frame.cover(dialog, lambda: dialog.open(dialog.settings.zoom_now()))


def show_crash(studio: Studio, frame: Frame) -> None:
    """Show what stands there after a bug."""
    _over(studio, frame)
    dialog = CrashDialog(studio.look, frame)
    dialog.show_crash("ZeroDivisionError", "cells.py:41")
    frame.cover(dialog, lambda: dialog.open(dialog.go))
