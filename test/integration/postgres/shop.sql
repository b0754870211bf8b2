-- A small shop, with one of everything that PostgreSQL can say of tables.
CREATE SCHEMA raw;
CREATE SCHEMA mart;
CREATE SCHEMA "Odd schema";
CREATE SCHEMA scratch;

CREATE TABLE raw.customers (
  id bigint PRIMARY KEY,
  email varchar(200) NOT NULL,
  country char(2),
  gone text
);
ALTER TABLE raw.customers DROP COLUMN gone, ADD COLUMN name text;
COMMENT ON TABLE raw.customers IS 'Everyone who ever bought something.';
COMMENT ON COLUMN raw.customers.email IS 'Where the receipt goes.';

CREATE TABLE raw.orders (
  id bigint,
  line integer,
  customer_id bigint NOT NULL REFERENCES raw.customers (id),
  net numeric(12, 2) NOT NULL,
  tax numeric(12, 2) NOT NULL DEFAULT 0,
  gross numeric(12, 2) GENERATED ALWAYS AS (net + tax) STORED,
  tags text[],
  placed_at timestamptz,
  PRIMARY KEY (id, line)
);

CREATE TABLE raw.events (at date NOT NULL, kind text) PARTITION BY RANGE (at);
CREATE TABLE raw.events_2026 PARTITION OF raw.events FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');

CREATE TABLE "Odd schema"."Größe.x" ("a""b" integer, "SELECT" text);
CREATE TABLE scratch.notes (id integer);

CREATE AGGREGATE mart.product (double precision) (sfunc = float8mul, stype = double precision, initcond = '1');

CREATE VIEW mart.paying (customer, email_hash, spent, last_order) AS
  SELECT c.id, md5(c.email), sum(o.gross), max(o.placed_at)
  FROM raw.customers c JOIN raw.orders o ON o.customer_id = c.id
  WHERE o.net > 0
  GROUP BY c.id, c.email;
COMMENT ON VIEW mart.paying IS 'Who pays.';

CREATE VIEW mart.ranked AS
  WITH recent AS (SELECT * FROM mart.paying WHERE last_order > now() - interval '1 year')
  SELECT r.*, rank() OVER (ORDER BY r.spent DESC) AS place,
         CASE WHEN r.spent > 100 THEN 'big' ELSE c.country::text END AS label
  FROM recent r LEFT JOIN raw.customers c ON c.id = r.customer;

CREATE MATERIALIZED VIEW mart.tag_counts AS
  SELECT t.tag, count(*) AS n, mart.product(o.net::double precision) AS product
  FROM raw.orders o CROSS JOIN LATERAL unnest(o.tags) AS t(tag) GROUP BY t.tag;

CREATE VIEW mart.events_this_year AS SELECT kind FROM raw.events_2026;
CREATE VIEW mart.sizes AS SELECT "a""b" + 1 AS "a b" FROM "Odd schema"."Größe.x";
CREATE VIEW mart.names AS SELECT relname::text AS name FROM pg_class;
CREATE VIEW mart.reports AS
  WITH RECURSIVE up(id, root) AS (
    SELECT id, id FROM raw.customers WHERE country = 'DE'
    UNION ALL SELECT c.id, u.root FROM raw.customers c JOIN up u ON c.id = u.id + 1)
  SELECT * FROM up;
