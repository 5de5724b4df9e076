"""Rules take values and give values. import-linter keeps our models out of them; this keeps Django's database layer out."""

import ast
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
CONTRACTS = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]["contracts"]
RULES = next(each["source_modules"] for each in CONTRACTS if each["name"] == "Rules know no database")


def files_of(module: str) -> list[Path]:
    path = ROOT / module.replace(".", "/")
    return sorted(path.rglob("*.py")) if path.is_dir() else [path.with_suffix(".py")]


def imported(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {each.name for each in node.names}
        elif isinstance(node, ast.ImportFrom):
            found |= {node.module or "", *(f"{node.module}.{each.name}" for each in node.names)}
    return found


@pytest.mark.parametrize("path", [path for module in RULES for path in files_of(module)], ids=lambda path: path.stem)
def test_a_rule_does_not_ask_the_database(path):
    assert not {name for name in imported(path) if name == "django.db" or name.startswith("django.db.")}
