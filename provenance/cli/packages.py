"""Packages: writing one with its checksum beside it, and verifying one offline."""

from pathlib import Path

import click

from provenance.assessments.due import updating
from provenance.cli.edge import reading
from provenance.cli.output import replacing, say, show, show_json, write_file
from provenance.dossiers.queries import dossier_by_slug
from provenance.exports.names import CHECKSUM_SUFFIX
from provenance.exports.package import checksum_line
from provenance.exports.report import FAILS, RESERVED, Report
from provenance.exports.verify import verify_package
from provenance.interchange.check import file_faults
from provenance.interchange.package import export_package
from provenance.interchange.select import ALL
from provenance.scoring.engine import ENGINE_VERSION

ENDINGS = {
    FAILS: "This package does not hold.",
    RESERVED: "All that can be checked holds, with a reservation.",
}


@click.command()
@click.argument("slug")
@click.option("-o", "--output", required=True, help="The file to write, such as FILE.zip.",
              type=click.Path(dir_okay=False, path_type=Path))  # fmt: skip
@click.option("--claims", default=ALL, show_default=True, metavar="all|STATUS|ID,ID…",
              help="Which claims, with what they rest on.")  # fmt: skip
def export(slug: str, output: Path, claims: str) -> None:
    """Write a dossier, or chosen claims, as a package that verifies itself.

    Beside it lies its checksum, FILE.zip.sha256. Prints the checksum.

    Example: python -m provenance export khorasan -o khorasan.zip --claims approved
    """
    with replacing(output) as file, reading() as session:
        dossier = dossier_by_slug(session, slug)
        if updating(session, dossier.id):
            say(
                "Updating: scores are still being brought up to date; the package holds those of now."
            )
        manifest = export_package(session, dossier, file, claims)
        checksum = checksum_line(file)
    write_file(output.with_name(output.name + CHECKSUM_SUFFIX), checksum)
    counts = ", ".join(f"{count} {name}" for name, count in manifest["counts"].items())
    say(f"Wrote {output} with {counts or 'nothing in it'}.")
    show(checksum.decode().strip())


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@click.pass_context
def verify(ctx: click.Context, file: Path, as_json: bool) -> None:
    """Check a package: its file, members, content, audit chain and the sums of its scores.

    Works offline, without a database. Exits with 0 where all holds, 1 where something fails (it is
    named), 3 where all holds but something could not be checked (it is named too).

    Example: python -m provenance verify khorasan.zip
    """
    report = verify_package(file, engine=ENGINE_VERSION, dossier_faults=file_faults)
    if as_json:
        show_json({"exit": report.exit_code, "faults": report.faults,
                   "reservations": report.reservations, **report.facts})  # fmt: skip
    else:
        _show(report)
    ctx.exit(report.exit_code)


def _show(report: Report) -> None:
    for fault in report.faults:
        show(f"FAILS: {fault}")
    for reservation in report.reservations:
        show(f"NOT CHECKED: {reservation}")
    for name in ("slug", "claims", "engine", "sha256"):
        if name in report.facts:
            show(f"{name}: {report.facts[name]}")
    show(ENDINGS.get(report.exit_code, "All holds."))
