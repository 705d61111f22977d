"""Which bundles count, from rows and rulings alone."""

from types import SimpleNamespace
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from station.sealing.ruling import Ruling, RulingBody
from station.storage.register import BundleRow
from station.usecases.standing import Standing, standings

COUNTS, SUPERSEDED = Standing.COUNTS, Standing.SUPERSEDED
CONFLICT, SET_ASIDE = Standing.CONFLICT, Standing.SET_ASIDE


def row(sha256: str, chain: str, number: str = "1", sitting: str = "s") -> BundleRow:
    """Return a bundle of a chain, one record a letter; its last letter is its head."""
    return BundleRow(
        sha256=sha256,
        session="p",
        number=number,
        sitting=sitting,
        station="k",
        records=len(chain),
        head=chain[-1],
        closed="",
    )


def ruling(kind: str, subject: str, decision: str = "-") -> Ruling:
    """Return a ruling."""
    body = RulingBody(
        assessment="0" * 64,
        id="0" * 26,
        kind=kind,
        subject=subject,
        decision=decision,
        reason="-",
        at="2025-01-20T00:00:00.000Z",
        files=(),
    )
    return Ruling(sha256="0" * 64, body=body)


def found(chains: dict[str, BundleRow], texts: dict[str, str], *rulings: Ruling) -> dict[str, Any]:
    """Return standings; digests are looked up in the chains' texts."""
    return standings(chains.values(), rulings, lambda sha256, seq: texts[sha256][seq])


def bundles(**chains: str) -> tuple[dict[str, BundleRow], dict[str, str]]:
    """Return bundles of one sitting, by hash, and their chains."""
    return {name: row(name, chain) for name, chain in chains.items()}, chains


def test_the_longest_of_one_chain_counts() -> None:
    assert found(*bundles(a="x", b="xyz", c="xy")) == {
        "a": SUPERSEDED,
        "b": COUNTS,
        "c": SUPERSEDED,
    }


def test_two_ways_of_one_sitting_contradict() -> None:
    assert found(*bundles(a="x", b="xy", c="xz")) == {
        "a": SUPERSEDED,
        "b": CONFLICT,
        "c": CONFLICT,
    }


def test_of_one_chain_signed_twice_the_smaller_hash_stays() -> None:
    assert found(*bundles(b="xy", a="xy")) == {"a": COUNTS, "b": SUPERSEDED}


def test_two_sittings_of_one_person_contradict_and_two_people_do_not() -> None:
    chains = {"a": "x", "b": "y", "c": "z"}
    rows = {
        "a": row("a", "x", sitting="s"),
        "b": row("b", "y", sitting="t"),
        "c": row("c", "z", number="2", sitting="u"),
    }

    assert found(rows, chains) == {"a": CONFLICT, "b": CONFLICT, "c": COUNTS}


def test_a_ruling_decides_and_a_later_one_stands() -> None:
    made = bundles(a="xy", b="xz")

    assert found(*made, ruling("conflict", "1", "a")) == {"a": COUNTS, "b": SET_ASIDE}
    assert found(*made, ruling("conflict", "1", "a"), ruling("conflict", "1", "none")) == {
        "a": SET_ASIDE,
        "b": SET_ASIDE,
    }


def test_a_ruling_for_what_is_no_longer_left_decides_nothing() -> None:
    decided = ruling("conflict", "1", "a")

    assert found(*bundles(a="xy", b="xz", c="xyw"), decided) == {
        "a": SUPERSEDED,
        "b": CONFLICT,
        "c": CONFLICT,
    }


def test_what_a_revoked_bundle_had_superseded_counts_again() -> None:
    assert found(*bundles(a="x", b="xy"), ruling("revoked", "b")) == {
        "a": COUNTS,
        "b": SET_ASIDE,
    }


def test_a_note_changes_nothing() -> None:
    assert found(*bundles(a="x"), ruling("correction", "1", "none")) == {"a": COUNTS}


@given(
    st.dictionaries(
        st.text("abcdefgh", min_size=1, max_size=3), st.text("xyz", min_size=1, max_size=4)
    ),
    st.randoms(use_true_random=False),
)
def test_the_order_in_which_bundles_came_says_nothing(
    chains: dict[str, str], shuffled: SimpleNamespace
) -> None:
    rows, texts = bundles(**chains)
    for name, chain in chains.items():  # a head that names everything before it, as digests do
        rows[name] = rows[name]._replace(head=chain)
    names = list(rows)
    shuffled.shuffle(names)

    def digest_at(sha256: str, seq: int) -> str:
        return texts[sha256][: seq + 1]

    one = standings(rows.values(), (), digest_at)
    other = standings([rows[name] for name in names], (), digest_at)
    left = [name for name, standing in one.items() if standing is not SUPERSEDED]

    assert one == other
    assert all((one[name] is COUNTS) == (len(left) == 1) for name in left)
