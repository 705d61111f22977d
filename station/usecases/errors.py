"""What the use cases refuse, and the way out."""

from station.errors import InputError, IntegrityError, RuleError, SiteError


class HomeUnpreparedError(SiteError):
    """A station's home lacks what it needs."""

    code = "home_unprepared"
    fix = "Run `station assessment enrol` for this PC and copy the day's files into `packages`."


class NoSessionError(RuleError):
    """No session of this station is open now."""

    code = "no_session_now"
    fix = "Check this PC's date and time, and that the day's session file is in `packages`."


class PackageMissingError(SiteError):
    """The package that a session was issued for is not on this station."""

    code = "package_missing"
    fix = "Copy the package that belongs to this session into `packages`."


class AlreadySatError(RuleError):
    """This participant's sitting is on this station already."""

    code = "already_sat"
    fix = "Resume it with an officer, or call the coordinator when it was handed in."


class NothingToExportError(RuleError):
    """There is no sitting in this home."""

    code = "nothing_to_export"
    fix = "Choose the home of a station at which somebody sat."


class SettingsError(InputError):
    """A settings file cannot be read."""

    code = "settings_unreadable"
    fix = "Mend the named file, or enrol the station again."


# --- after the session: evidence comes together -----------------------------------------------


class AssessmentMissingError(RuleError):
    """A register cannot begin, or be read, without the assessment it belongs to."""

    code = "assessment_missing"
    fix = "Name the .assessment file, or the folder it lies in, as well."


class AssessmentAmbiguousError(RuleError):
    """A new register was offered more than one assessment."""

    code = "assessment_ambiguous"
    fix = "Say which one is meant with --assessment HASH, as printed on tickets and minutes."


class KindUnknownError(InputError):
    """A named file whose ending is none of ours."""

    code = "kind_unknown"
    fix = "Name files as this program writes them, such as .bundle, .session or .seal."


class ConductUnreadableError(IntegrityError):
    """A record holds conduct that this program does not know."""

    code = "conduct_unreadable"
    fix = "Update this program; if it is the newest, keep the bundle as evidence."


class FolderTakenError(InputError):
    """A folder that should be made holds something already."""

    code = "folder_taken"
    fix = "Name another folder, or empty this one first."


class HouseInvalidError(InputError):
    """The assessment's rules describe letterhead, clock or signers in a way nobody can use."""

    code = "house_invalid"
    fix = "Found the assessment again with rules as docs/formats.md gives them."


class SeatUnexplainedError(RuleError):
    """Somebody who was present has neither a bundle nor a reason for its absence."""

    code = "seat_unexplained"
    fix = "Collect the bundle of that seat, or state why it is missing."


class AbsentButSatError(RuleError):
    """Somebody is noted as absent or missing, and there is a bundle of theirs."""

    code = "absent_but_sat"
    fix = "Correct the attendance, or take the bundle to the session it belongs to."


class NumberUnknownError(InputError):
    """A participant number that the session does not have."""

    code = "number_unknown"
    fix = "Check the number on the ticket and in the attendance list."


class RulingEmptyError(RuleError):
    """A ruling that would change nothing, since it is about nothing in the register."""

    code = "ruling_empty"
    fix = "Check the participant number or hash; `station ledger` lists what awaits a ruling."


class RulingInvalidError(InputError):
    """A ruling with a word that no ruling may hold."""

    code = "ruling_invalid"
    fix = "Give subject, decision and reason, and a kind of plain letters, digits and hyphens."


class PeopleUnreadableError(InputError):
    """A people.json that is none."""

    code = "people_unreadable"
    fix = "Make people.json again from the roster."


class PeopleForeignError(IntegrityError):
    """people.json and the sealed roster do not agree."""

    code = "people_foreign"
    fix = "Use the roster rows that were sealed into the session files."


class OpeningUnlawfulError(IntegrityError):
    """A sitting was opened with another form or other limits than the roster gives."""

    code = "opening_unlawful"
    fix = "Have two officers rule on this sitting; its bundle is kept whole."


