"""What can be wrong with sealed evidence, and what a person can type wrongly.

`IntegrityError`: the bytes are not what was signed or sealed. `RuleError`: the bytes are
good, but the code, passphrase or person is not the right one. No message holds a key, an
answer or a personal name.
"""

from station.errors import IntegrityError, RuleError

# --- the outer form of a file ------------------------------------------------------------------


class MagicWrongError(IntegrityError):
    """The file does not begin as its kind must."""

    code = "magic_wrong"
    fix = "Choose a file that this program wrote, of the kind that is asked for."


class VersionNewerError(IntegrityError):
    """The file was written by a later version of the program."""

    code = "version_newer"
    fix = "Update this program, then open the file again."


class SuiteUnknownError(IntegrityError):
    """The file uses cryptography this version does not know."""

    code = "suite_unknown"
    fix = "Update this program, then open the file again."


class CritUnknownError(IntegrityError):
    """The file holds something a reader must understand, and this one does not."""

    code = "crit_unknown"
    fix = "Update this program, then open the file again."


class FrameTruncatedError(IntegrityError):
    """The file ends in the middle of a frame, or a frame is missing."""

    code = "frame_truncated"
    fix = "Copy the file again from where it was made; the copy was cut off."


class FrameTooLargeError(IntegrityError):
    """A frame claims to be longer than any frame may be."""

    code = "frame_too_large"
    fix = "Copy the file again from where it was made; this copy is damaged."


class TrailingBytesError(IntegrityError):
    """Something follows the last frame."""

    code = "trailing_bytes"
    fix = "Copy the file again from where it was made; this copy was added to."


class BodyMalformedError(IntegrityError):
    """A frame does not hold the fields its kind must have."""

    code = "body_malformed"
    fix = "Copy the file again from where it was made; keep this copy as evidence."


class BodyNotCanonicalError(IntegrityError):
    """A frame's JSON is not in the one form that a value may have."""

    code = "body_not_canonical"
    fix = "Copy the file again from where it was made; keep this copy as evidence."


class FileDamagedError(IntegrityError):
    """A private file does not match the checksum it ends with."""

    code = "file_damaged"
    fix = "Take the backup copy of this file."


# --- keys and signatures -----------------------------------------------------------------------


class SignatureWrongError(IntegrityError):
    """A signature does not belong to these bytes and this key."""

    code = "signature_wrong"
    fix = "Keep the file as evidence and fetch another copy from its maker."


class SignatureMissingError(IntegrityError):
    """A signature that this kind of file must carry is not there."""

    code = "signature_missing"
    fix = "Have the missing officer sign the file."


class SignerUnknownError(IntegrityError):
    """Signed by a key that has no such role in this assessment."""

    code = "signer_unknown"
    fix = "Check that the file belongs to this assessment and who signed it."


class SignersSameError(IntegrityError):
    """Two signatures that two people must give come from one."""

    code = "signers_same"
    fix = "Have a second officer sign the file."


class KeySmallOrderError(IntegrityError):
    """A public key that would accept signatures nobody made."""

    code = "key_small_order"
    fix = "Refuse the station or officer that offered this key and ask who made it."


class SealBrokenError(IntegrityError):
    """Sealed bytes do not open: wrong key, wrong context, or altered."""

    code = "seal_broken"
    fix = "Keep the file as evidence and fetch another copy from its maker."


class CommitmentWrongError(IntegrityError):
    """A key opens the seal but is not the key that was committed to."""

    code = "commitment_wrong"
    fix = "Keep the file as evidence; whoever sealed it used two keys."


# --- what belongs to what ----------------------------------------------------------------------


class AssessmentUnexpectedError(IntegrityError):
    """The assessment file is not the pinned one."""

    code = "assessment_unexpected"
    fix = "Compare the hash with the one printed on tickets and minutes."


class PackageForeignError(IntegrityError):
    """The package was made for another assessment."""

    code = "package_foreign"
    fix = "Fetch the package of this assessment."


class FileForeignError(IntegrityError):
    """A signed file was made for another assessment or session."""

    code = "file_foreign"
    fix = "Fetch the file that belongs to this assessment and session."


class SessionUnknownError(IntegrityError):
    """A bundle or seal names a session file that is not here."""

    code = "session_unknown"
    fix = "Merge the session file first, then this file again."


