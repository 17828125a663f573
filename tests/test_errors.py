"""An error is one sentence, with the path of the value where a value is at fault."""

import pytest

from kharkiv_tracker.errors import CaseUnavailable, Refused, TrackerError, WrongCall, under


def test_an_error_is_its_sentence():
    error = TrackerError("The disk is full.")
    assert (str(error), error.sentence, error.exit_code) == ("The disk is full.",) * 2 + (1,)


@pytest.mark.parametrize(
    ("kind", "code"), [(Refused, 1), (CaseUnavailable, 1), (WrongCall, 2)], ids=lambda x: str(x)
)
def test_each_kind_has_its_exit_code(kind, code):
    assert issubclass(kind, TrackerError)
    assert kind("It cannot be.").exit_code == code


def test_a_refusal_names_the_value():
    assert str(Refused("No such day.", path="event.date")) == "event.date: No such day."
    assert str(Refused("No such day.")) == "No such day."


@pytest.mark.parametrize(
    ("places", "path", "whole"),
    [
        (("incidents[1]", "reports[0]"), "killed", "incidents[1].reports[0].killed"),
        (("incidents", "[1]"), "", "incidents[1]"),
        (("incidents",), "[1].event", "incidents[1].event"),
        (("event",), "", "event"),
    ],
)
def test_a_refusal_gathers_its_path_on_the_way_up(places, path, whole):
    with pytest.raises(Refused) as caught:
        refuse(places, path)
    assert caught.value.path == whole
    assert str(caught.value) == f"{whole}: No."


def refuse(places, path):
    if not places:
        raise Refused("No.", path=path)
    with under(places[0]):
        refuse(places[1:], path)


def test_other_errors_pass_as_they_are():
    with pytest.raises(CaseUnavailable) as caught, under("incidents[1]"):
        raise CaseUnavailable("The file is gone.")
    assert str(caught.value) == "The file is gone."


def test_nothing_happens_where_nothing_is_refused():
    with under("incidents[1]"):
        pass
