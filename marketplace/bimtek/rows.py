"""What was read from one row of a sheet, and what is wrong with it."""

from dataclasses import dataclass, field
from typing import Any

ERROR, WARNING = "error", "warning"


@dataclass(frozen=True)
class Problem:
    """One thing wrong with a cell (`C13`), in words that say what to do."""

    level: str
    cell: str
    column: str
    text: str

    def as_json(self) -> dict[str, str]:
        return {"level": self.level, "cell": self.cell, "column": self.column, "text": self.text}


@dataclass
class Understood:
    """One row: JSON-able values by column code, and its problems. `row_number` is as the program shows it."""

    row_number: int
    values: dict[str, Any] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def is_refused(self) -> bool:
        return any(problem.level == ERROR for problem in self.problems)
