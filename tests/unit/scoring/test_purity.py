"""Scoring takes values and gives values: no float decides, no clock, file or chance is read."""

import ast
from collections.abc import Iterator
from pathlib import Path

import station.scoring

FOLDER = Path(station.scoring.__file__).parent
MODULES = sorted(FOLDER.rglob("*.py"))
WORLD = {"asyncio", "io", "math", "os", "pathlib", "random", "secrets", "socket", "time", "numpy"}


def trees() -> Iterator[tuple[str, ast.AST]]:
    for path in MODULES:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            yield str(path.relative_to(FOLDER)), node


def imported(node: ast.AST) -> list[str]:
    match node:
        case ast.Import():
            return [one.name for one in node.names]
        case ast.ImportFrom():
            return [node.module or ""]
        case _:
            return []


def test_no_float_is_written_or_made() -> None:
    found = [
        (where, ast.unparse(node))
        for where, node in trees()
        if (isinstance(node, ast.Constant) and isinstance(node.value, float))
        or (isinstance(node, ast.Name) and node.id in {"float", "round"})
        or (isinstance(node, ast.BinOp) and isinstance(node.op, ast.Div))
    ]

    assert found == []


def test_nothing_of_the_world_is_imported() -> None:
    found = [
        (where, name)
        for where, node in trees()
        for name in imported(node)
        if name.partition(".")[0] in WORLD
    ]

    assert found == []
    assert MODULES
