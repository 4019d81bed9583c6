"""A quality check of a study's recordings, as a marimo notebook."""

import marimo

app = marimo.App(width="medium")


@app.cell
def _():
    import os
    import tempfile
    from pathlib import Path

    import marimo as mo
    import pandas as pd

    import hyperstudy

    return Path, hyperstudy, mo, os, pd, tempfile


@app.cell
def _(mo):
    mo.md("""
    # Are the recordings of a study good?

    Every recording should be there, whole, as long as its room ran, and begin when the room began. As it stands this
    runs on a made-up study that the package serves itself; for your own, set `HYPERSTUDY_API_KEY` and put your
    experiment's id below.
    """)
    return


@app.cell
def _(hyperstudy, os):
    if "HYPERSTUDY_API_KEY" in os.environ:
        experiment = "exp_movie_dyads"  # put yours
        hs = hyperstudy.HyperStudy()
    else:
        from hyperstudy import sandbox

        server = sandbox.start(rooms=6)
        experiment = server.experiment_id
        hs = server.client()
    hs
    return experiment, hs


@app.cell
def _(experiment, hs):
    listed = hs.get_recordings(experiment)
    rooms = hs.get_rooms(experiment).set_index("id")
    people = hs.get_participants(experiment)
    listed.groupby("metadata_type")["duration"].agg(["size", "sum"])
    return listed, people, rooms


@app.cell
def _(mo):
    mo.md("""
    ## Who has none?

    Everybody who was in a room should have at least one recording.
    """)
    return


@app.cell
def _(listed, people):
    was_there = people.dropna(subset=["roomId"])
    counted = listed.groupby(["roomId", "participantId"]).size().rename("recordings")
    presence = was_there.join(counted, on=["roomId", "id"])[
        ["roomId", "id", "status", "recordings"]
    ]
    without = presence[presence["recordings"].isna()]
    without if len(without) else presence.describe()
    return (without,)


@app.cell
def _(mo):
    mo.md("""
    ## Do they cover their room?

    `videoOffset` is when a recording begins, in milliseconds on the clock of the room. A video that begins late or
    ends early misses something. Audio answers are short on purpose, so only video is judged.
    """)
    return


@app.cell
def _(listed, rooms):
    video = listed[listed["metadata_type"] == "video"].join(
        rooms["duration"].rename("room"), on="roomId"
    )
    video = video.assign(
        begins=video["videoOffset"] / 1000,
        misses=(video["room"] - video["videoOffset"] - video["duration"]) / 1000,
    )
    late_or_short = video[(video["begins"] > 10) | (video["misses"] > 10)]
    video[["roomId", "participantId", "status", "begins", "misses"]].round(1)
    return (late_or_short,)


@app.cell
def _(mo):
    mo.md("""
    ## Are the files whole?

    They are downloaded, compared with what the service lists, and checked against the report that lies beside them.
    Recordings of rooms that still run cannot be had yet: a warning names them.
    """)
    return


@app.cell
def _(Path, experiment, hs, hyperstudy, tempfile):
    import warnings

    folder = Path(tempfile.mkdtemp()) / "recordings"  # a folder of your own keeps them
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", hyperstudy.DownloadWarning)
        files = hs.download_recordings(experiment, output_dir=folder)
    check = hyperstudy.check_recordings(folder)
    check
    return check, files


@app.cell
def _(check, files, late_or_short, mo, pd, without):
    findings = pd.Series(
        {
            "recordings listed": len(files),
            "downloaded and whole": len(check.right),
            "not to be had": len(check.never_came),
            "people without any": len(without),
            "videos that begin late or end early": len(late_or_short),
        },
        name="how many",
    ).to_frame()
    mo.vstack([mo.md("## In short"), findings])
    return


@app.cell
def _(files):
    files[files["download_status"] == "failed"][["roomId", "participantId", "status", "error"]]
    return


if __name__ == "__main__":
    app.run()
