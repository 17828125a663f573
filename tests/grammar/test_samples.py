"""Every field has a sample and every sample is of a field: what is new is tried at every door."""

from tests.grammar import samples
from tests.grammar.doors import RECORDS, fields_of
from tests.grammar.exceptions import FORGOTTEN, NOT_MEANT
from tests.grammar.names import FIELDS


def test_every_field_has_a_sample() -> None:
    assert [str(field) for field in samples.missing()] == []


def test_every_sample_is_of_a_field() -> None:
    assert samples.superfluous() == []


def test_no_two_quantities_have_one_number() -> None:
    counted = [samples.value_of(one) for one in FIELDS if one.record == "report" and one.quantity]
    assert len({str(one) for one in counted}) == len(counted)


def test_every_exception_names_fields_and_doors_that_are_there() -> None:
    from tests.grammar.doors import reason

    for table in (NOT_MEANT, FORGOTTEN):
        for doors, patterns, why in table:
            for door in RECORDS if "*" in doors else doors:
                assert door in RECORDS
            for pattern in patterns:
                line = ((doors, (pattern,), why),)
                named = [f for door in RECORDS for f in fields_of(door) if reason(line, door, f)]
                assert named, pattern
