"""The accounts: what seals say against what chains say, and whether sessions add up."""

from station.sealing.seal import Seal
from station.storage.register import Register
from station.usecases.accounting import count, times
from station.usecases.errors import BundleMissingError, SealCountsWrongError
from station.usecases.ledger import attended, make_ledger
from station.usecases.verifying.entries import Entered
from station.usecases.verifying.findings import Findings


def check_accounts(register: Register, entered: Entered, findings: Findings) -> None:
    """Note seals whose bundles or figures are wrong; count sessions by whether they add up."""
    for seal in entered.trust.seals:
        with findings.looking_at(f"seal of session {seal.body.session}"):
            _check_seal(seal, entered)
    size = len(entered.entries)
    book = make_ledger(entered.signed(size), entered.told(register, size))
    for one in book.sessions:
        findings.checked["session_balanced" if one.balanced else "session_unbalanced"] += 1


def _check_seal(seal: Seal, entered: Entered) -> None:
    missing = [one for one in seal.body.bundles if one not in entered.conducts]
    if missing:
        raise BundleMissingError(f"bundle {missing[0][:16]} was sealed and is not in the register")
    conducts = [entered.conducts[one] for one in seal.body.bundles]
    counts = count(attended(seal), [one.number for one in conducts], conducts)
    for name, n in counts.items():
        if seal.body.counts.get(name) != n:
            raise SealCountsWrongError(f"{name} is {seal.body.counts.get(name)}, chains give {n}")
    given = times(conducts)
    if seal.body.time != given:
        raise SealCountsWrongError(f"its time is {seal.body.time}, chains give {given}")
