"""The command that draws charts."""

from __future__ import annotations

import json
from pathlib import Path

import click

from kharkiv_tracker import files
from kharkiv_tracker.cli import options
from kharkiv_tracker.domain.view import View
from kharkiv_tracker.errors import WrongCall
from kharkiv_tracker.i18n import _

_FORMATS = ("png", "svg", "pdf", "csv")


@click.command(help="Draw a chart to FILE.png, .svg or .pdf, or its numbers to FILE.csv.")
@click.argument("case", type=click.Path(path_type=Path), required=False)
@click.argument("kind", required=False)
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Where to write it.")
@click.option("--theme", type=click.Choice(["light", "dark"]), default="light", show_default=True)
@click.option("--kinds", "list_kinds", is_flag=True, help="List the kinds of charts there are.")
@options.passphrase_file
@options.lang
@options.viewing
@options.as_json
def chart(
    case: Path | None,
    kind: str | None,
    output: Path | None,
    theme: str,
    list_kinds: bool,
    passphrase_file: Path | None,
    view: View,
    as_json: bool,
) -> None:
    # matplotlib takes longer to load than any other command takes to run.
    from kharkiv_tracker.charts import kinds, writing

    if list_kinds:
        _list(as_json)
        return
    if case is None or kind is None or output is None:
        raise click.UsageError(_("A case, a kind of chart and -o FILE are needed."))
    form = output.suffix.removeprefix(".").casefold()
    if form not in _FORMATS:
        raise WrongCall(
            _("{file} does not end in .png, .svg, .pdf or .csv; nothing was written.").format(
                file=output
            )
        )
    kinds.kind(kind)
    options.spare(case, output)
    with options.opened(case, passphrase_file) as opened, options.recorded(opened, view) as then:
        if form == "csv":
            numbers = kinds.csv(then, kind, view)
            data = numbers.encode()
        else:
            figure = kinds.draw(
                then,
                kind,
                view,
                theme="dark" if theme == "dark" else "light",
            )
            data = writing.write(figure, form)  # type: ignore[arg-type]
    files.write(output, data)
    if as_json:
        click.echo(json.dumps({"chart": kind, "file": str(output)}, ensure_ascii=False))
    else:
        click.echo(str(output))


def _list(as_json: bool) -> None:
    from kharkiv_tracker.charts import kinds

    listed = [{"kind": k.name, "title": k.title()} for k in kinds.KINDS.values()]
    if as_json:
        click.echo(json.dumps({"kinds": listed}, ensure_ascii=False))
    for kind in listed if not as_json else ():
        click.echo(f"{kind['kind']}  {kind['title']}")
