"""Checks what design.md allows: files of 400 lines, classes of 200 lines and 15 methods, functions of 40 lines."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

FILE, CLASS, METHODS, FUNCTION = 400, 200, 15, 40
VAGUE = {"utils", "helpers", "common", "manager"}
EXEMPT = ("db/migrations/",)  # generated statements


def tracked() -> list[Path]:
    listed = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard", "*.py"], capture_output=True, text=True, check=True
    )
    return [path for path in map(Path, sorted(set(listed.stdout.split()))) if path.exists()]


def lines(node: ast.AST) -> int:
    return (getattr(node, "end_lineno", 0) or 0) - getattr(node, "lineno", 0) + 1


def faults(path: Path) -> Iterator[str]:
    source = path.read_text("utf-8")
    count = source.count("\n")
    if count > FILE:
        yield f"{path}: {count} lines, at most {FILE}"
    if path.stem in VAGUE or path.stem.startswith("base_"):
        yield f"{path}: a name that says nothing"
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.ClassDef):
            methods = sum(isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef) for child in node.body)
            if lines(node) > CLASS:
                yield f"{path}:{node.lineno}: class {node.name} has {lines(node)} lines, at most {CLASS}"
            if methods > METHODS and path.parts[0] != "tests":
                yield f"{path}:{node.lineno}: class {node.name} has {methods} methods, at most {METHODS}"
        elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and lines(node) > FUNCTION:
            yield f"{path}:{node.lineno}: function {node.name} has {lines(node)} lines, at most {FUNCTION}"


def main() -> int:
    found = [fault for path in tracked() if not str(path).startswith(EXEMPT) for fault in faults(path)]
    print("\n".join(found) or f"{len(tracked())} files within their sizes")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
