"""Sends what a nightly job tells, with the official client over HTTP: one run of it, and of another one that fails."""

import sys
from datetime import datetime, timezone
from uuid import UUID

from openlineage.client import OpenLineageClient
from openlineage.client.event_v2 import (
    Dataset,
    DatasetEvent,
    InputDataset,
    Job,
    JobEvent,
    OutputDataset,
    Run,
    RunEvent,
    RunState,
)
from openlineage.client.facet_v2 import (
    column_lineage_dataset,
    documentation_dataset,
    nominal_time_run,
    output_statistics_output_dataset,
    parent_run,
    schema_dataset,
)
from openlineage.client.transport.http import (
    ApiKeyTokenProvider,
    HttpCompression,
    HttpConfig,
    HttpTransport,
)

url, token, compression = sys.argv[1:]
config = HttpConfig(
    url=url,
    auth=ApiKeyTokenProvider({"apiKey": token}),
    compression=HttpCompression.GZIP if compression == "gzip" else None,
)
client = OpenLineageClient(transport=HttpTransport(config))

WAREHOUSE = "postgres://warehouse:5432"
job = Job(namespace="airflow://shop", name=f"nightly.{compression}")
parent = parent_run.ParentRunFacet(
    run=parent_run.Run(runId="0194a2b0-0000-7000-8000-000000000001"),
    job=parent_run.Job(namespace="airflow://shop", name="nightly"),
)
orders = InputDataset(
    namespace=WAREHOUSE,
    name="orders",
    facets={
        "schema": schema_dataset.SchemaDatasetFacet(
            fields=[schema_dataset.SchemaDatasetFacetFields(name="total", type="numeric")]
        )
    },
)
totals = OutputDataset(
    namespace=WAREHOUSE,
    name=f"totals_{compression}",
    facets={
        "columnLineage": column_lineage_dataset.ColumnLineageDatasetFacet(
            fields={
                "sum": column_lineage_dataset.Fields(
                    inputFields=[
                        column_lineage_dataset.InputField(
                            namespace=WAREHOUSE,
                            name="orders",
                            field="total",
                            transformations=[
                                column_lineage_dataset.Transformation(type="DIRECT", subtype="AGGREGATION")
                            ],
                        )
                    ]
                )
            }
        )
    },
    outputFacets={
        "outputStatistics": output_statistics_output_dataset.OutputStatisticsOutputDatasetFacet(rowCount=7)
    },
)


def emit(run_id: int, state: RunState, hour: int, inputs=(), outputs=()) -> None:
    run = Run(
        runId=str(UUID(int=run_id)),
        facets={
            "parent": parent,
            "nominalTime": nominal_time_run.NominalTimeRunFacet(nominalStartTime="2026-11-20T04:00:00Z"),
        },
    )
    time = datetime(2026, 11, 20, hour, tzinfo=timezone.utc).isoformat()
    client.emit(
        RunEvent(
            eventType=state, eventTime=time, run=run, job=job, inputs=list(inputs), outputs=list(outputs)
        )
    )


emit(1, RunState.COMPLETE, 5, outputs=[totals])
emit(1, RunState.START, 4, inputs=[orders])
emit(2, RunState.START, 6, inputs=[InputDataset(namespace=WAREHOUSE, name="secrets")], outputs=[totals])
emit(2, RunState.FAIL, 7)
now = datetime(2026, 11, 20, 8, tzinfo=timezone.utc).isoformat()
client.emit(JobEvent(eventTime=now, job=Job(namespace="airflow://shop", name="declared"), inputs=[orders]))
client.emit(
    DatasetEvent(
        eventTime=now,
        dataset=Dataset(
            namespace=WAREHOUSE,
            name="orders",
            facets={"documentation": documentation_dataset.DocumentationDatasetFacet(description="All orders")},
        ),
    )
)
client.close()
