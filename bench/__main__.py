"""``python -m bench``: a table of speeds in characters a second, and of peak memory where it is asked for."""

from __future__ import annotations

from pathlib import Path

import click
import msgspec
from tabulate import tabulate

from bench import keeping, memory, speed
from bench.contestants import Contestant, others, ours


@click.command("bench")
@click.option("--text", "path", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="The text to read.")
@click.option("--rounds", type=click.IntRange(1), default=3, show_default=True, help="Times are the best of so many.")
@click.option("--copies", type=click.IntRange(1), default=speed.COPIES, show_default=True, help="1 leaves them out.")
@click.option("--memory", "with_memory", is_flag=True, help="Measure memory instead; takes some twenty minutes.")
@click.option("--scale", type=float, default=1.0, show_default=True, help="Make the texts of --memory smaller.")
@click.option("--corpus", "with_corpus", is_flag=True, help="Measure the corpus: adding, and asking 100,000 figures.")
@click.option("--figures", type=click.IntRange(1), default=100_000, show_default=True, help="For --corpus.")
@click.option("--json", "as_json", is_flag=True, help="Write JSON.")
def main(
    path: Path | None,
    rounds: int,
    copies: int,
    with_memory: bool,
    scale: float,
    with_corpus: bool,
    figures: int,
    as_json: bool,
) -> None:
    """Measure kzreform beside spaCy, quantulum3 and Duckling: single process, loading apart."""
    name, text = (path.name, path.read_text(encoding="utf-8")) if path else speed.default_text()
    result: speed.Speed | memory.Memory | keeping.Keeping
    if with_corpus:
        result = keeping.measure(figures, rounds)
    elif with_memory:
        result = memory.measure(text, scale)
    else:
        known = [ours(), *others()]
        contestants = [one for one in known if isinstance(one, Contestant)]
        left_out = [one for one in known if isinstance(one, str)]
        result = speed.measure(name, text, contestants, left_out, rounds, copies)
    if as_json:
        click.echo(msgspec.json.format(msgspec.json.encode(result)).decode())
    elif isinstance(result, speed.Speed):
        click.echo(_speeds(result))
    else:
        click.echo(_peaks(result) if isinstance(result, memory.Memory) else _kept(result))


def _speeds(result: speed.Speed) -> str:
    rows = [
        (timing.name, timing.fed, timing.found, f"{timing.seconds:.2f}", f"{timing.characters_per_second:,}")
        for timing in result.timings
    ]
    lines = [
        f"{result.text}: {result.characters:,} characters, best of {result.rounds}",
        tabulate(rows, ("Tool", "Fed", "Found", "Seconds", "Characters/s"), colalign=("left", "left", *["right"] * 3)),
        "",
        *(
            f"{what}: {ratio:.2f}"
            for what, ratio in (
                ("kzreform's speed over the fastest rival's", result.times_fastest_rival),
                ("kzreform's speed over spaCy's full pipeline", result.times_spacy),
                ("kzreform's time for the copies over that for one", result.copies_over_one),
            )
            if ratio is not None
        ),
        *result.left_out,
    ]
    return "\n".join(lines)


def _peaks(result: memory.Memory) -> str:
    rows = [(peak.run, peak.megabytes_of_text, peak.files, peak.peak_megabytes, peak.seconds) for peak in result.peaks]
    table = tabulate(rows, ("Run", "MB of text", "Files", "Peak MB", "Seconds"))
    return f"{table}\n\nPeak of many files over that of few: {result.many_over_few:.2f}"


def _kept(result: keeping.Keeping) -> str:
    rows = [(each.what, each.words, f"{each.seconds:.3f}") for each in result.asked]
    return "\n".join(
        [
            f"{result.documents}: extracting {result.extracting:.2f} s, adding {result.adding:.2f} s, "
            f"ratio {result.adding_over_extracting:.2f}",
            f"a corpus of {result.figures:,} figures: filled in {result.filling:.1f} s, "
            f"opened in {result.opening:.4f} s",
            tabulate(rows, ("Asked", "Words", "Seconds"), colalign=("left", "left", "right"), disable_numparse=True),
        ]
    )


if __name__ == "__main__":
    main()
