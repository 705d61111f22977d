"""What a journal leads to, opened as the custodians will open it, and what a page shows of it."""

from pathlib import Path

import msgspec
from PySide6.QtCore import QCoreApplication

from station.exam import facts as f
from station.exam.sitting import Sitting, replay
from station.sealing.bundle import open_bundle, unseal_ks, verify_bundle
from station.ui.look import Look
from station.ui.participant.item.page import ItemPage
from station.ui.participant.item.presenter import ItemPresenter
from station.ui.participant.rehearsal import Forgetful
from station.ui.pictures import Pictures
from station.usecases.desk import Desk
from station.usecases.export import export_sitting
from station.usecases.sit import Seated
from tests.ui.heard import told
from tests.worlds import World, now

_read_fact = msgspec.json.Decoder(f.Fact).decode


def replayed(world: World, seated: Seated, out_dir: Path) -> Sitting:
    """Return the sitting that a closed journal leads to: exported, verified, unsealed, replayed."""
    exported = export_sitting(seated.sitting_dir, out_dir)
    assert exported is not None
    session = world.post("01").session_by_file(seated.opening.session_file)
    bundle = verify_bundle(exported.path.read_bytes(), world.assessment, {session.sha256: session})
    records = open_bundle(bundle, unseal_ks(bundle, world.custody()))
    return replay(
        seated.material.paper,
        (
            (one.used_ms, [_read_fact(fact) for fact in (*one.conduct, *one.content)])
            for one in records
        ),
    )


def told_by_a_fresh_page(
    world: World, look: Look, seated: Seated, sitting: Sitting, like: ItemPage
) -> list[tuple[str, str, str, tuple[str, ...]]]:
    """Return what a new page, large and set as `like`, tells of a sitting, its bars left out."""
    desk = Desk(sitting=sitting, keeper=Forgetful(), clock=world.clock, run=now)
    page = ItemPage(look, Pictures(seated.material.media))
    habits = like.now().habits
    page.attend(ItemPresenter(desk=desk, view=page, at_end=lambda: None, habits=habits))
    page.resize(like.size())
    page.show()
    QCoreApplication.processEvents()  # bars come and go once the page is laid out
    found = told(page.body)
    page.close()
    page.deleteLater()
    return found
