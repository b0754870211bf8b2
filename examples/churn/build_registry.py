#!/usr/bin/env python3
"""Builds the example's registry on a running MLflow 3: ``build_registry.py --tracking-uri URL``.

Data, splits and models are seeded, and run times are told, so two builds differ only in what the
server makes up itself: ids, and when a model or version was registered. A registry that already
holds one of the models, or an experiment of the same name, is left as it is.
"""

from __future__ import annotations

import argparse
import logging
import os
import sys
import time
import warnings

# Read by MLflow when it is imported: the example talks to the server it is given and to nothing else.
os.environ["MLFLOW_DISABLE_TELEMETRY"] = "true"
os.environ["DO_NOT_TRACK"] = "true"
# Two lines per run, of addresses that outlive no test server.
os.environ["MLFLOW_SUPPRESS_PRINTING_URL_TO_STDOUT"] = "true"
# A server that is not there should be told in seconds, not after MLflow's minutes of retries.
os.environ.setdefault("MLFLOW_HTTP_REQUEST_MAX_RETRIES", "2")

import mlflow
from mlflow import MlflowClient
from mlflow.entities import ViewType
from mlflow.exceptions import MlflowException

import churn_predictor
import ltv_estimator
import support_forecaster

MODELS = (churn_predictor.NAME, ltv_estimator.NAME, support_forecaster.NAME)
EXPERIMENTS = (churn_predictor.EXPERIMENT, support_forecaster.EXPERIMENT)
EXIT_NOT_REACHED, EXIT_ALREADY_THERE = 1, 3


def already_there(client: MlflowClient) -> list[str]:
    """What of the example this registry holds, in words. A deleted experiment counts: it keeps its name."""
    held = {model.name for model in client.search_registered_models(max_results=1000)}
    experiments = client.search_experiments(view_type=ViewType.ALL, max_results=1000)
    named = {experiment.name for experiment in experiments}
    return [f"model {name}" for name in MODELS if name in held] + [
        f"experiment {name}" for name in EXPERIMENTS if name in named
    ]


def build(client: MlflowClient) -> None:
    """Builds both experiments and all three models, and prints what came of each."""
    churn = client.create_experiment(churn_predictor.EXPERIMENT, tags=churn_predictor.EXPERIMENT_TAGS)
    support = client.create_experiment(support_forecaster.EXPERIMENT, tags=support_forecaster.EXPERIMENT_TAGS)
    built = (
        (churn_predictor.NAME, "accuracy", churn_predictor.build(client, churn)),
        (ltv_estimator.NAME, "r2", ltv_estimator.build(client, churn)),
        (support_forecaster.NAME, "mean error", support_forecaster.build(client, support)),
    )
    for name, measure, versions in built:
        for version, value in versions.items():
            print(f"{name} {version}: {measure} {value:.3f}")


def main() -> int:
    parser = argparse.ArgumentParser(description="Build the churn example's registry on a running MLflow 3.")
    parser.add_argument(
        "--tracking-uri", required=True, help="the server's address, such as http://127.0.0.1:5000"
    )
    tracking_uri = parser.parse_args().tracking_uri

    # One model is logged without a signature on purpose; the rest of the chatter is not for this output.
    logging.getLogger("mlflow").setLevel(logging.ERROR)
    warnings.filterwarnings("ignore", module="mlflow")
    mlflow.set_tracking_uri(tracking_uri)
    client = MlflowClient(tracking_uri)

    try:
        found = already_there(client)
    except MlflowException as error:
        print(f"No MLflow answers at {tracking_uri}: {error.message}", file=sys.stderr)
        return EXIT_NOT_REACHED
    if found:
        print(
            f"{tracking_uri} already holds {', '.join(found)}. Nothing was changed. Build the example on a "
            "registry that has none of it: start MLflow on an empty folder, or delete these for good first.",
            file=sys.stderr,
        )
        return EXIT_ALREADY_THERE

    started = time.monotonic()
    build(client)
    print(f"Built in {time.monotonic() - started:.0f} s on {tracking_uri}.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