class StationUnknownError(IntegrityError):
    """The session does not know this station."""

    code = "station_unknown"
    fix = "Enrol the station and issue the session file again."


class TicketUnknownError(IntegrityError):
    """The session has no such participant number, form or ticket key."""

    code = "ticket_unknown"
    fix = "Check the participant number, and that the newest session file is in use."


class RowWrongError(IntegrityError):
    """A roster row is not the one the session file committed to."""

    code = "row_wrong"
    fix = "Use the roster of the session as it was signed."


# --- chains ------------------------------------------------------------------------------------


class ChainBrokenError(IntegrityError):
    """A record does not follow the one before it."""

    code = "chain_broken"
    fix = "Keep the bundle as evidence and export again from the station."


class SequenceGapError(IntegrityError):
    """A record's number is not the next one."""

    code = "sequence_gap"
    fix = "Keep the bundle as evidence and export again from the station."


class UsedTimeFallsError(IntegrityError):
    """A record says that less time was used than the one before it."""

    code = "used_time_falls"
    fix = "Keep the bundle as evidence; somebody altered the time."


class OpeningWrongError(IntegrityError):
    """The opening is missing, or stands anywhere but in the first record."""

    code = "opening_wrong"
    fix = "Keep the bundle as evidence and export again from the station."


class ClosedWrongError(IntegrityError):
    """Something follows the close, or the header misstates whether the chain is closed."""

    code = "closed_wrong"
    fix = "Keep the bundle as evidence and export again from the station."


class WrapWrongError(IntegrityError):
    """The key wrapped for the custodians is not the one the opening committed to."""

    code = "wrap_wrong"
    fix = "Fetch another copy of the bundle; this one's last part was exchanged."


class ActWrongError(IntegrityError):
    """A fact names an officer's act that the record does not carry, or that says otherwise."""

    code = "act_wrong"
    fix = "Keep the bundle as evidence and ask the officer who is named."


# --- register ----------------------------------------------------------------------------------


class ProofWrongError(IntegrityError):
    """A Merkle proof does not lead to the root it claims."""

    code = "proof_wrong"
    fix = "Keep both checkpoints; the register was rewritten between them."


class CheckpointMalformedError(IntegrityError):
    """A checkpoint is not a signed note of this register."""

    code = "checkpoint_malformed"
    fix = "Fetch the checkpoint again from the coordinator."


# --- what people type or bring -----------------------------------------------------------------


class CodeMistypedError(RuleError):
    """The check character does not fit: a slip of the finger."""

    code = "code_mistyped"
    fix = "Compare each character with the paper and type the code again."


class CodeWrongError(RuleError):
    """A well-formed code that belongs to another person, session or assessment."""

    code = "code_wrong"
    fix = "Check that the code belongs to this person and this session."


class StartCodesWrongError(RuleError):
    """The two start codes together do not open this session's questions."""

    code = "start_codes_wrong"
    fix = "Check that both start codes belong to this session; one of them may not."


class PassphraseWrongError(RuleError):
    """The passphrase does not open this private file."""

    code = "passphrase_wrong"
    fix = "Type the passphrase again; watch the Caps Lock key."


class CustodianPairError(RuleError):
    """Two custodian files that do not complete each other."""

    code = "custodian_pair"
    fix = "Bring the files of two different custodians of this assessment."


class StationNotEnrolledError(RuleError):
    """The session file holds no roster for this station."""

    code = "station_not_enrolled"
    fix = "Enrol the station and issue the session file again."


class ActExpiredError(RuleError):
    """An officer's act came too late to be carried out."""

    code = "act_expired"
    fix = "Give the order again at the console or at the seat."


class ActKnownError(RuleError):
    """An officer's act that was carried out before."""

    code = "act_known"
    fix = "Nothing needs doing; the order was carried out."


class ActForeignError(RuleError):
    """An officer's act for another seat or session, or by somebody without that role."""

    code = "act_foreign"
    fix = "Give the order for this seat, by an officer of this session."


class WrapErasedError(RuleError):
    """The bundle's key was erased; its answers can never be opened again."""

    code = "wrap_erased"
    fix = "Nothing can be done; a ruling in the register says why it was erased."


class ResumeWrapWrongError(RuleError):
    """The resume file belongs to another sitting, session or station."""

    code = "resume_wrap_wrong"
    fix = "Use the resume file in the folder of this sitting."
