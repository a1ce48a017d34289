"""Modules that are joined do what they do one by one; nobody notices but the network."""

import json
import re
import subprocess
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders

from chatsite.bundles import joined, styled
from chatsite.modules import later, reach
from tests import requisites
from tests.waiting import PATIENCE

PAGES = ("chat/js/a.js", "chat/js/b.js")
SOURCES = {
    "chat/js/a.js": """\
import "./lib/effect.js";
import { count, Box as Crate } from "./lib/count.js";
import * as all from "./lib/count.js";
import { sealed } from "./vendor/sealed.js";
const part = () => import("./parts/part.js");
globalThis.said.push(`a ${count()} ${new Crate().size} ${all.LIMIT} ${sealed}`);
export const ended = part().then(({ tell, word }) => tell(word));
""",
    "chat/js/b.js": """\
import {
  count,
  LIMIT,
} from "./lib/count.js";
globalThis.said.push(`b ${count()} ${LIMIT}`);
""",
    "chat/js/lib/effect.js": 'globalThis.said.push("effect");\n',
    "chat/js/lib/count.js": """\
let counted = 0;
export function count() {
  return ++counted;
}
export class Box {
  size = 3;
}
export const LIMIT = 9;
""",
    "chat/js/parts/part.js": """\
import { count } from "../lib/count.js";
import { common } from "./common.js";
const inner = "part";
export { inner as word };
export async function tell(word) {
  const { other } = await import("./other.js");
  globalThis.said.push(`${word} ${count()} ${common} ${other}`);
}
""",
    "chat/js/parts/other.js": """\
import { common } from "./common.js";
export const other = `other ${common}`;
""",
    "chat/js/parts/common.js": "export const common = 5;\n",
    "chat/js/vendor/sealed.js": "var s=1;export{s as sealed};\n",
}
RUN = """\
globalThis.said = [];
const { ended } = await import("./chat/js/a.js");
await ended;
await import("./chat/js/b.js");
console.log(JSON.stringify(said));
"""


def run(folder, files):
    """What those pages say, one after the other, under Node."""
    for name, text in {**files, "run.mjs": RUN, "package.json": '{"type": "module"}'}.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)
    command = [requisites.find("node"), folder / "run.mjs"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_joined_modules_do_what_they_do_one_by_one(tmp_path):
    files = joined(PAGES, SOURCES.__getitem__)
    sealed = {name: text for name, text in SOURCES.items() if "/vendor/" in name}
    said = ["effect", "a 1 3 9 1", "part 2 5 other 5", "b 3 9"]
    assert run(tmp_path / "sources", SOURCES) == said
    assert run(tmp_path / "joined", files | sealed) == said


def test_what_runs_with_one_page_stands_in_its_file():
    files = joined(PAGES, SOURCES.__getitem__)
    assert '"effect"' in files["chat/js/a.js"]
    shared = [text for name, text in files.items() if "/shared-" in name]
    assert len(shared) == 2, "what both pages run, and what both parts do"
    assert sum("class Box" in text for text in files.values()) == 1


def test_files_are_the_same_whatever_the_seed_of_hashes():
    parts = [f"chat/js/parts/{number}.js" for number in range(9)]
    sources = dict.fromkeys(parts, 'import "./common.js";\n') | SOURCES
    fetches = (f'export const fetch{n} = () => import("./parts/{n}.js");\n' for n in range(9))
    sources["chat/js/a.js"] = "".join(fetches)
    assert [*joined(["chat/js/a.js"], sources.__getitem__)][:10] == ["chat/js/a.js", *parts]


def test_parts_are_found_and_what_runs_at_once_is_none():
    assert reach("chat/js/b.js", SOURCES.__getitem__) == ["chat/js/lib/count.js", "chat/js/b.js"]
    assert later("chat/js/a.js", SOURCES.__getitem__) == [
        "chat/js/parts/common.js",
        "chat/js/parts/part.js",
        "chat/js/parts/other.js",
    ]


@pytest.mark.parametrize(
    "line",
    [
        "export let a = 1;",
        "export default 1;",
        'import a from "./a.js";',
        'export * from "./a.js";',
    ],
)
def test_a_line_that_cannot_be_joined_is_named(line):
    sources = {"chat/js/a.js": f"const b = 2;\n{line}\n"}
    with pytest.raises(ValueError, match=r"chat/js/a\.js cannot be joined") as told:
        joined(["chat/js/a.js"], sources.__getitem__)
    assert line in str(told.value)


def test_a_style_sheet_has_what_it_imports_in_their_places():
    sheets = {"css/all.css": '@import "a.css";\n@import "b.css";\nb {}\n', "css/a.css": "a {}\n"}
    sheets["css/b.css"] = "c {}\n"
    assert styled("css/all.css", sheets.__getitem__) == "a {}\nc {}\nb {}\n"


def test_sheets_that_are_joined_name_no_file_beside_them():
    folder = Path(str(finders.find("chat/css/site.css"))).parent
    for sheet in folder.glob("*.css"):
        imported = re.findall(r'@import "([^"]+)";', sheet.read_text())
        assert not [name for name in imported if "url(" in (folder / name).read_text()]
