"""After any edits all that is kept for speed is what the records come to: sums, orders, texts.

`make faults FAULTS=quick-equals` takes 10,000 random steps, `make test` 100 of them.
"""

from hypothesis import settings
from hypothesis.stateful import invariant

from tests.store import kept_values
from tests.store.test_living import Life

#: Of so many edits the last is followed by comparing everything.
_EVERY = 10


class QuickLife(Life):
    """The same life; in it all that is kept is compared, now and then and at the end."""

    edits = 0

    def edit(self, *args: object, **options: object) -> None:
        before = len(self.done)
        super().edit(*args, **options)  # type: ignore[arg-type]
        self.edits += len(self.done) > before

    @invariant()
    def everything_is_what_a_slow_hand_makes_of_it(self) -> None:
        if hasattr(self, "case") and self.edits >= _EVERY:
            self.edits = 0
            kept_values.compare(self.case)

    def teardown(self) -> None:
        if hasattr(self, "case"):
            kept_values.compare(self.case)
        super().teardown()


TestQuickLife = QuickLife.TestCase
if settings.get_current_profile_name() != "faults":
    TestQuickLife.settings = settings(
        max_examples=4, stateful_step_count=25, deadline=None, derandomize=True
    )
