"""A study on disk, asked as the server would be."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING, Any

from .. import validation
from ..display.notices import keeping, warn_caller
from ..lists.local_fetch import LocalFetcher
from ..lists.results import OUTPUTS
from ..resources.agents import Agents
from ..resources.data import Data
from ..resources.info import DeploymentInfo, ExperimentInfo
from ..resources.list_methods import ListMethods
from ..study import commit
from .column_path import frame_of_columns
from .query_engine import AVERAGED_HERE, QueryEngine
from .single_objects import SingleObjects

if TYPE_CHECKING:
    import threading
    from collections.abc import Callable, Iterator, Sequence
    from datetime import datetime
    from pathlib import Path

    import dask.dataframe as dd
    import polars as pl
    import pyarrow as pa

    from ..lists.fetch import Fetcher
    from ..lists.query import Query, Request
    from ..lists.report import FetchReport
    from ..study.manifest import Manifest
    from ..study.verify import StudyCheck
    from ..transport.envelope import Envelope
    from .opened_pull import OpenedPull


class _Disk(LocalFetcher):
    """Answers requests from the files of a study; everything else is as with a server."""

    def __init__(self, answers: QueryEngine, pull: OpenedPull) -> None:
        super().__init__()
        self._answers = answers
        self._single = SingleObjects(answers)
        self._pull = pull

    def frame(self, query: Query, output: str, progress: bool) -> Any:
        kind = validation.choice("output", output, OUTPUTS)
        with self._pull.held():
            result = frame_of_columns(self._answers, query, kind)
            if result is None:
                result = super().frame(query, output, progress)
            if query.values.get("aggregation_window") is not None:
                with keeping(result):
                    warn_caller(AVERAGED_HERE)
            return result

    def rows(self, query: Query, *values: Any, **options: Any) -> FetchReport:
        with self._pull.held():
            report = super().rows(query, *values, **options)
            self._answers.add_pull_findings(query, report)
        return report

    def unknown_words(self, request: Request) -> list[str]:
        return self._answers.unknown_words(request)

    def send(
        self,
        request: Request,
        stop: threading.Event | None = None,  # noqa: ARG002
        read: Callable[[bytes], Any] | None = None,
        **paging: int,
    ) -> Envelope:
        with self._pull.held():
            single = self._single.envelope(request)
            return self._answers.envelope(request, read, **paging) if single is None else single


class StudyReader(Data, ListMethods, Agents):
    """The methods of the client, answered from the files of a study."""

    def __init__(self, pull: OpenedPull) -> None:
        self._pull = pull
        self._folder = pull.folder
        self._manifest = pull.manifest
        self._answers = QueryEngine(pull.folder, pull.manifest)
        self._fetcher: Fetcher = _Disk(self._answers, pull)

    def __reduce__(self) -> tuple[Any, ...]:
        """Let other processes have it, as of the same pull, for joblib and multiprocessing."""
        return type(self), (self._pull,)

    def _frame(self, query: Query, output: str, progress: bool) -> Any:
        return self._fetcher.frame(query, output, progress)

    @property
    def folder(self) -> Path:
        """Where it is."""
        return self._folder

    @property
    def manifest(self) -> Manifest:
        """What was asked, from where, when; counts and hashes of all files."""
        return self._manifest

    @property
    def experiment_id(self) -> str:
        """Id of its experiment."""
        return str(self._manifest.experiment["id"])

    @property
    def tables(self) -> tuple[str, ...]:
        """The tables that it has."""
        return tuple(self._manifest.tables)

    @property
    def pulled_at(self) -> datetime | None:
        """When the last pull that was completed ended."""
        from datetime import datetime

        pulls = self._manifest.pulls
        return datetime.fromisoformat(pulls[-1]["ended"]) if pulls else None

    def get_experiment(self, experiment_id: str | None = None) -> ExperimentInfo:
        """Give the experiment as it was when it was pulled, see `HyperStudy.get_experiment`."""
        return ExperimentInfo(self._document("get_experiment", experiment_id))

    def get_experiment_config(self, experiment_id: str | None = None) -> dict[str, Any]:
        """Give its definition alone, see `HyperStudy.get_experiment_config`."""
        return self._document("get_experiment_config", experiment_id)

    def rooms_by_participant(self) -> dict[str, str]:
        """Give the room of each participant who was in one room only.

        Rows without a room are taken to be of that room.

        Returns
        -------
        dict of str to str
            ``roomId`` by ``participantId``; empty if the participants were not pulled.
        """
        with self._pull.held():
            return dict(self._answers.rooms_by_participant())

    def _document(self, operation: str, experiment_id: str | None) -> dict[str, Any]:
        wanted_id = self.experiment_id if experiment_id is None else experiment_id
        return self._fetcher.one(operation, {"experiment_id": wanted_id}).one()

    def get_deployment(self, deployment_id: str) -> DeploymentInfo:
        """Give a deployment as it was when it was pulled, see `HyperStudy.get_deployment`."""
        values = {"deployment_id": deployment_id}
        return DeploymentInfo(self._fetcher.one("get_deployment", values).one())

    def get_agent_spend(self, deployment_id: str) -> dict[str, Any]:
        """Return what its AI agents had cost by then, see `HyperStudy.get_agent_spend`."""
        return self._fetcher.one("get_agent_spend", {"deployment_id": deployment_id}).one()

    def scan(self, table: str, *, raw: bool = False) -> pl.LazyFrame:
        """Give a table as a Polars LazyFrame, which reads only what a question needs.

        A pull that brings something else before it is collected makes that an error.

        Parameters
        ----------
        table : str
            Its name, such as ``"events"``; see `tables`.
        raw : bool, optional
            Also give ``_json``, each row as the server sent it, and ``_order``, the server's
            order.

        Raises
        ------
        InputError
            If the study has no such table.

        Examples
        --------
        >>> study.scan("events").filter(pl.col("category") == "media").collect()  # doctest: +SKIP
        """
        from . import dataframe_tools

        with self._pull.held():
            frame = dataframe_tools.scan(self._folder, self._manifest, table, raw=raw)
        return dataframe_tools.checked(frame, self._pull.check)

    def sql(self, query: str, *, output: str = "pandas") -> Any:
        """Ask the study a question in SQL, with DuckDB; each table is a view of its name.

        Parameters
        ----------
        query : str
            Such as ``"select category, count(*) from events group by category"``.
        output : {"pandas", "polars", "arrow"}, optional
            Kind of the result.

        Returns
        -------
        pandas.DataFrame, polars.DataFrame or pyarrow.Table
            The answer; None for a statement that gives none.

        Raises
        ------
        InputError
            If `output` is none of these.
        duckdb.Error
            If DuckDB cannot answer.
        """
        from . import dataframe_tools

        with self._pull.held():
            return dataframe_tools.sql(self._folder, self._manifest, query, output)

    def to_dask(self, table: str, *, raw: bool = False) -> dd.DataFrame:
        """Give a table as a Dask DataFrame, for those who outgrow one machine.

        The files have to be where the workers can read them, and stay as they are until it is
        computed: pull into the folder again only afterwards. Needs
        ``pip install "hyperstudy[dask]"``.

        Parameters
        ----------
        table : str
            Its name.
        raw : bool, optional
            As for `scan`.

        Raises
        ------
        InputError
            If the study has no such table.
        """
        from . import dataframe_tools

        with self._pull.held():
            return dataframe_tools.to_dask(self._folder, self._manifest, table, raw=raw)

    def batches(self, table: str, *, raw: bool = False) -> Iterator[pa.RecordBatch]:
        """Give a table as Arrow batches, one after the other, for what does not fit into memory.

        Parameters
        ----------
        table : str
            Its name, such as ``"eyetracking"``.
        raw : bool, optional
            As for `scan`.

        Yields
        ------
        pyarrow.RecordBatch
            At most 32 768 rows, room after room and within a room in the server's order.

        Raises
        ------
        InputError
            If the study has no such table.
        HyperStudyError
            If a file is missing or damaged, or the study is pulled again meanwhile.

        Examples
        --------
        >>> for batch in study.batches("eyetracking"):  # doctest: +SKIP
        ...     print(batch.num_rows)
        """
        from . import dataframe_tools

        paths = dataframe_tools.files(self._manifest, table)
        return self._batches(paths, raw=raw)

    def _batches(self, paths: Sequence[str], *, raw: bool) -> Iterator[pa.RecordBatch]:
        from . import dataframe_tools

        for path in paths:
            with closing(dataframe_tools.batches(self._folder, path, raw=raw)) as found:
                while True:
                    with self._pull.held():
                        batch = next(found, None)
                    if batch is None:
                        break
                    yield batch

    def methods(self) -> str:
        """Write the paragraph for the methods section of a paper: what data, from when, how."""
        from .methods_paragraph import paragraph

        return paragraph(self._manifest, commit.unfinished(self._folder, self._manifest))

    def verify(self, *, contents: bool = True, progress: bool = True) -> StudyCheck:
        """Prove that everything is there and is what it was; see `hyperstudy.study.verify`.

        Parameters
        ----------
        contents : bool, optional
            Read each file and compare its hash; ``False`` only compares sizes.
        progress : bool, optional
            Show a bar where somebody watches.
        """
        from ..study.verify import verify

        return verify(self._folder, contents=contents, progress=progress)

    def __repr__(self) -> str:
        rows = sum(one.rows for one in self._manifest.tables.values())
        return (
            f"Study({str(self._folder)!r}: {self.experiment_id}, {len(self.tables)} tables, "
            f"{rows:,} rows)"
        )
