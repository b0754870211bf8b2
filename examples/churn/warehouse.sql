-- The shop's warehouse as its PostgreSQL has it: what record-tables.ts reads tables/shop.yaml from.

CREATE TABLE customers (
  customer_id bigint PRIMARY KEY,
  signup_date date NOT NULL,
  region text NOT NULL,
  plan text NOT NULL,
  support_tickets integer NOT NULL DEFAULT 0
);
COMMENT ON TABLE customers IS 'One row per customer, from the shop''s accounts.';
COMMENT ON COLUMN customers.customer_id IS 'Number of the customer.';
COMMENT ON COLUMN customers.signup_date IS 'Day on which the account was opened.';
COMMENT ON COLUMN customers.region IS 'Sales region of the delivery address.';
COMMENT ON COLUMN customers.plan IS 'Membership: basic, plus, or cancelled.';
COMMENT ON COLUMN customers.support_tickets IS 'Support tickets opened in the last 90 days.';

CREATE TABLE orders (
  customer_id bigint NOT NULL REFERENCES customers,
  count_30d integer NOT NULL,
  amount_90d numeric(12,2),
  last_order_at timestamp,
  returned_90d integer NOT NULL DEFAULT 0
);
COMMENT ON TABLE orders IS 'Weekly snapshot of each customer''s ordering, rolled up from the order log.';
COMMENT ON COLUMN orders.customer_id IS 'Number of the customer.';
COMMENT ON COLUMN orders.count_30d IS 'Orders in the 30 days before the snapshot.';
COMMENT ON COLUMN orders.amount_90d IS 'Amount per order over the 90 days before the snapshot, in EUR.';
COMMENT ON COLUMN orders.last_order_at IS 'When the last order was placed, in UTC.';
COMMENT ON COLUMN orders.returned_90d IS 'Orders sent back in the 90 days before the snapshot.';

CREATE TABLE customer_features (
  customer_id bigint PRIMARY KEY REFERENCES customers,
  tenure_months integer NOT NULL,
  count_30d integer,
  avg_order_value double precision,
  days_since_order integer,
  support_tickets integer NOT NULL,
  region text NOT NULL,
  churned boolean NOT NULL
);
COMMENT ON TABLE customer_features IS 'What the models learn from and score: one row per customer, rebuilt from the snapshots.';
COMMENT ON COLUMN customer_features.churned IS 'The label: the customer has cancelled the membership.';

CREATE TABLE churn_scores (
  customer_id bigint NOT NULL REFERENCES customers,
  score double precision NOT NULL,
  churn_band text NOT NULL,
  region text NOT NULL,
  model_version text NOT NULL,
  scored_at timestamp NOT NULL,
  PRIMARY KEY (customer_id, scored_at)
);
COMMENT ON TABLE churn_scores IS 'Daily predictions of the champion of customer_churn_predictor.';
COMMENT ON COLUMN churn_scores.score IS 'Probability that the customer leaves, 0 to 1.';
