"""What may stand inside a tag: a name, formats after it, comparisons in conditions, and nothing else.

Jinja parses the text; every node it finds must be on the list below, so that no attribute, call, arithmetic or
import is ever compiled. Conditions are then rewritten so that figures compare by their values.
"""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING

from jinja2 import Environment, TemplateSyntaxError, nodes
from jinja2.parser import Parser
from jinja2.runtime import LoopContext, Undefined

from xltools.model.chart import Chart
from xltools.model.figure import Figure
from xltools.model.grid import Grid
from xltools.model.text import Text
from xltools.word import filters
from xltools.word.names import LOOP, UNKNOWN, Names, row_example
from xltools.word.problems import Fault

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_FOR = re.compile(r"(?P<variable>[^\W\d]\w*)\s+in\s+(?P<rows>\S.*)")
_MAX_LENGTH = 500
_TRUTH, _COMPARE, _ROWS = "truth", "compare", "rows"
_ALLOWED = "här får stå ett namn och format, till exempel {{ drift.total.prognos | tkr }}"
_COMPARED: dict[str, Callable[[object, object], bool]] = {
    "eq": lambda left, right: left == right,
    "ne": lambda left, right: left != right,
    "lt": lambda left, right: left < right,  # type: ignore[operator]  # unlike kinds raise TypeError, caught below
    "lteq": lambda left, right: left <= right,  # type: ignore[operator]  # as above
    "gt": lambda left, right: left > right,  # type: ignore[operator]  # as above
    "gteq": lambda left, right: left >= right,  # type: ignore[operator]  # as above
}


@dataclass(frozen=True, slots=True)
class Output:
    """A value to be shown: where it is looked up, its dotted path and the formats applied to it in turn.

    `suffix` names the formats, `|belopp|mnkr`, so that one figure shown in two ways can be told apart.
    `is_text` is True for prose, which may become paragraphs and lists, and `is_block` for a diagram or a whole table.
    """

    value: nodes.Expr
    path: str
    formats: tuple[Callable[[object], object], ...]
    is_text: bool
    is_block: bool
    suffix: str = ""


@dataclass(frozen=True, slots=True)
class Loop:
    """A repetition: the name of the row, where the rows are looked up, their path, and the names valid inside."""

    variable: str
    rows: nodes.Expr
    path: str
    names: Names


class _Missing(Undefined):
    """Raises at once, where Jinja would go on with an empty value."""

    def __init__(self, hint: str | None = None, obj: object = None, name: str | None = None) -> None:
        raise Fault(f"uppgiften «{name}» saknas i underlaget")


class DictionaryEnvironment(Environment):
    """Jinja in which `a.b` looks up a key and does nothing else."""

    def __init__(self) -> None:
        super().__init__(optimized=False, undefined=_Missing)
        self.globals.clear()
        self.tests.clear()
        self.filters = {_TRUTH: truth, _COMPARE: compare, _ROWS: rows, "belopp": filters.belopp}

    def getattr(self, obj: object, attribute: str) -> object:
        """Return the value under a key; Fault when there is none."""
        if isinstance(obj, dict):
            try:
                return obj[attribute]
            except KeyError:
                raise Fault(f"uppgiften «{attribute}» saknas i underlaget") from None
        if isinstance(obj, LoopContext) and attribute in LOOP:
            return getattr(obj, attribute)
        raise Fault(f"uppgiften «{attribute}» saknas i underlaget")


def read_output(text: str, names: Names) -> Output:
    """Return what `{{ text }}` shows; Fault when it is not a known name with known formats that fit it."""
    expression = _parse(text)
    formats: list[Callable[[object], object]] = []
    suffix = ""
    while isinstance(expression, nodes.Filter) and expression.node is not None:
        formats.insert(0, _format(expression))
        suffix = _told(expression) + suffix
        expression = expression.node
    path = _path(expression)
    example = names.example(path)
    if isinstance(example, list | tuple):
        raise Fault(f"«{'.'.join(path)}» är en lista: skriv {{% for rad in {'.'.join(path)} %}} … {{% endfor %}}")
    if isinstance(example, dict):
        raise Fault(f"«{'.'.join(path)}» är en grupp av uppgifter, inte ett värde", names.below(path))
    if example is not UNKNOWN and example is not None:
        for apply in formats:
            example = apply(example)
        if not isinstance(example, Chart | Grid):
            filters.shown(example)
    kinds = {"is_text": isinstance(example, Text), "is_block": isinstance(example, Chart | Grid)}
    return Output(expression, ".".join(path), tuple(formats), **kinds, suffix=suffix)


def read_condition(text: str, names: Names) -> nodes.Expr:
    """Return the test of `{% if text %}`, rewritten so that figures compare by value."""
    if not text:
        raise Fault("villkoret saknas: skriv till exempel {% if drift.total.avvikelse < 0 %}")
    return _condition(_parse(text), names)


def read_loop(text: str, names: Names) -> Loop:
    """Return the loop of `{% for text %}`; Fault when it is not a name, `in` and a list of rows."""
    match = _FOR.fullmatch(text)
    if not match:
        raise Fault("skriv {% for rad in lista %}")
    variable = match["variable"]
    if variable == "loop":
        raise Fault("ordet loop är upptaget: kalla raden något annat")
    expression = _parse(match["rows"])
    path = _path(expression)
    item = row_example(names.example(path))
    return Loop(variable, _call(_ROWS, expression), ".".join(path), names.within(variable, item))


