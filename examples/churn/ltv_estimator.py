"""``customer_ltv_estimator``: reads ``count_30d`` and is in use nowhere.

It has no alias and no scoring job, so a change to ``orders.count_30d`` reaches it but breaks nothing
that runs: impact must call it dormant, and not leave it out.
"""

from __future__ import annotations

from datetime import UTC, datetime

from mlflow import MlflowClient
from sklearn.linear_model import Ridge
from sklearn.metrics import mean_absolute_error, r2_score
from sklearn.model_selection import train_test_split
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import PolynomialFeatures, StandardScaler

from synthetic_customers import LTV_INPUTS, SEED, customer_features, spent_next_quarter
from training_run import RunPlan, register_version, signature_of, table_dataset, training_run
from warehouse import CUSTOMER_FEATURES

NAME = "customer_ltv_estimator"
DESCRIPTION = "What a customer will spend in the next quarter, in EUR. A study, not in use."
TAGS = {"owner": "team:data-science", "domain": "retention", "task": "regression"}
RUN = RunPlan(
    name="ridge",
    user="ana.silva",
    script="training/train_ltv.py",
    commit="c41e8d90b2a67f35e1d4087c6b9f3a52e8d07b14",
    started=datetime(2026, 8, 18, 15, 0, tzinfo=UTC),
    minutes=2,
    tags={"purpose": "study"},
)


def build(client: MlflowClient, experiment_id: str) -> dict[str, float]:
    """Trains and registers version 1 and returns its R²."""
    features = customer_features()
    train, held_back, spent, spent_later = train_test_split(
        features, spent_next_quarter(features), test_size=0.3, random_state=SEED
    )
    client.create_registered_model(NAME, TAGS, DESCRIPTION)
    with training_run(client, experiment_id, RUN) as run:
        dataset = table_dataset(train, CUSTOMER_FEATURES.name, "customer_features_ltv")
        evaluation = table_dataset(held_back, CUSTOMER_FEATURES.name, "customer_features_ltv_held_back")
        run.log_dataset(dataset, "training")
        run.log_dataset(evaluation, "evaluation")
        model = make_pipeline(PolynomialFeatures(2), StandardScaler(), Ridge(alpha=1.0))
        model.fit(train[LTV_INPUTS], spent)
        run.log_params({"algorithm": "Ridge", "alpha": 1.0, "degree": 2, "seed": SEED})
        model_id = run.log_model(model, signature_of(model, train[LTV_INPUTS]))
        predicted = model.predict(held_back[LTV_INPUTS])
        quality = r2_score(spent_later, predicted)
        run.log_metric("r2", quality, evaluation, model_id)
        run.log_metric(
            "mean_absolute_error", mean_absolute_error(spent_later, predicted), evaluation, model_id
        )
    version = register_version(
        client, NAME, run, model_id, "Ridge regression on ordering alone.", {"validation": "not_started"}
    )
    return {version: quality}
