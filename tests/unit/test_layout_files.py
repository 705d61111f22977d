"""What holds for every file of the checkout: size, and nothing of one machine."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[2]
NOT_OURS = {"build", "dist", "demo", "__pycache__"}
LONGEST_FILE = 500
LONGEST_FUNCTION = 60

# Spelt so that this file does not find itself.
MACHINE_PATH = re.compile(
    r"(?<![\w.])/(?:wor[k]|far[m]|tm[p]/[a-z]|roo[t]|hom[e]/[a-z]+)/|[A-Z]:\\User[s]\\"
)


def files(folder: Path = CHECKOUT) -> Iterator[Path]:
    """Yield the files of the project, leaving out what tools and runs leave behind."""
    for path in sorted(folder.iterdir()):
        hidden = path.name.startswith(".") and path.name != ".ci"
        if hidden or path.name in NOT_OURS or path.suffix == ".egg-info":
            continue
        if path.is_dir():
            yield from files(path)
        else:
            yield path


def name_of(path: Path) -> str:
    return path.relative_to(CHECKOUT).as_posix()


PYTHON_FILES = [path for path in files() if path.suffix == ".py"]


def text_of(path: Path) -> str:
    try:
        return path.read_text("utf-8")
    except UnicodeDecodeError:
        return ""


def test_no_file_names_a_path_of_one_machine() -> None:
    found = [
        f"{name_of(path)}:{number}"
        for path in files()
        for number, line in enumerate(text_of(path).splitlines(), 1)
        if MACHINE_PATH.search(line)
    ]

    assert found == []


def test_no_python_file_is_longer_than_a_reader_bears() -> None:
    lengths = {name_of(path): len(text_of(path).splitlines()) for path in PYTHON_FILES}

    assert {name: lines for name, lines in lengths.items() if lines > LONGEST_FILE} == {}


def test_no_function_is_longer_than_a_screen() -> None:
    functions = [
        (f"{name_of(path)}:{node.name}", (node.end_lineno or 0) - node.lineno + 1)
        for path in PYTHON_FILES
        for node in ast.walk(ast.parse(text_of(path)))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]

    assert [(name, lines) for name, lines in functions if lines > LONGEST_FUNCTION] == []


def test_run_py_stays_short() -> None:
    assert len(text_of(CHECKOUT / "run.py").splitlines()) < 150
