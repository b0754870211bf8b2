"""A second project in the same registry, with a view that is called as one of the other."""

from feast import Entity, FeatureView, Field, FileSource, ValueType
from feast.types import Int64

member = Entity(name="member", join_keys=["member_id"], value_type=ValueType.INT64)
stats = FeatureView(
    name="customer_stats",
    entities=[member],
    source=FileSource(name="points", path="/data/points.parquet", timestamp_field="ts"),
    schema=[Field(name="points", dtype=Int64)],
)
