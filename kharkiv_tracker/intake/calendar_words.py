"""The words for months, weekdays and parts of the day, as analysts type them in three languages."""

from __future__ import annotations

from kharkiv_tracker.domain.when import Precision

_MONTHS = (
    "january jan січень січня січ январь января янв",
    "february feb лютий лютого лют февраль февраля фев",
    "march mar березень березня бер март марта мар",
    "april apr квітень квітня квіт апрель апреля апр",
    "may травень травня трав май мая",
    "june jun червень червня черв июнь июня июн",
    "july jul липень липня лип июль июля июл",
    "august aug серпень серпня серп август августа авг",
    "september sep sept вересень вересня вер сентябрь сентября сен сент",
    "october oct жовтень жовтня жовт октябрь октября окт",
    "november nov листопад листопада лист ноябрь ноября ноя нояб",
    "december dec грудень грудня груд декабрь декабря дек",
)
_WEEKDAYS = (
    "monday mon понеділок пн понедельник",
    "tuesday tue вівторок вт вторник",
    "wednesday wed середа середу ср среда среду",
    "thursday thu четвер чт четверг",
    "friday fri пятниця пятницю пт пятница пятницу",
    "saturday sat субота суботу сб суббота субботу",
    "sunday sun неділя неділю нд воскресенье вс",
)
_PARTS = {
    Precision.NIGHT: "night ніч вночі уночі ночі ночь ночью",
    Precision.DAWN: "dawn світанок світанку світанні рассвет рассвете",
    Precision.MORNING: "morning ранок ранку вранці уранці зранку утро утром",
    Precision.DAY: "day daytime afternoon день дня вдень удень днем",
    Precision.EVENING: "evening вечір вечора ввечері увечері вечер вечером",
}


def _index(rows: tuple[str, ...], first: int) -> dict[str, int]:
    return {word: number for number, row in enumerate(rows, first) for word in row.split()}


MONTHS = _index(_MONTHS, 1)
WEEKDAYS = _index(_WEEKDAYS, 0)
PARTS = {word: part for part, row in _PARTS.items() for word in row.split()}
HALVES = _index(("early рано", "late later пізно пізніше поздно позже"), 0)
DAYS_AGO = _index(("today сьогодні сегодня", "yesterday вчора учора вчера"), 0)
UNDATED = frozenset(("?", "unknown", "undated", "невідомо", "недатовано", "неизвестно"))
#: Words beside a date that do not change it.
FILLERS = frozenset(("of", "at", "on", "in", "the", "о", "об", "у", "в", "р", "року", "года", "h"))
ABOUT = frozenset(("~", "≈", "about", "around", "approximately", "близько", "приблизно", "около"))
