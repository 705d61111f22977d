"""From a fresh machine to the running program: `python3 run.py CMD ...`.

Makes `.venv`, installs the locked packages into it and the system libraries that Qt misses,
then runs `station CMD ...`. Standard library only. It names no package index: pip's own
settings (PIP_* variables, pip.conf) decide where packages and certificates come from.

    run.py test [PYTEST ARGUMENTS]    the tests
    run.py check                      format, lint, types and layers
    run.py fetch --out DIR            packages for a machine without network, which then
    run.py --wheels DIR CMD ...       installs from that folder
"""

import hashlib
import os
import shutil
import subprocess
import sys
from importlib import invalidate_caches
from importlib.util import find_spec
from pathlib import Path

from tools import system_libraries

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / ("python.exe" if os.name == "nt" else "python")
STAMP = VENV / "installed.txt"
PLACE = f"Python {sys.version_info[0]}.{sys.version_info[1]} {ROOT}"
HASHED = ["--require-hashes", "--no-deps", "--only-binary=:all:", "--disable-pip-version-check"]


def main(argv: list[str]) -> int:
    """Prepare the machine, then do what `argv` says; return the exit code."""
    if not (3, 11) <= sys.version_info[:2] <= (3, 13) or sys.platform not in ("linux", "win32"):
        sys.exit("run.py needs Python 3.11 to 3.13 on Linux or Windows")
    (command, *rest), wheels = split(argv)
    if command == "fetch":
        return fetch(rest)
    prepare("dev" if command in ("test", "check") else "runtime", wheels)
    if command == "check":
        return check()
    return launch(tests(rest) if command == "test" else ["-m", "station", command, *rest])


def split(argv: list[str]) -> tuple[list[str], Path | None]:
    """Take `--wheels DIR` out of `argv`, wherever it stands; no command at all asks for help."""
    if "--wheels" not in argv[:-1]:
        return argv or ["--help"], None
    at = argv.index("--wheels")
    return argv[:at] + argv[at + 2 :] or ["--help"], Path(argv[at + 1]).resolve()


def prepare(wanted: str, wheels: Path | None) -> None:
    """Install the `wanted` set of packages, unless the stamp promises that it is there."""
    stamp = STAMP.read_text("utf-8") if STAMP.exists() and PYTHON.exists() else ""
    if stamp in (stamp_for(wanted), stamp_for("dev")):
        return
    anew = not stamp.startswith(f"{PLACE}\n")
    system_libraries.install(system_libraries.missing() + no_pip(wheels) * anew, wheels)
    if anew:
        make_venv()
    print(f"Installing the {wanted} packages into .venv, once ...", flush=True)
    source = ["--no-index", "--find-links", str(wheels)] if wheels else []
    STAMP.unlink(missing_ok=True)
    must([*pip(wheels), "install", "-q", "--no-compile", *HASHED, *source, "-r", lock(wanted)])
    must([str(PYTHON), "-c", "import PySide6.QtWidgets"])
    STAMP.write_text(stamp_for(wanted), "utf-8")


def lock(name: str) -> str:
    """Return the path of the list that names each file of a set of packages by its hash."""
    return str(ROOT / "requirements" / f"{name}.lock")


def stamp_for(name: str) -> str:
    """Return what `.venv` says of itself once a set is installed (`dev` holds `runtime`)."""
    return f"{PLACE}\n{name} {hashlib.sha256(Path(lock(name)).read_bytes()).hexdigest()}\n"


def no_pip(wheels: Path | None) -> list[system_libraries.Library]:
    """Return what is missing if no pip is at hand for `.venv`: Debian splits it off."""
    at_hand = find_spec("ensurepip") or find_spec("pip") or wheels
    return [] if at_hand else [system_libraries.ENSUREPIP]


def make_venv() -> None:
    """Make `.venv` anew, with pip in it if this Python can."""
    invalidate_caches()
    bare = [] if find_spec("ensurepip") else ["--without-pip"]
    must([sys.executable, "-m", "venv", "--clear", *bare, str(VENV)])


def pip(wheels: Path | None) -> list[str]:
    """Return the pip that fills `.venv`: its own, the folder's, or that of this Python."""
    if shutil.which("pip", path=str(BIN)):
        return [str(PYTHON), "-m", "pip"]
    if packed := sorted(wheels.glob("pip-*.whl")) if wheels else []:
        return [str(PYTHON), str(packed[-1] / "pip")]
    return [sys.executable, "-m", "pip", "--python", str(PYTHON)]


def fetch(arguments: list[str]) -> int:
    """Gather the packages of this system and Python, and on Debian the system's own."""
    if len(arguments) != 2 or arguments[0] != "--out":
        sys.exit("usage: run.py fetch --out DIR")
    out = Path(arguments[1]).resolve()
    if not PYTHON.exists():
        system_libraries.install(no_pip(None), None)
        make_venv()
    must([*pip(None), "download", "-q", *HASHED, "-d", str(out), "-r", lock("dev")])
    if shutil.which("apt-get"):
        system_libraries.fetch(out)
    return 0


def check() -> int:
    """Run format, lint, types and import contracts; return 1 if any of them complains."""
    python = [str(PYTHON), "-m"]
    steps = [[*python, "ruff", "format", "--check"], [*python, "ruff", "check"], [*python, "mypy"]]
    codes = [subprocess.call(step, cwd=ROOT) for step in (*steps, [str(BIN / "lint-imports")])]
    return int(any(codes))


def tests(arguments: list[str]) -> list[str]:
    """Return the pytest call: on two processes, unless `arguments` (such as `-s`) need one."""
    chosen = any(text.startswith(("-n", "--numprocesses", "--pdb", "-s")) for text in arguments)
    os.chdir(ROOT)
    return ["-m", "pytest", *([] if chosen or "no:xdist" in arguments else ["-n2"]), *arguments]


def launch(arguments: list[str]) -> int:
    """Run `.venv`'s Python with the checkout as the only place to import `station` from."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONSAFEPATH": "1"}
    sys.stdout.flush()
    if os.name == "posix":
        os.execve(PYTHON, [str(PYTHON), *arguments], environment)  # noqa: S606  (no shell wanted)
    return subprocess.call([str(PYTHON), *arguments], env=environment)


def must(command: list[str]) -> None:
    """Run `command`; if it fails, stop and say which it was."""
    if code := subprocess.call(command):
        sys.exit(f"run.py: exit code {code} from: {' '.join(command)}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
