"""What pages ask people: forms, their fields, and how they look."""

from tenor.web.forms.base import ActForm, Form
from tenor.web.forms.days import DayField, OneBoxDay
from tenor.web.forms.fields import Choice, Choices, Radios, Ticks, Upload, WholeNumber, Words
from tenor.web.forms.sums import Sum

__all__ = ["ActForm", "Choice", "Choices", "DayField", "Form", "OneBoxDay", "Radios", "Sum", "Ticks", "Upload", "WholeNumber", "Words"]
