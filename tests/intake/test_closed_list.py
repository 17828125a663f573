"""Words of a closed list as they are typed."""

import pytest

from kharkiv_tracker import i18n
from kharkiv_tracker.domain.incident import Grade
from kharkiv_tracker.domain.incident_words import PlaceHit
from kharkiv_tracker.domain.source import SourceKind
from kharkiv_tracker.errors import Refused
from kharkiv_tracker.intake.things import closed_list


def test_a_word_may_be_begun_or_of_another_language() -> None:
    assert closed_list.read_word("med", SourceKind) is SourceKind.MEDIA
    assert closed_list.read_word("childcare", PlaceHit) is PlaceHit.SCHOOL
    assert closed_list.read_word("CONFIRMED", Grade) is Grade.CONFIRMED
    with i18n.speaking("uk"):
        assert closed_list.read_word("media", SourceKind) is SourceKind.MEDIA
        assert closed_list.read_word("медіа", SourceKind) is SourceKind.MEDIA


def test_what_may_be_several_is_refused_and_names_them() -> None:
    with pytest.raises(Refused, match="military administration, mayor or council, media"):
        closed_list.read_word("m", SourceKind)
    with pytest.raises(Refused, match="not one of"):
        closed_list.read_word("spaceship", PlaceHit)
