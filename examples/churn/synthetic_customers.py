"""Seeded customers to train on: the same rows on every machine and every run.

The rows are those of ``customer_features``, plus two outcomes that the warehouse does not hold and
that the models without churn in their name learn: money spent next and tickets opened next.

The rule behind ``churned`` is made of thresholds and one exclusive-or, which a straight line cannot
follow, trees can follow roughly, and boosted trees can follow well. That is what sets the three
versions of the churn model apart; the share of labels turned over at random keeps any from 100 %.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

SEED = 20261101
CUSTOMERS = 6_000
LABEL_NOISE = 0.05
REGIONS = ("north", "south", "east", "west")

CHURN_INPUTS = ["tenure_months", "count_30d", "avg_order_value", "days_since_order", "support_tickets"]
"""Names of the churn model's inputs: exactly the names of columns of ``customer_features``."""

LTV_INPUTS = ["count_30d", "avg_order_value"]
SUPPORT_INPUTS = ["support_tickets", "tenure_months"]


def customer_features() -> pd.DataFrame:
    """The feature table, with the types that the warehouse declares."""
    rng = np.random.default_rng(SEED)
    tenure_months = rng.integers(1, 73, CUSTOMERS)
    count_30d = rng.poisson(rng.gamma(2.0, 1.6, CUSTOMERS))
    avg_order_value = np.round(rng.lognormal(3.6, 0.45, CUSTOMERS), 2)
    days_since_order = np.minimum(rng.exponential(28, CUSTOMERS) / (0.5 + 0.25 * count_30d), 180)
    support_tickets = rng.poisson(rng.gamma(1.2, 1.1, CUSTOMERS))

    gone_quiet = (count_30d < 2) & (days_since_order > 14)
    annoyed = (support_tickets > 2) & (tenure_months < 30)
    small_basket = avg_order_value < 30
    long_standing = tenure_months > 42
    leaves = gone_quiet | annoyed | (small_basket ^ long_standing) & (count_30d < 4) & (support_tickets > 0)
    turned_over = rng.random(CUSTOMERS) < LABEL_NOISE

    return pd.DataFrame(
        {
            "customer_id": np.arange(100_001, 100_001 + CUSTOMERS, dtype="int64"),
            "tenure_months": tenure_months.astype("int32"),
            "count_30d": count_30d.astype("int32"),
            "avg_order_value": avg_order_value,
            "days_since_order": days_since_order.astype("int32"),
            "support_tickets": support_tickets.astype("int32"),
            "region": rng.choice(REGIONS, CUSTOMERS),
            "churned": leaves ^ turned_over,
        }
    )


def spent_next_quarter(features: pd.DataFrame) -> pd.Series:
    """What each customer spends in the 90 days after, in EUR: the label of the lifetime-value model."""
    rng = np.random.default_rng(SEED + 1)
    noise = rng.lognormal(0.0, 0.25, len(features))
    spent = 3 * features["count_30d"] * features["avg_order_value"] * noise
    return pd.Series(np.round(spent, 2), name="spent_next_quarter")


def tickets_next_month(features: pd.DataFrame) -> pd.Series:
    """How many tickets each customer opens in the month after: the label of the support forecaster."""
    rng = np.random.default_rng(SEED + 2)
    expected = 0.2 + 0.3 * features["support_tickets"] + 0.8 / (1 + features["tenure_months"] / 6)
    return pd.Series(rng.poisson(expected).astype("float64"), name="tickets_next_month")
