"""The shop's jobs and their runs: feature pipeline, scoring, dashboards and an alerting service.

Each function tells one job's part of the story as OpenLineage events. Times are told and run ids are
derived from job and time. Some of it is awkward on purpose, because real senders are: a START names its
datasets without a single facet, and the alerting service never completes.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from openlineage.client.event_v2 import (
    InputDataset,
    Job,
    OutputDataset,
    Run,
    RunEvent,
    RunState,
)
from openlineage.client.facet_v2 import (
    RunFacet,
    dataset_type_dataset,
    dataset_version_dataset,
    nominal_time_run,
    output_statistics_output_dataset,
    processing_engine_run,
)
from openlineage.client.generated.column_lineage_dataset import ColumnLineageDatasetFacet

from lineage_facets import (
    column_lineage,
    column_of,
    described,
    directly,
    indirectly,
    input_table,
    job,
    output_table,
)
from warehouse import CHURN_SCORES, CUSTOMER_FEATURES, CUSTOMERS, ORDERS, Column

SCHEDULER = "airflow://shop"
DASHBOARDS = "superset://bi"
REGISTRY = "mlflow://mlflow-prod"
CHAMPION = "models:/customer_churn_predictor@champion"
CHAMPION_VERSION = "3"
ROWS = 6_000

FEATURES_SQL = """\
INSERT INTO shop.public.customer_features
SELECT c.customer_id,
       (CURRENT_DATE - c.signup_date) / 30 AS tenure_months,
       o.count_30d,
       AVG(o.amount_90d) OVER (PARTITION BY o.customer_id) AS avg_order_value,
       CURRENT_DATE - o.last_order_at::date AS days_since_order,
       c.support_tickets,
       c.region,
       c.plan = 'cancelled' AS churned
