"""Results: from opened bundles to scores and report models, as bytes.

Promises: a pure function of the register's evidence, the package, the key, the standards and
the people; the same bytes on every machine, in whatever order evidence came in. Whoever is
held back is named with the reason, and holds back nobody else.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from station import canonical
from station.errors import IntegrityError
from station.exam.deciding import PERMILLE
from station.exam.form import ItemId
from station.exam.sitting import Paper, Sitting, replay
from station.scoring.group import Attendance, Overview
from station.scoring.inputs import Evidence, Issuance
from station.scoring.model import ReportModel
from station.scoring.report.whole import report_model
from station.scoring.scorer import SCORER, Answered
from station.scoring.summary import group_model
from station.sealing.bundle import Bundle, open_bundle
from station.sealing.errors import WrapErasedError
from station.sealing.receipt import verification_code
from station.sealing.suite import sha256
from station.storage.files import plain_name
from station.storage.register import BundleRow, Register
from station.usecases.conduct import opened_lawfully, read_conduct, read_facts
from station.usecases.errors import OpeningUnlawfulError
from station.usecases.evidence import Signed, read_bundle
from station.usecases.house import house_of
from station.usecases.keys import Keys
from station.usecases.ledger import Ledger, Told, make_ledger, newest_seals
from station.usecases.material import Material
from station.usecases.result_index import INDEX, HeldRow, Index, Listed
from station.usecases.sitting_conduct import sitting_conduct
from station.usecases.standing import Standing

GROUP = "group.json"
BEST = (Standing.COUNTS, Standing.CONFLICT, Standing.SET_ASIDE, Standing.SUPERSEDED)


class HeldBackError(Exception):
    """Somebody gets no report now; `reason` is a stable word. Never leaves this module."""

    def __init__(self, reason: str) -> None:
        """Keep the reason."""
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A participant without a report, and why.

    Attributes:
        reason: `conflict`, `session_unbalanced`, `voided`, `unfinished`, `erased`,
            `key_missing`, `person_missing`, `package_other`, `form_unknown`,
            `opening_unlawful`, or the code of what is wrong inside the sealed part of the chain.
    """

    number: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """One participant's results.

    Attributes:
        scores: Canonical JSON of the scores.
        report: Canonical JSON of the report model.
        answers: Item to stored response, as the sitting ended.
        spent_ms: Item to time on it.
    """

    number: str
    sitting: str
    bundle: str
    form: str
    scores: bytes = field(repr=False)
    report: bytes = field(repr=False)
    model: ReportModel = field(repr=False)
    answers: Mapping[ItemId, Any] = field(repr=False)
    spent_ms: Mapping[ItemId, int] = field(repr=False)

    def files(self) -> dict[str, bytes]:
        """Return the files of this result by name."""
        name = plain_name(self.number)
        return {f"{name}.scores.json": self.scores, f"{name}.report.json": self.report}


