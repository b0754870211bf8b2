"""One run of the story in MLflow: opened at a told time, filled, closed at a told time.

MLflow's fluent functions stamp everything with the clock and the path of the script that calls
them. Here the runs happened in the autumn of 2026 whoever rebuilds them, and nothing of the machine
that rebuilds them is kept: so runs are created through the client, with times and source given.
Only what the server itself stamps (when a model or version was registered) is the time of building.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta

import mlflow
import pandas as pd
from mlflow import MlflowClient
from mlflow.data.dataset import Dataset
from mlflow.data.meta_dataset import MetaDataset
from mlflow.data.pandas_dataset import PandasDataset
from mlflow.data.spark_dataset_source import SparkDatasetSource
from mlflow.entities import Metric, Param
from mlflow.models import ModelSignature, infer_signature
from sklearn.base import BaseEstimator

REPOSITORY = "https://git.shop.example/data-science/churn.git"
REQUIREMENTS = ["mlflow==3.17.2", "numpy==2.4.6", "pandas==3.1.1", "scikit-learn==1.9.1"]
"""Given to every model: to infer them, MLflow would load each model again in another process."""


@dataclass(frozen=True)
class RunPlan:
    """What is known of a run before it starts."""

    name: str
    user: str
    script: str
    commit: str
    started: datetime
    minutes: int
    tags: dict[str, str]

    @property
    def origin(self) -> dict[str, str]:
        """Who and what made it, in MLflow's own tags; set outright, so that MLflow does not fill them in."""
        return {
            "mlflow.user": self.user,
            "mlflow.source.type": "JOB",
            "mlflow.source.name": self.script,
            "mlflow.source.git.repoURL": REPOSITORY,
            "mlflow.source.git.commit": self.commit,
        }


def _milliseconds(moment: datetime) -> int:
    return int(moment.timestamp() * 1000)


def table_dataset(rows: pd.DataFrame, table: str, name: str, targets: str | None = None) -> PandasDataset:
    """Rows of a warehouse table as MLflow knows them: with a schema, and with the table as their source.

    A Spark source is how MLflow names a table without holding a connection to it; only its name is
    written down, so no Spark is needed here.
    """
    return mlflow.data.from_pandas(
        rows, source=SparkDatasetSource(table_name=table), targets=targets, name=name
    )


def table_reference(table: str, name: str) -> MetaDataset:
    """A warehouse table of which nothing but the name is logged: no schema, no rows."""
    return MetaDataset(source=SparkDatasetSource(table_name=table), name=name)


def signature_of(model: BaseEstimator, inputs: pd.DataFrame) -> ModelSignature:
    """Inputs by column name, and one output column called ``prediction``."""
    return infer_signature(inputs, pd.DataFrame({"prediction": model.predict(inputs)}))


class TrainingRun:
    """An open run. Made by :func:`training_run`."""

    def __init__(self, client: MlflowClient, run_id: str, plan: RunPlan) -> None:
        self._client = client
        self._plan = plan
        self.run_id = run_id

    @property
    def ended(self) -> datetime:
        return self._plan.started + timedelta(minutes=self._plan.minutes)

    def log_params(self, params: dict[str, object]) -> None:
        self._client.log_batch(self.run_id, params=[Param(key, str(value)) for key, value in params.items()])

    def log_dataset(self, dataset: Dataset, context: str) -> None:
        mlflow.log_input(dataset, context=context)

    def log_model(self, model: BaseEstimator, signature: ModelSignature | None) -> str:
        """Stores the model and returns its id, ``m-…``. Without a signature MLflow guesses none."""
        logged = mlflow.sklearn.log_model(
            model,
            name="model",
            signature=signature,
            pip_requirements=REQUIREMENTS,
            serialization_format="cloudpickle",
            tags=self._plan.origin,
        )
        return logged.model_id

    def log_metric(
        self, key: str, value: float, dataset: Dataset | None = None, model_id: str | None = None
    ) -> None:
        """A metric of the finished model: a single value, at the end of the run."""
        self.log_series(key, [value], dataset, model_id)

    def log_series(
        self, key: str, values: Sequence[float], dataset: Dataset | None = None, model_id: str | None = None
    ) -> None:
        """A metric with a value per step, the steps spread evenly up to the end of the run."""
        length = (self.ended - self._plan.started) / len(values)
        self._client.log_batch(
            self.run_id,
            metrics=[
                Metric(
                    key=key,
                    value=round(float(value), 6),
                    timestamp=_milliseconds(self._plan.started + length * (step + 1)),
                    step=step,
                    model_id=model_id,
                    dataset_name=dataset.name if dataset else None,
                    dataset_digest=dataset.digest if dataset else None,
                    run_id=self.run_id,
                )
                for step, value in enumerate(values)
            ],
        )


@contextmanager
def training_run(
    client: MlflowClient, experiment_id: str, plan: RunPlan, parent: TrainingRun | None = None
) -> Iterator[TrainingRun]:
    """Opens the run, and closes it as FINISHED at its told end, or as FAILED now if the body raises."""
    tags = {**plan.origin, **plan.tags}
    if parent:
        tags["mlflow.parentRunId"] = parent.run_id
    created = client.create_run(experiment_id, _milliseconds(plan.started), tags, plan.name)
    run = TrainingRun(client, created.info.run_id, plan)
    with mlflow.start_run(run_id=run.run_id, nested=parent is not None, log_system_metrics=False):
        yield run
    client.set_terminated(run.run_id, end_time=_milliseconds(run.ended))


def register_version(
    client: MlflowClient, model: str, run: TrainingRun, model_id: str, description: str, tags: dict[str, str]
) -> str:
    """Registers a logged model as the next version of ``model`` and returns its number."""
    version = client.create_model_version(
        name=model,
        source=f"models:/{model_id}",
        run_id=run.run_id,
        tags=tags,
        description=description,
        model_id=model_id,
    )
    return str(version.version)
