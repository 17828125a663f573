"""Desk 4: the commands list the pairs that may be one strike until they are settled."""

import json
from pathlib import Path

from tests.net.door import document, output

FIRST, SECOND = "KHT-2022-08-17-01", "KHT-2022-08-17-02"


def test_desk_04_commands_name_pairs_that_are_not_settled(tmp_path: Path) -> None:
    path, entries, page = (tmp_path / name for name in ("case.ktcase", "add.json", "page.pdf"))
    output("new", path, "--title", "x")
    reports = [{"as_of": "2022-08-17", "killed": "7", "office": "Kharkiv OVA"}]
    strike = {"event": {"date": "2022-08-17"}, "district": "Saltivskyi", "reports": reports}
    entries.write_text(json.dumps({"incidents": [strike, strike]}), "utf-8")
    output("add", path, entries)
    of_kind = ("queue", path, "--kind", "possible duplicate")
    (flag,) = document(*of_kind)["findings"]
    assert (flag["code"], flag["others"]) == (FIRST, [SECOND])
    assert flag in document("queue", path)["findings"]
    assert f"{FIRST}  Possible duplicate  {SECOND}" in output("queue", path)
    answer = document("summary", path, "-o", page)
    assert answer["possible_duplicates"] == [[FIRST, SECOND]]
    output("link", path, FIRST, SECOND, "--as", "not the same")
    assert document(*of_kind)["findings"] == []
    assert document("summary", path, "-o", page)["possible_duplicates"] == []
