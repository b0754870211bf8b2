"""``support_load_forecaster``: two versions on the same table, of which different things are known.

Version 1 says in its signature that it reads ``support_tickets`` and ``tenure_months``: a change to
``count_30d`` does not touch it, although it was trained on the table that holds the column. Version 2
was logged carelessly, without signature and with a dataset that names the table and no column. It may
read anything in it, so impact can only call it possible; and it is the champion.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

import pandas as pd
from mlflow import MlflowClient
from mlflow.data.dataset import Dataset
from mlflow.models import ModelSignature
from sklearn.base import RegressorMixin
from sklearn.linear_model import PoissonRegressor
from sklearn.metrics import mean_absolute_error
from sklearn.model_selection import train_test_split
from sklearn.tree import DecisionTreeRegressor

from synthetic_customers import CHURN_INPUTS, SEED, SUPPORT_INPUTS, customer_features, tickets_next_month
from training_run import (
    RunPlan,
    TrainingRun,
    register_version,
    signature_of,
    table_dataset,
    table_reference,
    training_run,
)
from warehouse import CUSTOMER_FEATURES

NAME = "support_load_forecaster"
DESCRIPTION = "How many support tickets a customer will open next month; summed up to plan shifts."
TAGS = {"owner": "team:support-planning", "domain": "support", "task": "regression"}
EXPERIMENT = "support-load"
EXPERIMENT_TAGS = {"owner": "team:support-planning", "domain": "support"}
SCRIPT = "training/train_support_load.py"
CHAMPION = "2"


@dataclass(frozen=True)
class VersionPlan:
    """A version to train, and how much of it is written down."""

    run: RunPlan
    model: RegressorMixin
    params: dict[str, object]
    inputs: list[str]
    documented: bool
    description: str

    def dataset(self, rows: pd.DataFrame) -> Dataset:
        if self.documented:
            return table_dataset(rows, CUSTOMER_FEATURES.name, "customer_features_support")
        return table_reference(CUSTOMER_FEATURES.name, "customer_features_reference")

    def signature(self, rows: pd.DataFrame) -> ModelSignature | None:
        return signature_of(self.model, rows[self.inputs]) if self.documented else None


VERSIONS = (
    VersionPlan(
        RunPlan(
            "poisson",
            "jo.berg",
            SCRIPT,
            "7ac29d51e0f84b36928dc1e5a4b7f60339d8e2c5",
            datetime(2026, 7, 14, 10, 0, tzinfo=UTC),
            3,
            {},
        ),
        PoissonRegressor(alpha=0.01, max_iter=300),
        {"algorithm": "PoissonRegressor", "alpha": 0.01, "max_iter": 300},
        SUPPORT_INPUTS,
        documented=True,
        description="Poisson regression on tickets and tenure.",
    ),
    VersionPlan(
        RunPlan(
            "tree",
            "jo.berg",
            SCRIPT,
            "7ac29d51e0f84b36928dc1e5a4b7f60339d8e2c5",
            datetime(2026, 10, 22, 16, 20, tzinfo=UTC),
            2,
            {},
        ),
        DecisionTreeRegressor(max_depth=5, min_samples_leaf=25, random_state=SEED),
        {"algorithm": "DecisionTreeRegressor", "max_depth": 5, "min_samples_leaf": 25},
        CHURN_INPUTS,
        documented=False,
        description="Regression tree. Logged from a notebook, without signature.",
    ),
)
"""In the order in which they become versions 1 and 2."""


def build(client: MlflowClient, experiment_id: str) -> dict[str, float]:
    """Trains and registers both versions, sets the alias, and returns each mean error in tickets."""
    features = customer_features()
    train, held_back, opened, opened_later = train_test_split(
        features, tickets_next_month(features), test_size=0.3, random_state=SEED
    )
    errors: dict[str, float] = {}
    client.create_registered_model(NAME, TAGS, DESCRIPTION)
    for plan in VERSIONS:
        with training_run(client, experiment_id, plan.run) as run:
            plan.model.fit(train[plan.inputs], opened)
            run.log_dataset(plan.dataset(train), "training")
            model_id = run.log_model(plan.model, plan.signature(train))
            error = mean_absolute_error(opened_later, plan.model.predict(held_back[plan.inputs]))
            _log(run, plan, model_id, error)
        errors[register_version(client, NAME, run, model_id, plan.description, {})] = error
    client.set_registered_model_alias(NAME, "champion", CHAMPION)
    return errors


def _log(run: TrainingRun, plan: VersionPlan, model_id: str, error: float) -> None:
    run.log_params({**plan.params, "seed": SEED})
    run.log_metric("mean_absolute_error", error, model_id=model_id)
