"""Everything that is done to this repository, in environments of its own.

nox                                     check it in five minutes: tests, style, types, generated
nox -t full                             all that CI checks, on every Python that is installed
nox -s contract                         have others' tools check the contract, sandbox and client
nox -s browser                          look at the report in Chromium, with axe-core
nox -s standards                        judge exports by the validators of BIDS and others
nox -s recipes                          run the guide's recipes with the field's libraries
nox -s faults                           show what comes of each fault
nox -s docs                             build the guide into build/site
nox -s build                            build sdist and wheel, and check them
nox -s endurance                        pull five million rows, read and export 29 million: long
nox -s lowest                           test with the lowest versions of what it needs
nox -s notebooks                        run the notebooks in examples/
nox -s record                           record the cassettes of the tests anew
nox -s bench                            measure, and write benchmarks/results.md
nox -s regenerate                       write what follows from the contract
nox -s regenerate -- --check            only compare, and fail on differences
nox -s update_spec -- URL-or-file       take a newer contract (default: the official address)
nox -s tests-3.12 -- tests/unit -k frames
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import nox

nox.needs_version = ">=2024.10.9"
nox.options.sessions = ["check"]
nox.options.reuse_existing_virtualenvs = True
nox.options.error_on_missing_interpreters = False

PYTHONS = ["3.11", "3.12", "3.13", "3.14"]
PEER = "0.4.1"  # the release that benchmarks compare with
BEFORE = "b23596a877c778651d63ac1f20a3c737ca8be59f"  # and an earlier build of this repository
MEASURED = "3.11"  # the oldest: coverage is counted and types are checked on it
LOWER_BOUND = re.compile(r"([\w-]+)>=([\d.]+)")
VERSION = "import sys; print('%d.%d' % sys.version_info[:2])"
PARALLEL = ["--numprocesses", "auto", "--dist", "worksteal"]
PROJECT = nox.project.load_toml("pyproject.toml")


def group(name: str) -> list[str]:
    """Return what a dependency group of pyproject.toml asks for."""
    return list(nox.project.dependency_groups(PROJECT, name))


def find_pyenv_interpreters() -> None:
    """Put the interpreters of pyenv on PATH; its shims refuse those not chosen in a folder."""
    root = os.environ.get("PYENV_ROOT")
    if root is None:
        try:
            asked = subprocess.run(["pyenv", "root"], capture_output=True, text=True, check=True)
        except (OSError, subprocess.CalledProcessError):
            return
        root = asked.stdout.strip()
    shims = Path(root, "shims")
    before = [one for one in os.environ.get("PATH", "").split(os.pathsep) if Path(one) != shims]
    kept = sorted(str(one) for one in Path(root, "versions").glob("3.*/bin"))
    os.environ["PATH"] = os.pathsep.join([*before, *kept])


# The tests start Python a hundred times and more: what it compiles is kept, here too.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

if sys.platform != "win32":  # there nox asks the py launcher
    find_pyenv_interpreters()


@nox.session
def check(session: nox.Session) -> None:
    """Check what a change can break, on the Python at hand, in one environment.

    Tests, style, layers, types and generated code. What needs other programs or other Pythons is
    in the sessions tagged `full`.
    """
    groups = [*group("test"), *group("generate"), *group("lint"), *group("types")]
    session.install("--no-compile", "-e", ".[all,dask]", *groups)
    lint_sources(session)
    # Stubs of packages follow the Python that they are installed for.
    running = session.run("python", "-c", VERSION, silent=True) or ""

    def check_others() -> None:
        session.run("python", "tools/regenerate.py", "--check", silent=True)
        session.run("pyright", "--pythonversion", running.strip(), silent=True)
        session.run("mypy", silent=True)

    # Meanwhile, as tests wait for much.
    with ThreadPoolExecutor(1) as pool:
        others = pool.submit(check_others)
        compile_packages(session)
        session.run("pytest", *PARALLEL, *session.posargs)
        others.result()


def compile_packages(session: nox.Session) -> None:
    """Compile what is installed: on all cores, and without the packages' own tests."""
    library = Path(session.virtualenv.location, "Lib" if sys.platform == "win32" else "lib")
    arguments = ["-q", "-j", "0", "-x", r"[\\/](tests?|pip)[\\/]", str(library)]
    # Some packages bring templates that are no Python.
    codes = [0, 1]
    session.run("python", "-m", "compileall", *arguments, silent=True, success_codes=codes)