class Marking:
    """One run over the evidence; results come one by one, the index and the group at the end."""

    def __init__(
        self,
        register: Register,
        signed: Signed,
        told: Sequence[Told],
        material: Material,
        *,
        state: str,
    ) -> None:
        """Prepare.

        Args:
            register: Open; bundles are read from it.
            signed: Its signed files.
            told: Every bundle with its standing and conduct.
            material: Package, key, standards, people.
            state: Of all that evidence, hex.
        """
        self._register = register
        self._signed = signed
        self._material = material
        self._house = house_of(signed.assessment)
        self._state = state
        self._ledger: Ledger = make_ledger(signed, told)
        self._balanced = {one.session for one in self._ledger.sessions if one.balanced}
        self._seals = newest_seals(signed.seals)
        self._papers = {name: Paper(form) for name, form in material.forms.items()}
        self._todo = self._people(told)
        self._models: list[ReportModel] = []
        self._listed: list[Listed] = []
        self.held: list[Held] = []

    @property
    def state(self) -> str:
        """State of the evidence that the results rest on, hex."""
        return self._state

    @property
    def models(self) -> Sequence[ReportModel]:
        """The report models so far, by number."""
        return self._models

    @property
    def size(self) -> int:
        """How many participants there are to look at."""
        return len(self._todo)

    def each(self, keys: Keys) -> Iterator[Result | Held]:
        """Yield each participant's result, or why there is none, by number.

        Raises:
            IntegrityError: Evidence is not what was entered, or a roster row is not the one
                that was sealed.
        """
        for number, told in self._todo:
            try:
                result = self._result(number, told, keys)
            except HeldBackError as held:
                self.held.append(Held(number=number, reason=held.reason))
                yield self.held[-1]
                continue
            self._note(result)
            yield result

    def closing_files(self) -> dict[str, bytes]:
        """Return the index, and the group's summary where anybody has a report."""
        files = {INDEX: self._index()}
        if self._models:
            files[GROUP] = self._group()
        return files

    def _people(self, told: Sequence[Told]) -> list[tuple[str, Told]]:
        """Return one bundle for each participant who has any: the one that counts, if one does."""
        theirs: dict[str, list[Told]] = defaultdict(list)
        for one in told:
            theirs[one.row.number].append(one)
        return [
            (number, min(bundles, key=lambda one: (BEST.index(one.standing), one.row.sha256)))
            for number, bundles in sorted(theirs.items())
        ]

    def _result(self, number: str, told: Told, keys: Keys) -> Result:
        bundle, form = self._admit(number, told)
        sitting = self._open(bundle, form, keys)
        scores = self._material.scorers[form].score(
            Answered(
                answers=sitting.answers,
                closed=sitting.closed_sections,
                spent_ms=sitting.spent_ms,
            )
        )
        seal = self._seals[bundle.session.body.session]
        conduct = sitting_conduct(told.conduct, bundle.session, seal, self._house)
        person = self._material.people.row(bundle.session, number)
        if conduct is None or person is None:
            raise HeldBackError("unfinished" if conduct is None else "person_missing")
        factor = int(person.row.accommodations.get("time_factor_permille", PERMILLE))
        if not opened_lawfully(told.conduct, self._papers[form], factor):
            raise HeldBackError(OpeningUnlawfulError.code)
        model = report_model(
            person.person(),
            scores,
            conduct,
            self._evidence(bundle),
            self._issuance(number, form),
            self._material.standards,
        )
        return Result(
            number=number,
            sitting=bundle.opening.sitting,
            bundle=bundle.sha256,
            form=form,
            scores=canonical.dumps(scores),
            report=canonical.dumps(model),
            model=model,
            answers=sitting.answers,
            spent_ms=sitting.spent_ms,
        )

    def _admit(self, number: str, told: Told) -> tuple[Bundle, str]:
        """Return the bundle of somebody who gets a report, and the form."""
        if told.standing is not Standing.COUNTS:
            raise HeldBackError("conflict" if told.standing is Standing.CONFLICT else "voided")
        reasons = (
            (number in self._signed.erased, "erased"),
            (told.row.session not in self._balanced, "session_unbalanced"),
            (told.conduct.ending == "voided", "voided"),
            (told.conduct.ending == "", "unfinished"),
        )
        for holds, reason in reasons:
            if holds:
                raise HeldBackError(reason)
        bundle = read_bundle(self._register, told.row, self._signed)
        if bundle.opening.package != self._material.package.sha256:
            raise HeldBackError("package_other")
        form = bundle.session.ticket(number).form
        if form not in self._papers:
            raise HeldBackError("form_unknown")
        return bundle, form

    def _open(self, bundle: Bundle, form: str, keys: Keys) -> Sitting:
        try:
            records = (
                (one.used_ms, read_facts(one)) for one in open_bundle(bundle, keys.ks(bundle))
            )
            return replay(self._papers[form], records)
        except WrapErasedError as error:
            raise HeldBackError("key_missing") from error
        except IntegrityError as error:
            raise HeldBackError(error.code) from error

    def _evidence(self, bundle: Bundle) -> Evidence:
        return Evidence(
            assessment=self._signed.assessment.sha256,
            bundle=bundle.sha256,
            records=len(bundle.chain.heads),
            session_file=bundle.session.sha256,
            package=self._material.package.sha256,
            key=self._material.key.sha256,
            state=self._state,
            witness_printed=self._house.witness_printed,
        )

    def _issuance(self, number: str, form: str) -> Issuance:
        house = self._house
        return Issuance(
            number=house.report_number.replace("{number}", number),
            purpose=house.purpose,
            letterhead=house.letterhead,
            place=house.place,
            issued=self._material.people.issued,
            label=self._material.forms[form].label,
            signers=house.signers,
        )

    def _note(self, result: Result) -> None:
        self._models.append(result.model)
        self._listed.append(
            Listed(
                bundle=result.bundle,
                code=verification_code(result.report),
                number=result.number,
                report=sha256(result.report),
                scores=sha256(result.scores),
            )
        )

    def _index(self) -> bytes:
        package = self._material.package
        index = Index(
            assessment=self._signed.assessment.sha256,
            held=tuple(HeldRow(number=one.number, reason=one.reason) for one in self.held),
            key=self._material.key.sha256,
            package=package.sha256,
            people=self._material.people.sha256,
            reports=tuple(self._listed),
            scorer=SCORER,
            standards=package.body.standards,
            state=self._state,
        )
        return canonical.dumps(index)

    def _group(self) -> bytes:
        counts = [one.counts for one in self._ledger.sessions]
        attendance = Attendance(
            rostered=sum(one["rostered"] for one in counts),
            present=sum(one["present"] for one in counts),
            started=sum(one["started"] for one in counts),
            submitted=sum(one["submitted"] for one in counts),
        )
        overview = Overview(
            letterhead=self._house.letterhead,
            issued=self._material.people.issued,
            attendance=attendance,
            state=self._state,
        )
        return canonical.dumps(group_model(self._models, overview, self._material.standards))


def tell(register: Register, signed: Signed, standing: Mapping[str, Standing]) -> list[Told]:
    """Return every bundle with its standing and conduct.

    Raises:
        IntegrityError: A bundle is not what was entered.
    """
    return [_told(register, signed, row, standing[row.sha256]) for row in register.bundles()]


def _told(register: Register, signed: Signed, row: BundleRow, standing: Standing) -> Told:
    chain = read_bundle(register, row, signed).chain
    return Told(row=row, standing=standing, conduct=read_conduct(chain))
