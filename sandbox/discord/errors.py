"""How Discord says no."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sandbox.kit import Json


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong with a request: where in its body, which rule it breaks, and in words."""

    path: tuple[str | int, ...]
    rule: str
    detail: str


class ApiError(Exception):
    """A refusal, answered as Discord would; each of `problems` also counts as a violation."""

    def __init__(self, status: int, code: int, message: str, problems: list[Problem] | None = None) -> None:
        super().__init__(message)
        self.status = status
        self.code = code
        self.message = message
        self.problems = problems or []

    def under(self, *steps: str) -> ApiError:
        """The same refusal, of something that stands deeper in the body."""
        deeper = [Problem((*steps, *each.path), each.rule, each.detail) for each in self.problems]
        return ApiError(self.status, self.code, self.message, deeper)

    def body(self) -> Json:
        answer: Json = {"message": self.message, "code": self.code}
        if self.code == INVALID_FORM and self.problems:
            answer["errors"] = nest(self.problems)
        return answer


INVALID_FORM = 50035
EMPTY_MESSAGE = 50006


def nest(problems: list[Problem]) -> Json:
    """Discord's tree of errors: one level per step of the path, the errors under `_errors`."""
    tree: Json = {}
    for problem in problems:
        node = tree
        for step in problem.path:
            node = node.setdefault(str(step), {})
        node.setdefault("_errors", []).append({"code": code_of(problem.rule), "message": problem.detail})
    return tree


def code_of(rule: str) -> str:
    """The code under which Discord's tree of errors lists it: "content too long" gives CONTENT_TOO_LONG."""
    return "".join(letter if letter.isalnum() else "_" for letter in rule.upper())


def refuse(problems: list[Problem]) -> None:
    """Raise the 400 that these deserve, if there are any."""
    if not problems:
        return
    if all(problem.rule == "empty message" for problem in problems):
        raise ApiError(400, EMPTY_MESSAGE, "Cannot send an empty message", problems)
    raise ApiError(400, INVALID_FORM, "Invalid Form Body", problems)


def unknown(code: int, what: str) -> ApiError:
    return ApiError(404, code, f"Unknown {what}")


def problem(rule: str, detail: str, *path: Any) -> Problem:
    return Problem(tuple(path), rule, detail)
