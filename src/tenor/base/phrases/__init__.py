"""The small grammars of the terms language, each its own module: a phrase is read into frozen nouns or refused with the right one."""

from tenor.base.phrases.bound import Answer, Bound, LevelPhrase, check_unit, parse_bound, parse_level
from tenor.base.phrases.condition import Condition, parse_condition
from tenor.base.phrases.deadline import parse_deadline
from tenor.base.phrases.due import DueForm, DuePhrase
from tenor.base.phrases.due_on import due_on, plain_kind
from tenor.base.phrases.every import Every, EveryPeriod, NamedPeriods, Once, parse_every
from tenor.base.phrases.money import MoneyCap, MoneySum, parse_amount, parse_cap, parse_share, parse_sum
from tenor.base.phrases.reader import PhraseError, Span, tidy
from tenor.base.phrases.window import Stretch, Window, parse_span_in, parse_window

__all__ = [
    "Answer",
    "Bound",
    "Condition",
    "DueForm",
    "DuePhrase",
    "Every",
    "EveryPeriod",
    "LevelPhrase",
    "MoneyCap",
    "MoneySum",
    "NamedPeriods",
    "Once",
    "PhraseError",
    "Span",
    "Stretch",
    "Window",
    "check_unit",
    "due_on",
    "parse_amount",
    "parse_bound",
    "parse_cap",
    "parse_condition",
    "parse_deadline",
    "parse_every",
    "parse_level",
    "parse_share",
    "parse_span_in",
    "parse_sum",
    "parse_window",
    "plain_kind",
    "tidy",
]
