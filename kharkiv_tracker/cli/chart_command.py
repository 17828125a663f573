"""The command that draws charts."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click

from kharkiv_tracker import files, gazetteer
from kharkiv_tracker.charts import kinds
from kharkiv_tracker.charts.chart_request import MEASURES, Options
from kharkiv_tracker.charts.sizes import SIZES
from kharkiv_tracker.cli import click_words, profile_options, shared_options
from kharkiv_tracker.domain.profile import Profile
from kharkiv_tracker.domain.time_view import View
from kharkiv_tracker.errors import WrongCall
from kharkiv_tracker.i18n import N_, _
from kharkiv_tracker.store import copies, publication
from kharkiv_tracker.store.case_file import CaseFile
from kharkiv_tracker.store.copies import CopyKind

_FORMATS = ("png", "svg", "pdf", "csv")
_MEASURES = {measure.value.replace(" ", "-").replace(",", ""): measure for measure in MEASURES}

#: How the chart is drawn: the option of the command for each of `Options`.
_FLAGS = {
    "picked": "--pick",
    "raions": "--raions",
    "free_axes": "--axes free",
    "labelled": "--no-labels",
    "later": "--no-later",
    "measure": "--measure",
    "points": "--points",
    "outlines": "--outlines",
    "populations": "--populations",
}
_manner = shared_options.chain(
    click_words.option("--pick", multiple=True, help=N_("District to highlight. Repeatable.")),
    click_words.option("--raions", is_flag=True, help=N_("One line per raion.")),
    click_words.option(
        "--axes",
        type=click.Choice(["common", "free"]),
        default="common",
        show_default=True,
        help=N_("One axis for all panels, or one each."),
    ),
    click_words.option("--no-labels", is_flag=True, help=N_("Do not label the largest incidents.")),
    click_words.option("--no-later", is_flag=True, help=N_("Leave out numbers known later.")),
    click_words.option(
        "--measure", type=click.Choice(list(_MEASURES)), help=N_("Number shown by colour.")
    ),
    click_words.option("--points", is_flag=True, help=N_("Show incidents as points on the map.")),
    click_words.option(
        "--outlines",
        type=shared_options.PATH,
        help=N_("GeoJSON file with the outlines of the districts."),
    ),
    click_words.option(
        "--populations",
        type=shared_options.PATH,
        help=N_("CSV file with the columns district,population."),
    ),
)


@click_words.command("chart")
@click.argument("case", type=shared_options.PATH, required=False)
@click.argument("kind", required=False)
@click_words.option("-o", "--output", type=shared_options.PATH, help=N_("File to write."))
@click_words.option(
    "--theme",
    type=click.Choice(["light", "dark"]),
    default="light",
    show_default=True,
    help=N_("Light or dark colours."),
)
@click_words.option(
    "--size",
    type=click.Choice(list(SIZES)),
    default="screen",
    show_default=True,
    help=N_("Size: 10 × 6 in, A4 or A5 landscape, or a column of 85 × 110 mm."),
)
@click_words.option("--kinds", "list_kinds", is_flag=True, help=N_("List the kinds of charts."))
@profile_options.profile
@_manner
@shared_options.passphrase_file
@shared_options.lang
@shared_options.viewing
@shared_options.as_json
def chart(
    case: Path | None,
    kind: str | None,
    output: Path | None,
    theme: str,
    size: str,
    list_kinds: bool,
    profile_named: str | None,
    passphrase_file: Path | None,
    view: View,
    as_json: bool,
    **manner: Any,
) -> None:
    if list_kinds:
        _list(as_json)
        return
    if case is None or kind is None or output is None:
        raise click.UsageError(_("Enter a case file, a chart kind and -o FILE."))
    form = output.suffix.removeprefix(".").casefold()
    if form not in _FORMATS:
        raise WrongCall(
            _(
                "The name of {file} must end in .png, .svg, .pdf or .csv. Nothing was written."
            ).format(file=output)
        )
    kinds.kind(kind)
    chart_options = _checked(kind, _options(manner))
    profile = profile_options.chosen(profile_named)
    with (
        shared_options.opened(case, passphrase_file) as opened,
        shared_options.as_recorded(opened, view) as then,
    ):
        files.refuse_case(output)
        if profile is Profile.OPEN:
            publication.check(opened)
        files.write(output, _made(then, kind, view, chart_options, (theme, size, form), profile))
        copies.note(opened, CopyKind.CHART, profile, output)
    if as_json:
        click.echo(json.dumps({"chart": kind, "file": str(output)}, ensure_ascii=False))
    else:
        click.echo(str(output))


def _made(
    case: CaseFile,
    kind: str,
    view: View,
    chart_options: Options,
    look: tuple[str, str, str],
    profile: Profile,
) -> bytes:
    theme, size, form = look
    # matplotlib takes longer to load than any other command takes to run.
    from kharkiv_tracker.charts import chart_bytes

    if form == "csv":
        return kinds.csv(case, kind, view, chart_options, profile).encode()
    chosen = SIZES[size]
    tone = "dark" if theme == "dark" else "light"
    inches = chosen.inches
    figure = kinds.draw(case, kind, view, chart_options, tone, inches, profile)  # type: ignore[arg-type]
    return chart_bytes.write(figure, form, chosen.dots)  # type: ignore[arg-type]


def _options(manner: dict[str, Any]) -> Options:
    """How the chart is to be drawn, from what was typed."""
    places = gazetteer.load()
    measure = manner["measure"]
    return Options(
        picked=tuple(shared_options.parsed(places.resolve, name).key for name in manner["pick"]),
        raions=manner["raions"],
        free_axes=manner["axes"] == "free",
        labelled=not manner["no_labels"],
        later=not manner["no_later"],
        measure=_MEASURES[measure] if measure else Options().measure,
        points=manner["points"],
        outlines=_outlines(manner["outlines"]),
        populations=_populations(manner["populations"]),
    )


def _outlines(path: Path | None) -> Any:
    if path is None:
        return None
    # What knows of shapes is loaded for those who have some.
    from kharkiv_tracker.exchange import outlines

    return outlines.read(path, gazetteer.load())


def _populations(path: Path | None) -> Any:
    if path is None:
        return None
    from kharkiv_tracker.exchange import populations

    return populations.read(path, gazetteer.load())


def _checked(kind: str, chart_options: Options) -> Options:
    """The options, all of which change something in this kind; else the call is wrong."""
    usual, offered = Options(), kinds.kind(kind).options
    if chart_options.measure.is_rate and "populations" not in offered:
        # Without populations there is no rate.
        offered -= {"measure"}
    for name, flag in _FLAGS.items():
        if name not in offered and getattr(chart_options, name) != getattr(usual, name):
            raise WrongCall(
                _("{option} has no effect on the chart “{kind}”. Nothing was written.").format(
                    option=flag, kind=kind
                )
            )
    return chart_options


def _list(as_json: bool) -> None:
    listed = [{"kind": k.name, "title": k.title()} for k in kinds.KINDS.values()]
    if as_json:
        click.echo(json.dumps({"kinds": listed}, ensure_ascii=False))
    for kind in listed if not as_json else ():
        click.echo(f"{kind['kind']}  {kind['title']}")
