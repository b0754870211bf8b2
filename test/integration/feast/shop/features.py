"""A shop's feature views, one over each kind of source; CHANGED=1 is how they look a day later."""

import os
from datetime import timedelta

from feast import (
    BigQuerySource,
    Entity,
    FeatureService,
    FeatureView,
    Field,
    FileSource,
    KafkaSource,
    PushSource,
    RedshiftSource,
    RequestSource,
    SnowflakeSource,
    ValueType,
)
from feast.data_format import JsonFormat
from feast.infra.offline_stores.contrib.postgres_offline_store.postgres_source import PostgreSQLSource
from feast.infra.offline_stores.contrib.spark_offline_store.spark_source import SparkSource
from feast.on_demand_feature_view import on_demand_feature_view
from feast.types import Float64, Int64, String

CHANGED = os.environ.get("CHANGED") == "1"

customer = Entity(name="customer", join_keys=["customer_id"], value_type=ValueType.INT64, owner="ada")
account = Entity(name="account", join_keys=["account_no"], value_type=ValueType.STRING)


def one_feature(view, source, feature, **options):
    """A view of a single feature over a source."""
    schema = [Field(name=feature, dtype=Int64)]
    return FeatureView(name=view, entities=[customer], source=source, schema=schema, **options)


stats = FeatureView(
    name="customer_stats",
    entities=[customer],
    ttl=timedelta(days=2),
    description="What a customer did",
    owner="ada@shop.example",
    tags={"team": "growth"},
    source=PostgreSQLSource(
        name="customer_features",
        table="public.customer_features",
        timestamp_field="ts",
        created_timestamp_column="loaded_at",
        field_mapping={"bal_eur": "balance_eur"},
        description="One row a customer a day",
        owner="dana",
        tags={"tier": "gold"},
    ),
    schema=[
        Field(
            name="count_30d",
            dtype=Int64,
            description="Orders in thirty days" if CHANGED else "Orders in 30 days",
            tags={"unit": "orders"},
        ),
        Field(name="balance_eur", dtype=Float64),
    ],
)
profile = FeatureView(
    name="profile",
    entities=[customer, account],
    online=False,
    source=FileSource(
        name="profiles", path="s3://lake/profiles/part.parquet", timestamp_field="event_timestamp"
    ),
    schema=[Field(name="country", dtype=String)],
)
everywhere = FeatureView(
    name="rates",
    entities=[],
    source=FileSource(name="rates", path="gs://bucket/rates/", timestamp_field="ts"),
    schema=[Field(name="usd_per_eur", dtype=Float64)],
)
bigquery = one_feature(
    "sales", BigQuerySource(name="bq", table="acme.shop.sales", timestamp_field="ts"), "sales_30d"
)
snowflake = one_feature(
    "visits",
    SnowflakeSource(name="sf", database="DB", schema="PUBLIC", table="VISITS", timestamp_field="TS"),
    "visits_30d",
)
redshift = one_feature(
    "returns",
    RedshiftSource(name="rs", database="dw", schema="mart", table="returns", timestamp_field="ts"),
    "returns_30d",
)
spark = one_feature("clicks", SparkSource(name="sp", table="lake.clicks", timestamp_field="ts"), "clicks_30d")
query = one_feature(
    "asked",
    PostgreSQLSource(name="asked", query="SELECT customer_id, ts, x FROM t", timestamp_field="ts"),
    "x",
)
pushed = one_feature(
    "live",
    PushSource(
        name="pushed",
        batch_source=FileSource(name="pushed_rows", path="/data/live.parquet", timestamp_field="ts"),
    ),
    "live_count",
)
streamed = one_feature(
    "stream",
    KafkaSource(
        name="click_stream",
        kafka_bootstrap_servers="kafka-1:9092,kafka-2:9092",
        topic="clicks",
        timestamp_field="ts",
        message_format=JsonFormat(schema_json="stream_clicks integer"),
        batch_source=FileSource(name="stream_rows", path="data/stream.parquet", timestamp_field="ts"),
    ),
    "stream_clicks",
)
# More of them than the registry gives at once.
wide = {
    number: one_feature(
        f"wide_{number:03}",
        FileSource(name=f"wide_{number:03}", path=f"/data/wide/{number}.parquet", timestamp_field="ts"),
        "value",
    )
    for number in range(120)
}
# Feast takes what a module has by name.
globals().update({view.name: view for view in wide.values()})


@on_demand_feature_view(
    sources=[stats, RequestSource(name="request", schema=[Field(name="amount", dtype=Float64)])],
    schema=[Field(name="share", dtype=Float64)],
    owner="ada@shop.example",
)
def amount_share(inputs):
    import pandas as pd

    out = pd.DataFrame()
    out["share"] = inputs["amount"] / inputs["balance_eur"]
    return out


churn_v1 = FeatureService(
    name="churn_v1",
    description="What churn takes",
    owner="mlops",
    tags={"model": "churn"},
    features=[stats, profile[["country"]], amount_share],
)
side_by_side = FeatureService(
    name="side_by_side",
    features=[wide[0], wide[1].with_name("other"), stats[["count_30d"]]],
)
if CHANGED:
    newest = one_feature(
        "newest", FileSource(name="newest", path="/data/newest.parquet", timestamp_field="ts"), "fresh"
    )
