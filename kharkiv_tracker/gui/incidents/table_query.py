"""Which incidents the table shows and in which order, and where an edit moves them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from kharkiv_tracker.domain.flag import FindingKind
from kharkiv_tracker.domain.place import Gazetteer
from kharkiv_tracker.domain.revision import Changes
from kharkiv_tracker.domain.selection import Selection
from kharkiv_tracker.gui.table.table_model import TableModel
from kharkiv_tracker.store import incident_details, incidents, selected_incidents, work_queue
from kharkiv_tracker.store.case_file import CaseFile
from kharkiv_tracker.store.incidents import IncidentRow

#: Of more incidents that an edit touched all are read again.
_FEW = 8


@dataclass(frozen=True, slots=True)
class TableIds:
    """The incidents of the table (by row) in its order; how many of them are withdrawn."""

    ids: Sequence[int]
    withdrawn: int


@dataclass(frozen=True, slots=True)
class TableQuery:
    """What the table is asked to show.

    Of incidents that are withdrawn or merged it shows those `in_sight`, or all if `has_withdrawn`.
    """

    selection: Selection
    order: str
    descending: bool
    has_withdrawn: bool
    in_sight: frozenset[int] = frozenset()
    flag: FindingKind | None = None
    subset: frozenset[int] | None = None

    @property
    def _withdrawn(self) -> frozenset[int] | None:
        return None if self.has_withdrawn else self.in_sight

    def read(self, case: CaseFile, gazetteer: Gazetteer) -> TableIds:
        """All that the table shows."""
        ids = incidents.ids(
            case, self.selection, self.order, self.descending, withdrawn=self._withdrawn
        )
        if self.flag is not None:
            due = set(work_queue.ids(case, gazetteer, self.flag))
            ids = [incident_id for incident_id in ids if incident_id in due]
        if self.subset is not None:
            ids = [incident_id for incident_id in ids if incident_id in self.subset]
        if self.has_withdrawn:
            return TableIds(ids, incidents.withdrawn(case, ids))
        return TableIds(ids, self._withdrawn_in_sight(case, ids))

    def _withdrawn_in_sight(self, case: CaseFile, ids: Sequence[int]) -> int:
        """How many are withdrawn: looked for in the table only where any in sight are."""
        if not incidents.withdrawn(case, list(self.in_sight)):
            return 0
        return incidents.withdrawn(case, [key for key in ids if key in self.in_sight])

    def shows(self, case: CaseFile, gazetteer: Gazetteer, incident: int) -> bool:
        """Whether the table shows an incident."""
        if not selected_incidents.among(case, [incident], self.selection, self._withdrawn):
            return False
        if self.subset is not None and incident not in self.subset:
            return False
        if self.flag is None:
            return True
        codes = set(incidents.codes(case, [incident]))
        return bool(codes & work_queue.codes(case, gazetteer, self.flag, codes))

    def can_follow(self, changes: Changes, before: TableQuery) -> bool:
        """Whether only the incidents of an edit can have moved, and those that were in sight."""
        is_same = replace(before, in_sight=self.in_sight) == self
        is_filtered = self.flag is not None or self.subset is not None
        is_wide = changes.case or is_filtered or self.has_withdrawn
        # Names of sources and speakers stand in the texts and orders of many.
        is_named = bool(self.selection.text) or self.order in incident_details.DETAILS
        is_wide = is_wide or (is_named and (changes.sources or bool(changes.documents)))
        number = len(changes.incidents | set(changes.joint)) + len(before.in_sight | self.in_sight)
        return is_same and not is_wide and number <= _FEW

    def follow(
        self, case: CaseFile, model: TableModel[IncidentRow], edited: Collection[int]
    ) -> TableIds:
        """Put these incidents where they belong in a table that was read for all others.

        The same as reading all again; those that stay where they are move no row.
        """
        shown = selected_incidents.among(case, edited, self.selection, self._withdrawn)
        for key in set(edited) - shown:
            if (number := model.number_of(key)) >= 0:
                model.remove(number)
        in_order = incidents.ids(
            case, order=self.order, descending=self.descending, among=list(shown)
        )
        numbers = {key: number for key in in_order if (number := model.number_of(key)) >= 0}
        taken = sorted(numbers.values())
        others = _Without(model.ids, taken)
        places = {
            key: selected_incidents.place(case, key, others, self.order, self.descending)
            for key in in_order
        }
        staying = [key for key, n in numbers.items() if n - taken.index(n) == places[key]]
        if (kept := [numbers[key] for key in staying]) != sorted(kept):
            staying = []
        moving = [key for key in in_order if key not in staying]
        targets = {key: rank + places[key] for rank, key in enumerate(in_order)}
        if len(moving) == 1 and moving[0] in numbers:
            model.move(numbers[moving[0]], targets[moving[0]])
        else:
            for number in sorted((numbers[key] for key in moving if key in numbers), reverse=True):
                model.remove(number)
            for key in moving:
                model.insert(targets[key], key)
        return TableIds(model.ids, self._withdrawn_in_sight(case, model.ids))


class _Without(Sequence[int]):
    """Ids without those at some places, which are in order; nothing is copied."""

    def __init__(self, ids: Sequence[int], places: Sequence[int]) -> None:
        self._ids, self._places = ids, places

    def __len__(self) -> int:
        return len(self._ids) - len(self._places)

    def __getitem__(self, number: int) -> int:  # type: ignore[override]
        for place in self._places:
            number += place <= number
        return self._ids[number]
