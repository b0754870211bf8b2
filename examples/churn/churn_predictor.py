"""``customer_churn_predictor``: three versions that differ in algorithm and agree in their inputs.

Version 3 is the champion and serves the daily scores; version 2 is the challenger; version 1 has no
alias left. All three say in their signature that they read ``count_30d``, so a change to that column
reaches all three, and only the state of each tells them apart.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import numpy as np
import pandas as pd
from mlflow import MlflowClient
from mlflow.data.pandas_dataset import PandasDataset
from sklearn.base import BaseEstimator
from sklearn.ensemble import GradientBoostingClassifier, RandomForestClassifier
from sklearn.exceptions import ConvergenceWarning
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import accuracy_score, f1_score, log_loss, roc_auc_score
from sklearn.model_selection import train_test_split
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from synthetic_customers import CHURN_INPUTS, SEED, customer_features
from training_run import RunPlan, TrainingRun, register_version, signature_of, table_dataset, training_run
from warehouse import CUSTOMER_FEATURES

NAME = "customer_churn_predictor"
DESCRIPTION = "Probability that a customer cancels the membership within the next 60 days."
TAGS = {"owner": "team:data-science", "domain": "retention", "task": "classification"}
EXPERIMENT = "churn-prediction"
EXPERIMENT_TAGS = {"owner": "team:data-science", "domain": "retention"}
SCRIPT = "training/train_churn.py"


@dataclass(frozen=True)
class Split:
    """The feature table cut into what is learnt from and what is held back, each with its dataset."""

    train: pd.DataFrame
    held_back: pd.DataFrame
    train_dataset: PandasDataset
    evaluation_dataset: PandasDataset

    @classmethod
    def of(cls, features: pd.DataFrame) -> Split:
        train, held_back = train_test_split(
            features, test_size=0.3, random_state=SEED, stratify=features["churned"]
        )
        table = CUSTOMER_FEATURES.name
        return cls(
            train,
            held_back,
            table_dataset(train, table, "customer_features", targets="churned"),
            table_dataset(held_back, table, "customer_features_held_back", targets="churned"),
        )


@dataclass
class Progress:
    """How good a model was after each step of its training, on both halves of the split."""

    loss: list[float]
    validation_loss: list[float]
    auc: list[float]
    accuracy: list[float]

    @classmethod
    def of(cls, stages: Iterable[tuple[np.ndarray, np.ndarray]], split: Split) -> Progress:
        """``stages`` yields, per step, the probability of leaving for the training and the held-back rows."""
        progress = cls([], [], [], [])
        truth = split.held_back["churned"]
        for learnt, unseen in stages:
            progress.loss.append(log_loss(split.train["churned"], learnt))
            progress.validation_loss.append(log_loss(truth, unseen))
            progress.auc.append(roc_auc_score(truth, unseen))
            progress.accuracy.append(accuracy_score(truth, unseen > 0.5))
        return progress


Trained = tuple[BaseEstimator, dict[str, object], Progress]


def _logistic_regression(split: Split) -> Trained:
    """Fitted one iteration at a time, so that each leaves a point in the metrics."""
    iterations = 12
    settings = {"C": 0.1, "solver": "lbfgs"}
    scaler = StandardScaler().fit(split.train[CHURN_INPUTS])
    regression = LogisticRegression(**settings, max_iter=1, warm_start=True, random_state=SEED)
    model = make_pipeline(scaler, regression)

    def stages() -> Iterable[tuple[np.ndarray, np.ndarray]]:
        scaled = scaler.transform(split.train[CHURN_INPUTS])
        with warnings.catch_warnings():
            # A single iteration never converges; the twelve together do.
            warnings.simplefilter("ignore", ConvergenceWarning)
            for _ in range(iterations):
                regression.fit(scaled, split.train["churned"])
                yield _probabilities(model, split)

    progress = Progress.of(stages(), split)
    return model, {"algorithm": "LogisticRegression", "iterations": iterations, **settings}, progress


def _random_forest(split: Split) -> Trained:
    """Grown five trees at a time, so that each growth leaves a point in the metrics."""
    settings = {"max_depth": 4, "min_samples_leaf": 10, "max_features": "sqrt"}
    sizes = range(5, 65, 5)
    model = RandomForestClassifier(**settings, warm_start=True, random_state=SEED)

    def stages() -> Iterable[tuple[np.ndarray, np.ndarray]]:
        for size in sizes:
            model.set_params(n_estimators=size).fit(split.train[CHURN_INPUTS], split.train["churned"])
            yield _probabilities(model, split)

    progress = Progress.of(stages(), split)
    return model, {"algorithm": "RandomForestClassifier", "n_estimators": sizes[-1], **settings}, progress


def _gradient_boosting(split: Split, learning_rate: float = 0.05, stages: int = 100) -> Trained:
    """Boosting keeps every stage, so the metrics have a point for each one."""
    settings = {"n_estimators": stages, "learning_rate": learning_rate, "max_depth": 3, "subsample": 1.0}
    model = GradientBoostingClassifier(**settings, random_state=SEED)
    model.fit(split.train[CHURN_INPUTS], split.train["churned"])
    staged = zip(
        model.staged_predict_proba(split.train[CHURN_INPUTS]),
        model.staged_predict_proba(split.held_back[CHURN_INPUTS]),
        strict=True,
    )
    progress = Progress.of(((learnt[:, 1], unseen[:, 1]) for learnt, unseen in staged), split)
    return model, {"algorithm": "GradientBoostingClassifier", **settings}, progress


def _probabilities(model: BaseEstimator, split: Split) -> tuple[np.ndarray, np.ndarray]:
    return (
        model.predict_proba(split.train[CHURN_INPUTS])[:, 1],
        model.predict_proba(split.held_back[CHURN_INPUTS])[:, 1],
    )


@dataclass(frozen=True)
class VersionPlan:
    """A version to train: the run it comes from, how it is fitted, and what the registry says of it."""

    run: RunPlan
    fit: Callable[[Split], Trained]
    description: str
    tags: dict[str, str]


def _run(name: str, commit: str, started: datetime, minutes: int) -> RunPlan:
    return RunPlan(name, "ana.silva", SCRIPT, commit, started, minutes, {"purpose": "candidate"})


VERSIONS = (
    VersionPlan(
        _run(
            "logistic-regression",
            "5d1f0a7c9e3b4628a1c07d95e2f4b8630c9d7a11",
            datetime(2026, 9, 7, 9, 30, tzinfo=UTC),
            4,
        ),
        _logistic_regression,
        "Baseline: logistic regression on five features.",
        {"validation": "passed", "risk_review": "RR-118"},
    ),
    VersionPlan(
        _run(
            "random-forest",
            "a83c6f21d4b70e95c8812f6d3a9e5b047f1c2d66",
            datetime(2026, 10, 5, 13, 10, tzinfo=UTC),
            7,
        ),
        _random_forest,
        "Random forest: follows the thresholds that the baseline cannot.",
        {"validation": "passed", "risk_review": "RR-131"},
    ),
    VersionPlan(
        _run(
            "gradient-boosting",
            "0f9b3e7742dd41c6b5a8e0c19d6f28a35b7e4c90",
            datetime(2026, 11, 9, 8, 45, tzinfo=UTC),
            25,
        ),
        _gradient_boosting,
        "Gradient boosting, learning rate chosen by a search of three.",
        {"validation": "passed", "risk_review": "RR-144"},
    ),
)
"""In the order in which they become versions 1, 2 and 3."""

CHAMPION, CHALLENGER = "3", "2"
SEARCHED_LEARNING_RATES = (0.01, 0.05, 0.2)


def _search_learning_rate(
    client: MlflowClient, experiment_id: str, parent: TrainingRun, plan: RunPlan
) -> None:
    """The candidates that version 3 was chosen from, as runs nested in its own."""
    split = Split.of(customer_features())
    for place, rate in enumerate(SEARCHED_LEARNING_RATES):
        started = plan.started + timedelta(minutes=1 + 5 * place)
        candidate = _run(f"learning-rate-{rate}", plan.commit, started, 4)
        with training_run(client, experiment_id, candidate, parent) as run:
            _, params, progress = _gradient_boosting(split, rate, stages=40)
            run.log_params(params)
            run.log_series("validation_loss", progress.validation_loss, split.evaluation_dataset)


def build(client: MlflowClient, experiment_id: str) -> dict[str, float]:
    """Trains and registers every version, sets the aliases, and returns each version's accuracy."""
    accuracies: dict[str, float] = {}
    client.create_registered_model(NAME, TAGS, DESCRIPTION)
    split = Split.of(customer_features())
    for plan in VERSIONS:
        with training_run(client, experiment_id, plan.run) as run:
            run.log_dataset(split.train_dataset, "training")
            run.log_dataset(split.evaluation_dataset, "evaluation")
            if plan.fit is _gradient_boosting:
                _search_learning_rate(client, experiment_id, run, plan.run)
            model, params, progress = plan.fit(split)
            run.log_params({**params, "seed": SEED, "test_size": 0.3})
            model_id = run.log_model(model, signature_of(model, split.train[CHURN_INPUTS]))
            _log_metrics(run, model, model_id, progress, split)
        version = register_version(client, NAME, run, model_id, plan.description, plan.tags)
        accuracies[version] = progress.accuracy[-1]
    client.set_registered_model_alias(NAME, "champion", CHAMPION)
    client.set_registered_model_alias(NAME, "challenger", CHALLENGER)
    return accuracies


def _log_metrics(
    run: TrainingRun, model: BaseEstimator, model_id: str, progress: Progress, split: Split
) -> None:
    evaluation = split.evaluation_dataset
    run.log_series("loss", progress.loss, split.train_dataset, model_id)
    run.log_series("validation_loss", progress.validation_loss, evaluation, model_id)
    run.log_series("auc", progress.auc, evaluation, model_id)
    run.log_series("accuracy", progress.accuracy, evaluation, model_id)
    predicted = model.predict(split.held_back[CHURN_INPUTS])
    run.log_metric("f1", f1_score(split.held_back["churned"], predicted), evaluation, model_id)