def truth(value: object) -> bool:
    """Return whether a value counts as true; a figure by its value, and an unknown one is false."""
    return bool(_compared(value))


def compare(left: object, operator: str, right: object) -> bool:
    """Return the outcome of a comparison, figures by their values; false when either side is not known."""
    left, right = _compared(left), _compared(right)
    if left is None or right is None:
        return False
    try:
        return _COMPARED[operator](left, right)
    except TypeError:
        raise Fault(f"{filters.kind_of(left)} går inte att jämföra med {filters.kind_of(right)}") from None


def rows(value: object) -> Sequence[object]:
    """Return the rows to repeat; Fault when the value is no list."""
    if not isinstance(value, list | tuple):
        raise Fault(f"värdet är {filters.kind_of(value)}, inte en lista av rader")
    return value


def _compared(value: object) -> object:
    if isinstance(value, Figure):
        return value.value
    # Shares are exact decimals, so 0.1 in a template must mean a tenth and not the nearest binary number.
    return Decimal(str(value)) if isinstance(value, float) else value


_SYNTAX = DictionaryEnvironment()


def _parse(text: str) -> nodes.Expr:
    if len(text) > _MAX_LENGTH:
        raise Fault("taggen är för lång")
    try:
        parser = Parser(_SYNTAX, text, state="variable")
        expression = parser.parse_expression()
        complete = parser.stream.eos
    except (TemplateSyntaxError, RecursionError):
        complete = False
    if not complete:
        raise Fault(f"taggen går inte att tolka: {_ALLOWED}")
    return expression


def _path(expression: nodes.Node) -> list[str]:
    """Return the words of `a.b.c`; Fault for anything that is no plain name."""
    words: list[str] = []
    while isinstance(expression, nodes.Getattr):
        words.insert(0, expression.attr)
        expression = expression.node
    if isinstance(expression, nodes.Call):
        raise Fault(f"anrop får inte finnas i en mall: {_ALLOWED}")
    if not isinstance(expression, nodes.Name):
        raise Fault(f"det här får inte stå i en mall: {_ALLOWED}")
    return [expression.name, *words]


def _format(node: nodes.Filter) -> Callable[[object], object]:
    """Return the function of one `| format`; Fault when it is unknown or given the wrong thing in parentheses."""
    function = filters.FORMATS.get(node.name)
    if function is None:
        near = difflib.get_close_matches(node.name, list(filters.FORMATS), 1, 0.4)
        raise Fault(f"formatet «{node.name}» finns inte; de som finns är {', '.join(filters.FORMATS)}", *near)
    if node.kwargs or node.dyn_args or node.dyn_kwargs:
        raise Fault(f"skriv bara antalet decimaler inom parentes: {node.name}(1)")
    if not node.args:
        return function
    given = [arg.value for arg in node.args if isinstance(arg, nodes.Const)]
    if node.name not in filters.WITH_DECIMALS:
        raise Fault(f"formatet {node.name} tar inget inom parentes")
    if len(node.args) != 1 or len(given) != 1 or type(given[0]) is not int or not 0 <= given[0] <= filters.MAX_DECIMALS:
        raise Fault(f"skriv antalet decimaler inom parentes som ett heltal 0–{filters.MAX_DECIMALS}: {node.name}(1)")
    return partial(function, decimals=given[0])


def _told(node: nodes.Filter) -> str:
    """Return one format as keys have it: `|tkr`, and `|tkr(1)` with its number of decimals."""
    given = "".join(f"({arg.value})" for arg in node.args if isinstance(arg, nodes.Const))
    return f"|{node.name}{given}"


def _condition(node: nodes.Expr, names: Names) -> nodes.Expr:
    """Return a test that is true or false and in which nothing but listed nodes occurs."""
    if isinstance(node, nodes.And | nodes.Or):
        return type(node)(_condition(node.left, names), _condition(node.right, names))
    if isinstance(node, nodes.Not):
        return nodes.Not(_condition(node.node, names))
    if isinstance(node, nodes.Compare):
        return _comparison(node, names)
    return _call(_TRUTH, _operand(node, names))


def _comparison(node: nodes.Compare, names: Names) -> nodes.Expr:
    tests: list[nodes.Expr] = []
    left = _operand(node.expr, names)
    for operand in node.ops:
        if operand.op not in _COMPARED:
            raise Fault("jämför med ==, !=, <, <=, > eller >=")
        right = _operand(operand.expr, names)
        tests.append(_call(_COMPARE, left, nodes.Const(operand.op), right))
        left = right
    whole = tests[0]
    for test in tests[1:]:
        whole = nodes.And(whole, test)
    return whole


def _operand(node: nodes.Expr, names: Names) -> nodes.Expr:
    """Return one side of a comparison: a constant, or a name that exists, perhaps without its sign."""
    if isinstance(node, nodes.Neg) and isinstance(node.node, nodes.Const) and type(node.node.value) in (int, float):
        return nodes.Const(-node.node.value)
    if isinstance(node, nodes.Const):
        return node
    if isinstance(node, nodes.Filter) and node.name == "belopp" and node.node is not None:
        _format(node)
        return _call("belopp", _operand(node.node, names))
    if isinstance(node, nodes.Filter):
        raise Fault("ett villkor jämför värden, inte visad text: bara formatet belopp får stå här")
    names.example(_path(node))
    return node


def _call(name: str, first: nodes.Expr, *rest: nodes.Expr) -> nodes.Filter:
    return nodes.Filter(first, name, list(rest), [], None, None)
