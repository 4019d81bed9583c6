# Written by `nox -s regenerate` from spec/: change openapi.yaml or surface.yaml there.

from typing import Any, Literal, overload

import pandas as pd
import polars as pl
import pyarrow as pa

from ..lists.query import Query
from ..lists.report import Rows

class ListMethods:
    def _frame(self, query: Query, output: str, progress: bool) -> Any: ...
    @overload
    def list_experiments(
        self,
        *,
        search: str | None = ...,
        view: str | None = ...,
        limit: int | None = ...,
        offset: int = ...,
        output: Literal["pandas"] = "pandas",
        progress: bool = ...,
    ) -> pd.DataFrame: ...
    @overload
    def list_experiments(
        self,
        *,
        search: str | None = ...,
        view: str | None = ...,
        limit: int | None = ...,
        offset: int = ...,
        output: Literal["polars"],
        progress: bool = ...,
    ) -> pl.DataFrame: ...
    @overload
    def list_experiments(
        self,
        *,
        search: str | None = ...,
        view: str | None = ...,
        limit: int | None = ...,
        offset: int = ...,
        output: Literal["arrow"],
        progress: bool = ...,
    ) -> pa.Table: ...
    @overload
    def list_experiments(
        self,
        *,
        search: str | None = ...,
        view: str | None = ...,
        limit: int | None = ...,
        offset: int = ...,
        output: Literal["dict"],
        progress: bool = ...,
    ) -> Rows: ...
    @overload
    def list_experiments(
        self,
        *,
        search: str | None = ...,
        view: str | None = ...,
        limit: int | None = ...,
        offset: int = ...,
        output: str,
        progress: bool = ...,
    ) -> Any: ...
    @overload
    def list_shared_experiments(self, *, output: Literal["pandas"] = "pandas") -> pd.DataFrame: ...
    @overload
    def list_shared_experiments(self, *, output: Literal["polars"]) -> pl.DataFrame: ...
    @overload
    def list_shared_experiments(self, *, output: Literal["arrow"]) -> pa.Table: ...
    @overload
    def list_shared_experiments(self, *, output: Literal["dict"]) -> Rows: ...
    @overload
    def list_shared_experiments(self, *, output: str) -> Any: ...
    @overload
    def list_deployments(
        self,
        *,
        experiment_id: str | None = ...,
        status: str | None = ...,
        output: Literal["pandas"] = "pandas",
    ) -> pd.DataFrame: ...
    @overload
    def list_deployments(
        self,
        *,
        experiment_id: str | None = ...,
        status: str | None = ...,
        output: Literal["polars"],
    ) -> pl.DataFrame: ...
    @overload
    def list_deployments(
        self, *, experiment_id: str | None = ..., status: str | None = ..., output: Literal["arrow"]
    ) -> pa.Table: ...
    @overload
    def list_deployments(
        self, *, experiment_id: str | None = ..., status: str | None = ..., output: Literal["dict"]
    ) -> Rows: ...
    @overload
    def list_deployments(
        self, *, experiment_id: str | None = ..., status: str | None = ..., output: str
    ) -> Any: ...
    @overload
    def get_deployment_sessions(
        self, deployment_id: str, *, output: Literal["pandas"] = "pandas"
    ) -> pd.DataFrame: ...
    @overload
    def get_deployment_sessions(
        self, deployment_id: str, *, output: Literal["polars"]
    ) -> pl.DataFrame: ...
    @overload
    def get_deployment_sessions(
        self, deployment_id: str, *, output: Literal["arrow"]
    ) -> pa.Table: ...
    @overload
    def get_deployment_sessions(self, deployment_id: str, *, output: Literal["dict"]) -> Rows: ...
    @overload
    def get_deployment_sessions(self, deployment_id: str, *, output: str) -> Any: ...
    @overload
    def list_personas(self, *, output: Literal["pandas"] = "pandas") -> pd.DataFrame: ...
    @overload
    def list_personas(self, *, output: Literal["polars"]) -> pl.DataFrame: ...
    @overload
    def list_personas(self, *, output: Literal["arrow"]) -> pa.Table: ...
    @overload
    def list_personas(self, *, output: Literal["dict"]) -> Rows: ...
    @overload
    def list_personas(self, *, output: str) -> Any: ...
    @overload
    def get_agent_decisions(
        self,
        scope_id: str,
        *,
        scope: str = ...,
        detail: bool = ...,
        limit: int | None = ...,
        participant_id: str | None = ...,
        output: Literal["pandas"] = "pandas",
    ) -> pd.DataFrame: ...
    @overload
    def get_agent_decisions(
        self,
        scope_id: str,
        *,
        scope: str = ...,
        detail: bool = ...,
        limit: int | None = ...,
        participant_id: str | None = ...,
        output: Literal["polars"],
    ) -> pl.DataFrame: ...
    @overload
    def get_agent_decisions(
        self,
        scope_id: str,
        *,
        scope: str = ...,
        detail: bool = ...,
        limit: int | None = ...,
        participant_id: str | None = ...,
        output: Literal["arrow"],
    ) -> pa.Table: ...
    @overload
    def get_agent_decisions(
        self,
        scope_id: str,
        *,
        scope: str = ...,
        detail: bool = ...,
        limit: int | None = ...,
        participant_id: str | None = ...,
        output: Literal["dict"],
    ) -> Rows: ...
    @overload
    def get_agent_decisions(
        self,
        scope_id: str,
        *,
        scope: str = ...,
        detail: bool = ...,
        limit: int | None = ...,
        participant_id: str | None = ...,
        output: str,
    ) -> Any: ...
    @overload
    def get_agent_runs(
        self, experiment_id: str, *, output: Literal["pandas"] = "pandas"
    ) -> pd.DataFrame: ...
    @overload
    def get_agent_runs(self, experiment_id: str, *, output: Literal["polars"]) -> pl.DataFrame: ...
    @overload
    def get_agent_runs(self, experiment_id: str, *, output: Literal["arrow"]) -> pa.Table: ...
    @overload
    def get_agent_runs(self, experiment_id: str, *, output: Literal["dict"]) -> Rows: ...
    @overload
    def get_agent_runs(self, experiment_id: str, *, output: str) -> Any: ...