@nox.session(python=PYTHONS, tags=["full"])
def tests(session: nox.Session) -> None:
    """Run the tests; on the oldest Python also count what they cover.

    HYPERSTUDY_TEST_WHEEL names a folder with a wheel to test as it was built, not the sources.
    """
    wheels = os.environ.get("HYPERSTUDY_TEST_WHEEL")
    extras = "[all,dask]"
    built = [f"{one}{extras}" for one in Path(wheels).glob("*.whl")] if wheels else []
    session.install(*(built or ["-e", f".{extras}"]), *group("test"), *group("generate"))
    arguments = list(session.posargs)
    if session.python == MEASURED and not arguments:
        arguments = ["--cov", "--cov-report=term-missing:skip-covered", "--cov-fail-under=95"]
    session.run("pytest", *(arguments or []), *([] if session.posargs else PARALLEL))


@nox.session(python=MEASURED, tags=["full"])
def lowest(session: nox.Session) -> None:
    """Run the tests with the lowest versions that pyproject.toml allows."""
    project = PROJECT["project"]
    extras = project["optional-dependencies"].values()
    asked = [*project["dependencies"], *(one for extra in extras for one in extra)]
    bounds = sorted({f"{one[1]}=={one[2]}" for text in asked if (one := LOWER_BOUND.match(text))})
    constraints = Path(session.virtualenv.location, "lowest.txt")
    constraints.write_text("\n".join(bounds))
    session.install("-e", ".[all]", *group("test"), "-c", str(constraints))
    # The generator has bounds of its own, and nobody who installs this has it.
    # Old packages use what newer ones below them call deprecated: not ours to mend.
    quiet = ["-W", "ignore::DeprecationWarning"]
    session.run("pytest", "--ignore=tests/contract", *PARALLEL, *quiet, *session.posargs)


@nox.session(tags=["full"])
def build(session: nox.Session) -> None:
    """Build sdist and wheel into dist/, and prove that the sdist builds the same wheel."""
    session.install("build", *PROJECT["build-system"]["requires"])
    shutil.rmtree("dist", ignore_errors=True)
    kinds = ("--sdist", "--wheel")  # named, both are made of this folder
    session.run("python", "-m", "build", "--no-isolation", *kinds, "--outdir", "dist", ".")
    unpacked = Path(session.create_tmp(), "sdist")
    again = Path(session.create_tmp(), "again")
    for folder in (unpacked, again):
        shutil.rmtree(folder, ignore_errors=True)
    (sdist,) = Path("dist").glob("*.tar.gz")
    shutil.unpack_archive(sdist, unpacked, filter="data")
    (source,) = unpacked.iterdir()
    session.run(
        "python", "-m", "build", "--no-isolation", "--wheel", "--outdir", str(again), str(source)
    )
    session.run("python", "tools/check_build.py", "dist", str(again))


def lint_sources(session: nox.Session) -> None:
    """Check style, format and layers, where the packages of the group `lint` are installed."""
    session.run("ruff", "check", ".")
    session.run("ruff", "format", "--check", ".")
    session.run("lint-imports", env={"PYTHONPATH": "."})


@nox.session
def lint(session: nox.Session) -> None:
    """Check style and format with the pinned ruff, and that no part imports one above it."""
    session.install(*group("lint"))
    lint_sources(session)


@nox.session(python=MEASURED, tags=["full"])
def types(session: nox.Session) -> None:
    """Check types with pyright and mypy, both strict; they are written for the oldest Python."""
    session.install("-e", ".[all,dask]", *group("types"))
    session.run("pyright")
    session.run("mypy")


