"""From repetitions to medians, and from medians to the table."""

import json
from datetime import UTC, datetime
from pathlib import Path
from statistics import median

from measure import Figure, Plan
from servers import Server

FAULTS = ("missing", "duplicates", "mismatch", "stalls", "lost")
BEGIN, END = "<!-- the recorded table: written by run.py -->", "<!-- end of the table -->"


class Results:
    """Every answer of the generator in one run, by figure, scheme and server."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.runs: list[dict] = []

    def add(self, repetition: int, figure: Figure, scheme: str, server: Server, answer: dict):
        """Keeps one answer; gives the number in it that counts."""
        value = answer["server"][figure.key]
        self.runs.append(
            {
                "repetition": repetition,
                "figure": figure.name,
                "scheme": scheme,
                "server": server.name,
                "value": value,
                "answer": answer,
            }
        )
        return value

    def of(self, figure: Figure, scheme: str, server: Server) -> list[dict]:
        """The repetitions of one cell."""
        wanted = (figure.name, scheme, server.name)
        return [r for r in self.runs if (r["figure"], r["scheme"], r["server"]) == wanted]

    def median(self, figure: Figure, scheme: str, server: Server) -> float | None:
        """The middle of the repetitions of one cell; None where there is nothing to measure."""
        runs = self.of(figure, scheme, server)
        return median(run["value"] for run in runs) if runs else None

    def unverified(self) -> list[dict]:
        """The repetitions in which a message or a socket was lost."""
        return [run for run in self.runs if not run["answer"]["ok"]]


def number(value: float) -> str:
    """Three figures: what such a measurement can carry."""
    return f"{value:.0f}" if value >= 100 else f"{value:.1f}" if value >= 10 else f"{value:.2f}"


def _cell(results: Results, figure: Figure, scheme: str, server: Server) -> str:
    runs = results.of(figure, scheme, server)
    if not runs:
        return "–"
    values = [run["value"] for run in runs]
    mark = "" if all(run["answer"]["ok"] for run in runs) else " ✗"
    spread = f" ({number(min(values))}–{number(max(values))})" if len(values) > 1 else ""
    rate = median(run["answer"].get("per_sec", 0) for run in runs)
    rated = f", {rate:,.0f}/s" if figure.rated else ""
    return f"{number(median(values))} {figure.unit}{spread}{rated}{mark}"


def _ratios(results: Results, figure: Figure, scheme: str) -> list[str]:
    # Below one (µs or kB) the divisor is noise: raw C's idle socket lives in the kernel alone.
    first, *others = (results.median(figure, scheme, s) for s in results.plan.servers)
    return [f"{first / other:.2f}" if other and other >= 1 else "–" for other in others]


def table(results: Results) -> str:
    """The Markdown table: a row for each figure and scheme, the first server over each other."""
    first, *others = results.plan.servers
    head = ["", *(s.title for s in results.plan.servers)]
    head += [f"{first.name} / {other.name}" for other in others]
    rows = [head, ["---", *["---:"] * (len(head) - 1)]]
    for figure in results.plan.figures:
        for scheme in figure.schemes:
            cells = [_cell(results, figure, scheme, s) for s in results.plan.servers]
            ratios = _ratios(results, figure, scheme)
            rows.append([f"{figure.title}, {scheme}", *cells, *ratios])
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def notes(results: Results) -> list[str]:
    """What a reader of the table must know: the noise, and what could not be verified."""
    noise = [run["answer"]["other_cpu"] for run in results.runs]
    said = [
        f"Medians of {results.plan.repetitions}, lowest and highest in brackets. The rest of the "
        f"machine used {median(noise):.2f} of a core at the median, {max(noise):.2f} at most."
    ]
    for run in results.unverified():
        answer, which = run["answer"], f"{run['server']}, {run['figure']}, {run['scheme']}"
        counts = [f"{answer[key]} {key}" for key in FAULTS if answer.get(key)]
        why = "; ".join([*counts, answer["first_error"]])
        said.append(f"✗ {which}, repetition {run['repetition'] + 1}: {why}")
    if any(_is_disturbed(run) for run in results.runs):
        said.append(
            "The memory of a socket is not to be trusted here: another process with the same "
            "libraries started or ended meanwhile (PSS and RSS disagree). Measure again alone."
        )
    return said


def _is_disturbed(run: dict) -> bool:
    # PSS divides a shared page by the processes that map it, so a stranger's start changes ours.
    usage = run["answer"]["server"]
    return run["figure"] == "idle" and abs(usage["pss_kb_per_conn"] - usage["rss_kb_per_conn"]) > 2


def page(results: Results, machine: dict, versions: dict) -> str:
    """Table, notes, machine and versions as Markdown."""
    described = ", ".join(f"{key} {value}" for key, value in (machine | versions).items())
    day = datetime.now(UTC).date().isoformat()
    return "\n\n".join([table(results), *notes(results), f"Recorded {day} on: {described}."]) + "\n"


def record(results: Results, folder: Path, name: str, machine: dict, versions: dict) -> str:
    """Writes NAME.json (with every repetition) and NAME.md; gives the page."""
    text = page(results, machine, versions)
    content = {
        "recorded": datetime.now(UTC).isoformat(timespec="seconds"),
        "machine": machine,
        "versions": versions,
        "seconds": results.plan.seconds,
        "repetitions": results.plan.repetitions,
        "runs": results.runs,
    }
    folder.mkdir(exist_ok=True)
    (folder / f"{name}.json").write_text(json.dumps(content, indent=1) + "\n")
    (folder / f"{name}.md").write_text(text)
    return text


def into_readme(readme: Path, text: str) -> None:
    """Puts the page between the README's two markers."""
    before, _, rest = readme.read_text().partition(BEGIN)
    after = rest.partition(END)[2]
    readme.write_text(f"{before}{BEGIN}\n\n{text}\n{END}{after}")
