"""Resources that were damaged end the program with a sentence that names the file."""

import json
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests import elsewhere


def _refused(resources: Path, *arguments: object) -> str:
    with pytest.raises(subprocess.CalledProcessError) as failed:
        elsewhere.run(resources, *arguments)
    assert "Traceback" not in failed.value.stderr
    return str(failed.value.stderr)


@pytest.mark.parametrize(
    ("file", "content"),
    [
        ("xx/language.json", "{}"),
        ("xx/language.json", "["),
        ("xx/language.json", json.dumps({"name": "X", "called": ["x"], "order": 1})),
        ("xx/language.json", json.dumps({"name": "X", "called": {}, "order": "7"})),
        ("xx/language.json", json.dumps({"name": 5, "called": {}, "order": 7})),
        ("uk/typed/counts.json", "{"),
        ("uk/typed/counts.json", json.dumps({"counts": {"at_least": 5}})),
        ("uk/typed/counts.json", json.dumps({"parts": {"women": {"one": "x"}}})),
        ("uk/method.json", "{"),
        ("en/method.json", None),
        ("uk/LC_MESSAGES/kharkiv_tracker.mo", "no catalogue"),
        ("en/language.json", None),
        ("en/typed/counts.json", None),
        ("en/typed/times.json", None),
    ],
)
def test_a_damaged_language_is_named(tmp_path: Path, file: str, content: str | None) -> None:
    resources = elsewhere.copied(tmp_path)
    path = resources / "locale" / file
    path.parent.mkdir(exist_ok=True)
    if content is None:
        path.unlink()
    else:
        path.write_text(content, encoding="utf-8")
    assert str(path) in _refused(resources, "--help")
    # Whoever asks for help with it can say the version.
    assert "kharkiv-tracker" in elsewhere.run(resources, "--version")


def _without(name: str) -> Callable[[Any], None]:
    return lambda document: document["city"].pop(name)


@pytest.mark.parametrize(
    "damage",
    [
        lambda document: document["phrases"].update(own_name="("),
        lambda document: document["city"].update(texts={}),
        lambda document: document["city"].update(blocks=[]),
        lambda document: document["city"]["blocks"][0].update(heading={}),
        lambda document: document["city"]["blocks"][0].update(tiles={"UA": [1]}),
        lambda document: document["districts"][0].update(position=[1]),
        _without("bounds"),
        _without("texts"),
    ],
)
def test_a_damaged_gazetteer_is_named(tmp_path: Path, damage: Callable[[Any], None]) -> None:
    resources = elsewhere.copied(tmp_path)
    path = resources / "gazetteer.json"
    document = json.loads(path.read_text(encoding="utf-8"))
    damage(document)
    path.write_text(json.dumps(document), encoding="utf-8")
    case = tmp_path / "case.ktcase"
    entry = tmp_path / "entry.json"
    strike = {"event": {"date": "2022-08-17"}, "district": "Saltivskyi", "reports": [{"killed": 1}]}
    entry.write_text(json.dumps({"incidents": [strike]}), encoding="utf-8")
    said = ""
    for command in (("new", case, "--title", "A"), ("add", case, entry), ("totals", case)):
        try:
            elsewhere.run(resources, *command)
        except subprocess.CalledProcessError as failed:
            said = failed.stderr
            break
    assert str(path) in said
    assert "Traceback" not in said