FROM shop.public.customers c
JOIN shop.public.orders o ON o.customer_id = c.customer_id"""


def scheduled_run(
    of: Job,
    started: datetime,
    minutes: int,
    inputs: list[InputDataset],
    outputs: list[OutputDataset],
    last: RunState = RunState.COMPLETE,
) -> Iterator[RunEvent]:
    """A run as its two events: START with bare datasets, then the last one with all that is known."""
    run_id = str(uuid.uuid5(uuid.NAMESPACE_URL, f"{of.namespace}/{of.name}/{started.isoformat()}"))
    facets: dict[str, RunFacet] = {}
    if last is RunState.COMPLETE:
        # What Airflow's provider adds to the runs of its tasks; a service runs outside of it.
        facets["nominalTime"] = nominal_time_run.NominalTimeRunFacet(_text(started))
        facets["processing_engine"] = processing_engine_run.ProcessingEngineRunFacet(
            "3.1.3", "Airflow", "2.7.2"
        )
    yield RunEvent(
        eventType=RunState.START,
        eventTime=_text(started),
        run=Run(run_id, facets),
        job=of,
        inputs=[InputDataset(each.namespace, each.name) for each in inputs],
        outputs=[OutputDataset(each.namespace, each.name) for each in outputs],
    )
    yield RunEvent(
        eventType=last,
        eventTime=_text(started + timedelta(minutes=minutes)),
        run=Run(run_id, facets),
        job=of,
        inputs=inputs,
        outputs=outputs,
    )


def _text(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M:%S.000Z")


def _on(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 11, day, hour, minute, tzinfo=UTC)


def _with_rows(dataset: OutputDataset, rows: int) -> OutputDataset:
    dataset.outputFacets = {
        "outputStatistics": output_statistics_output_dataset.OutputStatisticsOutputDatasetFacet(rowCount=rows)
    }
    return dataset


def feature_pipeline() -> Iterator[RunEvent]:
    """customers, orders → customer_features."""
    lineage = column_lineage(
        {
            "customer_id": [directly(column_of(CUSTOMERS, "customer_id"), "IDENTITY")],
            "tenure_months": [directly(column_of(CUSTOMERS, "signup_date"), "TRANSFORMATION")],
            "count_30d": [directly(column_of(ORDERS, "count_30d"), "IDENTITY")],
            "avg_order_value": [directly(column_of(ORDERS, "amount_90d"), "AGGREGATION")],
            "days_since_order": [directly(column_of(ORDERS, "last_order_at"), "TRANSFORMATION")],
            "support_tickets": [directly(column_of(CUSTOMERS, "support_tickets"), "IDENTITY")],
            "region": [directly(column_of(CUSTOMERS, "region"), "IDENTITY")],
            "churned": [directly(column_of(CUSTOMERS, "plan"), "TRANSFORMATION")],
        },
        dataset=[indirectly(column_of(ORDERS, "customer_id"), "JOIN")],
    )
    yield from scheduled_run(
        job(
            SCHEDULER,
            "features.build_customer_features",
            "Builds the feature table from accounts and order snapshots.",
            "team:data-science",
            "TASK",
            path="dags/features/build_customer_features.sql",
            query=FEATURES_SQL,
        ),
        _on(18, 2),
        14,
        [input_table(CUSTOMERS), input_table(ORDERS)],
        [_with_rows(output_table(CUSTOMER_FEATURES, lineage), ROWS)],
    )


def scoring() -> Iterator[RunEvent]:
    """customer_features and the champion → churn_scores, on two days.

    The model is an input like any other, named as the job asked for it: by alias. What the alias stood
    for at that moment is its dataset version.
    """
    champion = InputDataset(
        REGISTRY,
        CHAMPION,
        facets={
            "datasetType": dataset_type_dataset.DatasetTypeDatasetFacet("MODEL"),
            "version": dataset_version_dataset.DatasetVersionDatasetFacet(CHAMPION_VERSION),
        },
    )
    prediction = (REGISTRY, CHAMPION, "prediction")
    lineage = column_lineage(
        {
            "customer_id": [directly(column_of(CUSTOMER_FEATURES, "customer_id"), "IDENTITY")],
            "region": [directly(column_of(CUSTOMER_FEATURES, "region"), "IDENTITY")],
            "score": [directly(prediction, "TRANSFORMATION", "probability of leaving")],
            "churn_band": [directly(prediction, "TRANSFORMATION", "low below 0.3, high above 0.7")],
        }
    )
    score = job(
        SCHEDULER,
        "scoring.score_churn_daily",
        "Scores every customer with the champion of customer_churn_predictor.",
        "team:data-science",
        "TASK",
        path="dags/scoring/score_churn_daily.py",
    )
    for day in (19, 20):
        yield from scheduled_run(
            score,
            _on(day, 4),
            6,
            [input_table(CUSTOMER_FEATURES), champion],
            [_with_rows(output_table(CHURN_SCORES, lineage), ROWS)],
        )


def churn_overview() -> Iterator[RunEvent]:
    """churn_scores → the dashboard that the retention team looks at."""
    at_risk = Column("churn_risk_by_region", "double precision", "Mean score per sales region.")
    in_bands = Column("customers_by_band", "integer", "Customers per band.")
    lineage = column_lineage(
        {
            at_risk.name: [
                directly(column_of(CHURN_SCORES, "score"), "AGGREGATION"),
                indirectly(column_of(CHURN_SCORES, "region"), "GROUP_BY"),
            ],
            in_bands.name: [indirectly(column_of(CHURN_SCORES, "churn_band"), "GROUP_BY")],
        }
    )
    yield from scheduled_run(
        job(
            SCHEDULER,
            "bi.refresh_churn_overview",
            "Refreshes the dashboard Churn overview.",
            "team:retention",
            "TASK",
            path="dags/bi/refresh_churn_overview.py",
        ),
        _on(20, 5),
        2,
        [input_table(CHURN_SCORES)],
        [
            _dashboard(
                "Churn overview", "Who may leave, and where.", "team:retention", (at_risk, in_bands), lineage
            )
        ],
    )


def retention_alerts() -> Iterator[RunEvent]:
    """churn_scores → an application, of which nothing finer than the table is known.

    A service does not complete: after START it only says that it is RUNNING.
    """
    yield from scheduled_run(
        job(
            SCHEDULER,
            "apps.retention_alerts",
            "Watches the scores and alerts the account managers of customers at high risk.",
            "team:retention",
            "APPLICATION",
            processing_type="SERVICE",
            integration="CUSTOM",
        ),
        _on(20, 5, 30),
        30,
        [input_table(CHURN_SCORES)],
        [],
        last=RunState.RUNNING,
    )


def signups_by_plan() -> Iterator[RunEvent]:
    """customers → a dashboard that no model and no order has any part in."""
    signups = Column("signups_by_plan", "integer", "Accounts opened per month and plan.")
    lineage = column_lineage(
        {
            signups.name: [
                directly(column_of(CUSTOMERS, "customer_id"), "AGGREGATION"),
                indirectly(column_of(CUSTOMERS, "signup_date"), "GROUP_BY"),
                indirectly(column_of(CUSTOMERS, "plan"), "GROUP_BY"),
            ]
        }
    )
    yield from scheduled_run(
        job(
            SCHEDULER,
            "bi.refresh_signups_by_plan",
            "Refreshes the dashboard Signups by plan.",
            "team:accounts",
            "TASK",
            path="dags/bi/refresh_signups_by_plan.py",
        ),
        _on(20, 6),
        1,
        [input_table(CUSTOMERS)],
        [_dashboard("Signups by plan", "Growth of the membership.", "team:accounts", (signups,), lineage)],
    )


def _dashboard(
    name: str, description: str, owner: str, tiles: tuple[Column, ...], lineage: ColumnLineageDatasetFacet
) -> OutputDataset:
    facets = {
        **described(tiles, description, owner),
        "datasetType": dataset_type_dataset.DatasetTypeDatasetFacet("DASHBOARD"),
        "columnLineage": lineage,
    }
    return OutputDataset(DASHBOARDS, name, facets=facets)
