"""Minutes, tickets, receipts and the custody protocol."""

import dataclasses

import msgspec
import pytest

from station.reporting.codes import qr
from station.reporting.minutes import render_minutes
from station.reporting.page import LEFT, RIGHT
from station.reporting.protocol import Custodian, render_protocol
from station.reporting.receipts import HALF_HEIGHT, TEAR_X, render_receipts
from station.reporting.tickets import (
    FOLD_X,
    HEIGHT,
    LABEL_WIDTH,
    LEFT_EDGE,
    TOP_EDGE,
    WIDTH,
    render_tickets,
)
from station.scoring.minutes import MinutesModel
from tests.unit.reporting import paper
from tests.unit.reporting.minutes_model import digests, equation, minutes
from tests.unit.reporting.protocol_model import protocol
from tests.unit.reporting.slips import ASSESSMENT, PEOPLE, RECEIPT_CODE, receipts, tickets

replace = msgspec.structs.replace
SECRET_LEFT = LEFT_EDGE + LABEL_WIDTH


def minutes_pages(model: MinutesModel) -> list[paper.Page]:
    return paper.read(render_minutes(model))


# --- minutes ------------------------------------------------------------------------------------


@pytest.mark.parametrize("factor", [1, 2, 3])
def test_no_text_of_the_minutes_runs_into_another(factor: int) -> None:
    plain = paper.stretched(msgspec.to_builtins(minutes()), factor=factor)

    for page in minutes_pages(msgspec.convert(plain, MinutesModel)):
        assert paper.untidy(page) == []


def test_every_sealed_bundle_is_printed_whole() -> None:
    printed = " ".join(page.words for page in minutes_pages(minutes()))

    assert all(digest in printed for digest in digests(97))


def test_the_code_of_the_seal_is_printed_as_text_beside_it() -> None:
    printed = "".join(page.words for page in minutes_pages(minutes())).replace(" ", "")

    assert all(part in printed for part in minutes().seal.qr.replace("\n", " ").split(" "))


def test_sums_are_said_to_balance_only_when_they_do() -> None:
    wrong = equation((100, "terdaftar"), (96, "hadir"), (3, "tidak hadir"), balanced=False)
    model = minutes()
    unbalanced = replace(model, equations=(wrong, *model.equations[1:]))

    assert "semua persamaan seimbang" in minutes_pages(model)[0].words
    assert "1 persamaan tidak seimbang" in minutes_pages(unbalanced)[0].words
    assert "semua persamaan seimbang" not in minutes_pages(unbalanced)[0].words


def test_a_day_of_many_incidents_goes_over_pages_with_its_head() -> None:
    model = minutes()
    printed = minutes_pages(replace(model, incidents=model.incidents * 20))

    assert sum("Kejadian" in page.words for page in printed) >= 2
    assert all(paper.outside(page, LEFT, RIGHT, 10, 293) == [] for page in printed)


def test_an_empty_day_says_so() -> None:
    ledger = replace(minutes().ledger, rows=(), people=0, total_ms=0)
    model = replace(minutes(), absent=(), incidents=(), handovers=(), ledger=ledger, plan=None)

    printed = " ".join(page.words for page in minutes_pages(model))

    for said in ("Semua peserta hadir.", "Tidak ada insiden", "Belum ada berkas"):
        assert said in printed


def test_a_wide_room_is_drawn_smaller_and_stays_on_the_page() -> None:
    plan = minutes().plan
    assert plan
    wide = replace(
        plan,
        columns=tuple(str(n) for n in range(1, 26)),
        seats=tuple(replace(seat, column=seat.column * 2) for seat in plan.seats),
    )

    first = minutes_pages(replace(minutes(), plan=wide))[0]

    assert paper.collisions(first) == []


def test_a_small_session_needs_no_page_of_its_own_for_hashes() -> None:
    few = replace(minutes().seal, bundles=digests(6))

    assert len(minutes_pages(replace(minutes(), seal=few))) == 2


# --- tickets ------------------------------------------------------------------------------------


def test_five_tickets_stand_on_a_sheet() -> None:
    assert len(paper.read(render_tickets(tickets()))) == 2


def test_a_secret_stands_once_and_only_under_its_cover() -> None:
    (first, _) = paper.read(render_tickets(tickets()))

    for row, (_, _, code) in enumerate(PEOPLE[:5]):
        (secret,) = [text for text in first.texts if code in text.text]
        assert secret.x > SECRET_LEFT
        assert secret.right < FOLD_X
        assert TOP_EDGE + HEIGHT * row < secret.top < secret.y < TOP_EDGE + HEIGHT * (row + 1)


