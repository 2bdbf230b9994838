"""Formulas of questions and worked examples: `+ - * /`, brackets, numbers and names, exactly.

A formula is an author's text and is read as arithmetic only: no call, no attribute, no power.
"""

import ast
import operator
from collections.abc import Callable, Mapping
from fractions import Fraction

MAX_CHARACTERS = 300
_OPERATIONS: dict[type[ast.operator], Callable[[Fraction, Fraction], Fraction]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
}


class FormulaError(ValueError):
    """A formula that cannot be read or computed; the message names the part and what is allowed."""


def names_in(formula: str) -> frozenset[str]:
    """The names that the formula needs. Raises `FormulaError`."""
    tree = _parse(formula)
    return frozenset(node.id for node in ast.walk(tree) if isinstance(node, ast.Name))


def evaluate(formula: str, values: Mapping[str, Fraction]) -> Fraction:
    """The exact value of `formula`, with its names standing for `values`. Raises `FormulaError`."""
    return _value(_parse(formula), formula, values)


def _parse(formula: str) -> ast.expr:
    if len(formula) > MAX_CHARACTERS:
        raise FormulaError(f"the formula is longer than {MAX_CHARACTERS} characters")
    try:
        return ast.parse(formula.strip(), mode="eval").body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        raise FormulaError(f"{formula!r} is not a formula such as (a + b) * 0.5") from None


def _value(node: ast.expr, formula: str, values: Mapping[str, Fraction]) -> Fraction:
    match node:
        case ast.Constant():
            return _number(node, formula)
        case ast.Name(id=name):
            if name not in values:
                raise FormulaError(f"{name!r} is not known; there are: {', '.join(sorted(values))}")
            return values[name]
        case ast.UnaryOp(op=ast.USub(), operand=operand):
            return -_value(operand, formula, values)
        case ast.BinOp(left=left, op=sign, right=right) if type(sign) in _OPERATIONS:
            operands = (_value(left, formula, values), _value(right, formula, values))
            return _operate(type(sign), *operands, formula)
    part = ast.get_source_segment(formula.strip(), node)
    raise FormulaError(f"{part!r} is not allowed; use + - * / with numbers and names")


def _operate(sign: type[ast.operator], left: Fraction, right: Fraction, formula: str) -> Fraction:
    try:
        return _OPERATIONS[sign](left, right)
    except ZeroDivisionError:
        raise FormulaError(f"{formula!r} divides by zero") from None


def _number(node: ast.Constant, formula: str) -> Fraction:
    """The number as it is written: 0.1 is a tenth, not the binary fraction nearest to it."""
    text = ast.get_source_segment(formula.strip(), node) or ""
    if not text.replace(".", "", 1).isdecimal() or not text.isascii():
        raise FormulaError(f"{text!r} is not a plain number such as 12 or 0.5")
    return Fraction(text)