@nox.session
def regenerate(session: nox.Session) -> None:
    """Write what follows from the contract; `-- --check` only compares."""
    session.install(*group("generate"))
    session.run("python", "tools/regenerate.py", *session.posargs)


@nox.session
def update_spec(session: nox.Session) -> None:
    """Take a newer contract: `-- URL-or-file`, and `--dry-run` to see what is different."""
    session.install(*group("generate"))
    session.run("python", "tools/update_spec.py", *session.posargs)


@nox.session
def generated(session: nox.Session) -> None:
    """Check that the generated code is what the contract gives."""
    session.install(*group("generate"))
    session.run("python", "tools/regenerate.py", "--check")


@nox.session(tags=["full"])
def docs(session: nox.Session) -> None:
    """Build the guide into build/site; any broken link or reference fails."""
    session.install("-e", ".[all]", *group("docs"))
    session.run("mkdocs", "build", *session.posargs, env={"NO_MKDOCS_2_WARNING": "1"})


@nox.session(tags=["full"])
def notebooks(session: nox.Session) -> None:
    """Run the notebooks in examples/ from top to bottom."""
    session.install("-e", ".[all]", *group("test"), *group("notebooks"))
    session.run("pytest", "tests/docs/test_notebooks.py", *session.posargs)


@nox.session(tags=["full"])
def contract(session: nox.Session) -> None:
    """Have Redocly, Schemathesis and Prism check the contract, the sandbox and the client."""
    if shutil.which("npm") is None:
        missing = "Redocly and Prism come from npm, which is missing: install Node.js 20 or later"
        if os.environ.get("CI"):
            session.error(missing)
        session.skip(missing)
    session.install("-e", ".[all]", *group("test"), *group("contract"))
    arguments = session.posargs or ["-v", "tests/contract_by_others"]
    session.run("pytest", *arguments, env={"HYPERSTUDY_CONTRACT": "1"})


@nox.session(tags=["full"])
def standards(session: nox.Session) -> None:
    """Have the standards' own validators and readers judge the exports."""
    session.install("-e", ".[all]", *group("test"), *group("standards"))
    arguments = session.posargs or ["-k", "export", "tests/end_to_end", "tests/unit/export"]
    session.run("pytest", *arguments, env={"HYPERSTUDY_STANDARDS": "1"})


@nox.session(tags=["full"])
def recipes(session: nox.Session) -> None:
    """Run the page of the guide that leads into the field's libraries."""
    session.install("-e", ".[all,media]", *group("test"), *group("recipes"))
    arguments = session.posargs or ["tests/docs/test_code.py", "-k", "into-your-analysis"]
    session.run("pytest", *arguments, env={"HYPERSTUDY_RECIPES": "1", "MPLBACKEND": "agg"})


@nox.session(tags=["full"])
def browser(session: nox.Session) -> None:
    """Look at the report in headless Chromium: no message, no request, nothing for axe-core."""
    found = _chromium()
    if found is None or shutil.which("npm") is None:
        missing = "this needs Chromium (apt-get install chromium) and Node.js 20 or later"
        if os.environ.get("CI"):
            session.error(missing)
        session.skip(missing)
    session.install("-e", ".[all]", *group("test"))
    modules = Path(session.create_tmp(), "modules")
    modules.mkdir(exist_ok=True)
    shutil.copy("tests/browser/package.json", modules)
    session.run(
        "npm", "install", "--no-fund", "--no-audit", "--prefix", str(modules), external=True
    )
    where = {"HYPERSTUDY_BROWSER": str(found), "HYPERSTUDY_BROWSER_MODULES": str(modules.resolve())}
    session.run("pytest", "tests/browser", *session.posargs, env=where)


def _chromium() -> str | None:
    """Find Chromium or Chrome; on CI, where that may be done, install it."""
    names = ("chromium", "chromium-browser", "google-chrome")
    found = next((path for name in names if (path := shutil.which(name))), None)
    if found is None and os.environ.get("CI") and shutil.which("apt-get"):
        sudo = [] if os.geteuid() == 0 else ["sudo", "-n"]
        for command in (["update", "-qq"], ["install", "-y", "-qq", "chromium"]):
            subprocess.run([*sudo, "apt-get", *command], check=False)
        found = next((path for name in names if (path := shutil.which(name))), None)
    return found