def test_what_is_read_from_outside_tells_no_secret() -> None:
    (first, _) = paper.read(render_tickets(tickets()))
    outside = [text.text for text in first.texts if text.x < SECRET_LEFT or text.x > FOLD_X]

    assert not any(code in text for text in outside for _, _, code in PEOPLE)
    assert any("BTN-25-0437" in text for text in outside)


def test_the_outer_code_holds_the_number_and_nothing_else() -> None:
    (first, _) = paper.read(render_tickets(tickets()))
    symbol = qr("BTN-25-0437")
    module = symbol.size() / symbol.count
    rows = [one for one in first.rectangles() if abs(one[3] - module) < 0.005]
    top = min(y for _, y, _, _ in rows)
    left = min(x for x, _, _, _ in rows)
    drawn = {
        (round((y - top) / module), round((x - left) / module) + step)
        for x, y, width, _ in rows
        if y < TOP_EDGE + HEIGHT
        for step in range(round(width / module))
    }

    assert left < SECRET_LEFT
    assert drawn == {
        (row, column)
        for row, line in enumerate(symbol.modules)
        for column, dark in enumerate(line)
        if dark
    }


def test_a_folded_ticket_covers_the_secret() -> None:
    assert FOLD_X - SECRET_LEFT <= LEFT_EDGE + WIDTH - FOLD_X


def test_tickets_name_the_assessment_and_keep_texts_apart() -> None:
    for page in paper.read(render_tickets(tickets())):
        told = "".join(text.text for text in page.texts if SECRET_LEFT < text.x < FOLD_X)
        assert ASSESSMENT in told.replace(" ", "")
        assert paper.collisions(page) == []
        assert paper.outside(page, LEFT_EDGE, LEFT_EDGE + WIDTH, 3, 293) == []


# --- receipts -----------------------------------------------------------------------------------


def test_two_receipts_stand_on_a_page_and_the_third_on_the_next() -> None:
    first, second = paper.read(render_receipts(receipts(3)))

    assert first.words.count("TANDA TERIMA PESERTA") == 2
    assert second.words.count("TANDA TERIMA PESERTA") == 1


def test_a_receipt_and_its_stub_carry_the_code() -> None:
    (page,) = paper.read(render_receipts(receipts(1)))
    stub = "".join(text.text for text in page.texts if text.x > TEAR_X)

    assert any(RECEIPT_CODE in text.text for text in page.texts if text.x < TEAR_X)
    assert RECEIPT_CODE[:14] in stub
    assert RECEIPT_CODE[15:] in stub


def test_a_receipt_tells_no_result() -> None:
    (page,) = paper.read(render_receipts(receipts(2)))

    assert "bukan hasil tes" in page.words
    assert not any(word in page.words for word in ("JPM", "Optimal", "nilai", "skor"))


def test_receipts_keep_their_texts_apart_and_on_their_half() -> None:
    (page,) = paper.read(render_receipts(receipts(2)))

    assert paper.collisions(page) == []
    assert not any(text.top < HALF_HEIGHT < text.y for text in page.texts)
    assert not any(text.x < TEAR_X < text.right for text in page.texts)


# --- custody protocol ---------------------------------------------------------------------------


def test_the_protocol_stands_on_one_page() -> None:
    (page,) = paper.read(render_protocol(protocol()))

    assert paper.collisions(page) == []
    assert "2.076 berkas masuk" in page.words


def test_the_two_who_open_are_joined_and_the_third_is_excused() -> None:
    both_here = protocol().custodians
    words = paper.read(render_protocol(protocol()))[0].words

    assert [one.present for one in both_here] == [True, True, False]
    assert words.count("membuka") >= 1
    assert words.count("tidak diperlukan hari ini") == 1


def test_any_two_custodians_can_open() -> None:
    first, second, third = protocol().custodians
    swapped = dataclasses.replace(
        protocol(),
        custodians=(
            Custodian(role=first.role, present=False),
            second,
            Custodian(role=third.role, present=True),
        ),
    )

    (page,) = paper.read(render_protocol(swapped))

    assert paper.collisions(page) == []
    assert page.words.count("tidak diperlukan hari ini") == 1


def test_a_protocol_in_english_names_its_parts() -> None:
    (page,) = paper.read(render_protocol(protocol(), language="en"))

    assert "Fingerprints before and after" in page.words
