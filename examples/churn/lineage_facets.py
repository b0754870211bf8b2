"""Short ways to say OpenLineage datasets, jobs and column lineage with the official client's classes."""

from __future__ import annotations

from openlineage.client.event_v2 import InputDataset, Job, OutputDataset
from openlineage.client.facet_v2 import (
    DatasetFacet,
    JobFacet,
    documentation_dataset,
    documentation_job,
    job_type_job,
    ownership_dataset,
    ownership_job,
    schema_dataset,
    source_code_location_job,
    sql_job,
)
from openlineage.client.generated.column_lineage_dataset import (
    ColumnLineageDatasetFacet,
    Fields,
    InputField,
    Transformation,
)

import warehouse
from warehouse import Column, Table

PIPELINE_REPOSITORY = "https://git.shop.example/data-science/pipelines"
PIPELINE_COMMIT = "9c0de4417b2f4c8fa13d5e8206b97cf11a48e3d2"

Source = tuple[str, str, str]
"""A column of a dataset: namespace, dataset, column."""


def column_of(table: Table, column: str) -> Source:
    """A column of a warehouse table; a name the table does not have is a mistake in the story."""
    if column not in table.column_names:
        raise ValueError(f"{table.name} has no column {column}")
    return (warehouse.NAMESPACE, table.name, column)


def depends_on(source: Source, type_: str, subtype: str, description: str | None = None) -> InputField:
    namespace, name, column = source
    return InputField(namespace, name, column, [Transformation(type_, subtype, description, masking=False)])


def directly(source: Source, subtype: str, description: str | None = None) -> InputField:
    """The value is made from the source's value: IDENTITY, TRANSFORMATION or AGGREGATION."""
    return depends_on(source, "DIRECT", subtype, description)


def indirectly(source: Source, subtype: str, description: str | None = None) -> InputField:
    """The source decides which rows count (JOIN, FILTER, GROUP_BY), not what the value is."""
    return depends_on(source, "INDIRECT", subtype, description)


def column_lineage(
    fields: dict[str, list[InputField]], dataset: list[InputField] | None = None
) -> ColumnLineageDatasetFacet:
    return ColumnLineageDatasetFacet(
        fields={name: Fields(inputs) for name, inputs in fields.items()}, dataset=dataset or []
    )


def schema(columns: tuple[Column, ...]) -> schema_dataset.SchemaDatasetFacet:
    return schema_dataset.SchemaDatasetFacet(
        fields=[
            schema_dataset.SchemaDatasetFacetFields(column.name, column.type, column.description, position)
            for position, column in enumerate(columns, start=1)
        ]
    )


def described(columns: tuple[Column, ...], description: str, owner: str) -> dict[str, DatasetFacet]:
    """What every dataset says of itself: its columns, what it is, and who answers for it."""
    return {
        "schema": schema(columns),
        "documentation": documentation_dataset.DocumentationDatasetFacet(description),
        "ownership": ownership_dataset.OwnershipDatasetFacet([ownership_dataset.Owner(owner, "OWNER")]),
    }


def input_table(table: Table) -> InputDataset:
    facets = described(table.columns, table.description, table.owner)
    return InputDataset(warehouse.NAMESPACE, table.name, facets=facets)


def output_table(table: Table, lineage: ColumnLineageDatasetFacet) -> OutputDataset:
    facets = {**described(table.columns, table.description, table.owner), "columnLineage": lineage}
    return OutputDataset(warehouse.NAMESPACE, table.name, facets=facets)


def job(
    namespace: str,
    name: str,
    description: str,
    owner: str,
    job_type: str,
    *,
    processing_type: str = "BATCH",
    integration: str = "AIRFLOW",
    path: str | None = None,
    query: str | None = None,
) -> Job:
    """A job with what it is, what it does, who owns it, and where its code and its SQL are."""
    facets: dict[str, JobFacet] = {
        "jobType": job_type_job.JobTypeJobFacet(processing_type, integration, job_type),
        "documentation": documentation_job.DocumentationJobFacet(description),
        "ownership": ownership_job.OwnershipJobFacet([ownership_job.Owner(owner, "MAINTAINER")]),
    }
    if path:
        facets["sourceCodeLocation"] = source_code_location_job.SourceCodeLocationJobFacet(
            type="git",
            url=f"{PIPELINE_REPOSITORY}/blob/{PIPELINE_COMMIT}/{path}",
            repoUrl=f"{PIPELINE_REPOSITORY}.git",
            path=path,
            version=PIPELINE_COMMIT,
        )
    if query:
        facets["sql"] = sql_job.SQLJobFacet(query, dialect="postgres")
    return Job(namespace, name, facets)