class StandardsForeignError(IntegrityError):
    """The key, package or standards are not those that were sealed before the day."""

    code = "standards_foreign"
    fix = "Use the files whose hashes the package names; nothing was scored."


class ScoresMissingError(InputError):
    """There are no scores to print."""

    code = "scores_missing"
    fix = "Run `station score` first and name the folder it wrote."


class ScoresForeignError(IntegrityError):
    """Scores that are not those of this register."""

    code = "scores_foreign"
    fix = "Score this register again; nothing was released."


# --- after the session: results -----------------------------------------------------------------


class PeopleInvalidError(InputError):
    """The people file holds a number twice, or a value that nobody can use."""

    code = "people_invalid"
    fix = "Mend the named row in the people file and freeze it again."


class KeyUnmatchedError(IntegrityError):
    """The key file is not the one that was sealed with the package."""

    code = "key_unmatched"
    fix = "Take the .key file that was made together with this package."


class StandardsChangedError(IntegrityError):
    """A standards file is not the one that was sealed before the first answer."""

    code = "standards_changed"
    fix = "Take the standards folder that the package was sealed with."


class NoScoresError(InputError):
    """A folder that should hold results holds none."""

    code = "no_scores"
    fix = "Name the folder that `station score --out` wrote."


class ScoresStaleError(RuleError):
    """Results that rest on other evidence than the register holds now."""

    code = "scores_stale"
    fix = "Run `station score` again, then release."


class FileAlteredError(IntegrityError):
    """A file is not the one that was written or released."""

    code = "file_altered"
    fix = "Keep the altered file as evidence, and make or fetch it again."


# --- after the session: verification ------------------------------------------------------------


class RegisterMissingError(SiteError):
    """The folder to verify does not hold one register."""

    code = "register_missing"
    fix = "Put the .register file beside the results, one only."


class EntryWrongError(IntegrityError):
    """An entry of the register does not have the bytes, or the look-ups, that belong to it."""

    code = "entry_wrong"
    fix = "Keep this register as evidence and take the last backup."


class StateWrongError(IntegrityError):
    """A released entry does not fit the evidence that stood before it."""

    code = "state_wrong"
    fix = "Keep this register as evidence and take the last backup."


class CheckpointMissingError(IntegrityError):
    """What was released is not covered by a signed head of the register."""

    code = "checkpoint_missing"
    fix = "Have coordinator and witness sign a checkpoint, and verify again."


class BundleMissingError(IntegrityError):
    """A bundle that two officers sealed is not in the register."""

    code = "bundle_missing"
    fix = "Merge the stick of that session again."


class SealCountsWrongError(IntegrityError):
    """A session seal states other figures than the sealed chains give."""

    code = "seal_counts_wrong"
    fix = "Ask the two officers who sealed the session."


class NotInRegisterError(IntegrityError):
    """A file that holds is evidence nobody entered."""

    code = "not_in_register"
    fix = "Merge it if it belongs here, or take it away."


class FileUnlistedError(IntegrityError):
    """A file lies among released results that no released entry names."""

    code = "file_unlisted"
    fix = "Take it away, or release again."


class FileGoneError(IntegrityError):
    """A released file is not there."""

    code = "file_gone"
    fix = "Fetch the file again; a ruling must say so when it was erased."


class ResultWrongError(IntegrityError):
    """A score or report model is not the one that answers, key and standards give."""

    code = "result_wrong"
    fix = "Keep the folder as evidence; score again from the register."


# --- what people bring to a command -------------------------------------------------------------


class PassphraseNeededError(InputError):
    """A passphrase or code is needed, and there is nobody to ask."""

    code = "passphrase_needed"
    fix = "Give --passphrase-file or --code-file, or run the command at a terminal."


class OfficerMissingError(InputError):
    """Nobody with a role that has to sign has brought a key."""

    code = "officer_missing"
    fix = "Name the .officer file of the coordinator and of the witness with --officer."


class BenchUnknownError(InputError):
    """There is no bench of that name."""

    code = "bench_unknown"
    fix = "Choose among save, merge and psych."