@nox.session
def record(session: nox.Session) -> None:
    """Record the cassettes: from the sandbox, or with `-- live` from the service.

    Live needs HYPERSTUDY_API_KEY, HYPERSTUDY_EXPERIMENT, HYPERSTUDY_ROOM and
    HYPERSTUDY_PARTICIPANT; people's names do not reach the tape.
    """
    session.install("-e", ".[all]", *group("test"))
    source = session.posargs[0] if session.posargs else "sandbox"
    only = ["--ignore=tests/replay/test_tapes.py"]
    session.run("pytest", "tests/replay", *only, env={"HYPERSTUDY_RECORD": source})
    session.run("pytest", "tests/replay")


@nox.session
def faults(session: nox.Session) -> None:
    """Show what comes of each fault that a request or a list can meet."""
    session.install("-e", ".", *group("test"))
    session.chdir("tests")
    session.run("python", "-m", "faults.print_faults")


@nox.session
def endurance(session: nox.Session) -> None:
    """Pull five million rows, read and export 29 million, kill pulls, use two workers."""
    session.install("-e", ".[all,dask]", *group("test"))
    session.run(
        "pytest",
        "-s",
        "tests/end_to_end/test_pull_interrupted.py",
        "tests/end_to_end/test_large_study.py",
        *map(str, sorted(Path("tests/end_to_end").glob("test_*_endurance.py"))),
        *session.posargs,
        env={"HYPERSTUDY_ENDURANCE": "1", "HYPERSTUDY_KILLS": "50"},
    )


@nox.session(python=MEASURED)
def bench(session: nox.Session) -> None:
    """Measure against the floor, 0.4.1 and an earlier build; `-- CASE ...`, `-- --help` for more.

    Each has an environment of its own. 0.4.1 comes from PyPI, and nothing of it is read; the
    earlier build comes from the history of this repository.
    """
    session.install(".[all]")  # as people have it: where nothing is compiled at each start
    scratch = Path(session.create_tmp()).resolve()  # the contenders run elsewhere
    peer = environment(session, scratch / "peer")
    pip = ("-m", "pip", "install", "--quiet")
    session.run(peer, *pip, f"hyperstudy=={PEER}", "polars", external=True)
    arguments = ["--peer", peer, "--folder", str(scratch / "studies")]
    sources = earlier_sources(session, scratch / "sources")
    if sources is not None:
        before = environment(session, scratch / "before")
        # The same versions of everything else, so that only ours differs.
        frozen = session.run("python", "-m", "pip", "freeze", "--exclude", "hyperstudy",
                             silent=True)  # fmt: skip
        constraints = scratch / "versions.txt"
        constraints.write_text(str(frozen))
        wanted = (f"{sources}[all]", "-c", str(constraints))
        session.run(before, *pip, *wanted, external=True)
        arguments += ["--before", before]
    session.run("python", "-m", "benchmarks", *arguments, *session.posargs)


def environment(session: nox.Session, folder: Path) -> str:
    """Make an environment unless it is there; gives its Python."""
    python = folder / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    if not python.exists():
        session.run("python", "-m", "venv", str(folder))
    return str(python)


def earlier_sources(session: nox.Session, folder: Path) -> Path | None:
    """Take the sources of the earlier build out of the history; None where it is not there."""
    archive = folder.with_suffix(".tar")
    run = subprocess.run(
        ["git", "archive", "--output", str(archive), BEFORE],
        capture_output=True, text=True, check=False,
    ) if shutil.which("git") else None  # fmt: skip
    if run is None or run.returncode:
        why = "there is no git" if run is None else run.stderr.strip()
        session.warn(
            f"Nothing is compared with the build of commit {BEFORE}: {why}. In a clone that is "
            "shallow, git fetch --unshallow brings the commit."
        )
        return None
    shutil.rmtree(folder, ignore_errors=True)
    shutil.unpack_archive(archive, folder, filter="data")
    return folder
