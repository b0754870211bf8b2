"""The shop's warehouse: its tables, their columns, and the names that every system calls them by.

MLflow's logged datasets and OpenLineage's events must say the same table names, or the two halves
of the story never meet on one table. So the names stand here once and both scripts read them.
"""

from __future__ import annotations

from dataclasses import dataclass

NAMESPACE = "postgres://warehouse:5432"
"""OpenLineage's naming of a PostgreSQL server: scheme, host and port."""


@dataclass(frozen=True)
class Column:
    """A column as the warehouse declares it."""

    name: str
    type: str
    description: str


@dataclass(frozen=True)
class Table:
    """A table by its full name, ``database.schema.table``."""

    name: str
    description: str
    owner: str
    columns: tuple[Column, ...]

    @property
    def column_names(self) -> list[str]:
        return [column.name for column in self.columns]


CUSTOMERS = Table(
    name="shop.public.customers",
    description="One row per customer, from the shop's accounts.",
    owner="team:accounts",
    columns=(
        Column("customer_id", "bigint", "Number of the customer."),
        Column("signup_date", "date", "Day on which the account was opened."),
        Column("region", "text", "Sales region of the delivery address."),
        Column("plan", "text", "Membership: basic, plus, or cancelled."),
        Column("support_tickets", "integer", "Support tickets opened in the last 90 days."),
    ),
)

ORDERS = Table(
    name="shop.public.orders",
    description="Weekly snapshot of each customer's ordering, rolled up from the order log.",
    owner="team:orders",
    columns=(
        Column("customer_id", "bigint", "Number of the customer."),
        Column("count_30d", "integer", "Orders in the 30 days before the snapshot."),
        Column(
            "amount_90d", "numeric(12,2)", "Amount per order over the 90 days before the snapshot, in EUR."
        ),
        Column("last_order_at", "timestamp", "When the last order was placed, in UTC."),
        Column("returned_90d", "integer", "Orders sent back in the 90 days before the snapshot."),
    ),
)

CUSTOMER_FEATURES = Table(
    name="shop.public.customer_features",
    description="What the models learn from and score: one row per customer, rebuilt from the snapshots.",
    owner="team:data-science",
    columns=(
        Column("customer_id", "bigint", "Number of the customer."),
        Column("tenure_months", "integer", "Whole months since the account was opened."),
        Column("count_30d", "integer", "Orders in the last 30 days."),
        Column("avg_order_value", "double precision", "Mean basket over the customer's snapshots, in EUR."),
        Column("days_since_order", "integer", "Whole days since the last order."),
        Column("support_tickets", "integer", "Support tickets opened in the last 90 days."),
        Column("region", "text", "Sales region of the delivery address."),
        Column("churned", "boolean", "The label: the customer has cancelled the membership."),
    ),
)

CHURN_SCORES = Table(
    name="shop.public.churn_scores",
    description="Daily predictions of the champion of customer_churn_predictor.",
    owner="team:data-science",
    columns=(
        Column("customer_id", "bigint", "Number of the customer."),
        Column("score", "double precision", "Probability that the customer leaves, 0 to 1."),
        Column("churn_band", "text", "The score in words: low, medium or high."),
        Column("region", "text", "Sales region of the delivery address."),
        Column("model_version", "text", "Version of the model that gave the score."),
        Column("scored_at", "timestamp", "When the score was given, in UTC."),
    ),
)
