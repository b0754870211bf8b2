import { describe, expect, it } from 'vitest';
import { columnsOf, lineage, rowsOf } from './support.js';

describe('The columns that a query is made from', () => {
  it('tells a copied value from a changed and from an aggregated one', async () => {
    const sql = `SELECT o.id, o.amount * 1.2 AS gross, sum(o.amount) AS total, count(*) AS orders
                 FROM orders o GROUP BY o.id`;
    expect(await lineage(sql)).toEqual({
      columns: {
        id: ['orders.id IDENTITY'],
        gross: ['orders.amount TRANSFORMATION'],
        total: ['orders.amount AGGREGATION'],
        orders: [],
      },
      rows: ['orders.id ~GROUP_BY'],
    });
  });

  it('follows aliases, subqueries, WITH queries and stars to the tables', async () => {
    const sql = `WITH big(order_id, who) AS (SELECT id, customer_id FROM orders WHERE amount > 100),
                      named AS (SELECT b.*, c.name FROM big b JOIN customers c ON c.id = b.who)
                 SELECT q.order_id AS o, upper(q.name) AS n FROM (SELECT * FROM named) q`;
    expect(await lineage(sql)).toEqual({
      columns: { o: ['orders.id IDENTITY'], n: ['customers.name TRANSFORMATION'] },
      rows: ['customers.id ~JOIN', 'orders.amount ~FILTER', 'orders.customer_id ~JOIN'],
    });
  });

  it('gives each place of a UNION the columns of all its parts', async () => {
    const sql = 'SELECT id, name FROM customers UNION ALL SELECT id, status FROM orders';
    expect(await columnsOf(sql)).toEqual({
      id: ['customers.id IDENTITY', 'orders.id IDENTITY'],
      name: ['customers.name IDENTITY', 'orders.status IDENTITY'],
    });
  });

  it('takes no values from what EXCEPT takes away', async () => {
    const sql = 'SELECT id FROM customers EXCEPT SELECT customer_id FROM orders';
    expect(await lineage(sql)).toEqual({
      columns: { id: ['customers.id IDENTITY'] },
      rows: ['orders.customer_id ~FILTER'],
    });
  });

  it('says what only decides about a value, and keeps what it decides between', async () => {
    const sql = `SELECT CASE WHEN age > 65 THEN name ELSE email END AS label FROM customers`;
    expect(await columnsOf(sql)).toEqual({
      label: [
        'customers.age ~CONDITIONAL',
        'customers.email TRANSFORMATION',
        'customers.name TRANSFORMATION',
      ],
    });
  });

  it('tells windows apart from what is computed over them, named windows too', async () => {
    const sql = `SELECT sum(amount) OVER w AS running, row_number() OVER (PARTITION BY status) AS nr
                 FROM orders WINDOW w AS (PARTITION BY customer_id ORDER BY placed_at)`;
    expect(await columnsOf(sql)).toEqual({
      running: ['orders.amount AGGREGATION', 'orders.customer_id ~WINDOW', 'orders.placed_at ~WINDOW'],
      nr: ['orders.status ~WINDOW'],
    });
  });

  it('marks what is hashed or counted as masked, and not what is shown beside it', async () => {
    const sql = `SELECT md5(email) AS hashed, count(email) AS n, email || md5(email) AS both FROM customers GROUP BY email`;
    expect(await columnsOf(sql)).toEqual({
      hashed: ['customers.email TRANSFORMATION masked'],
      n: ['customers.email AGGREGATION masked'],
      both: ['customers.email TRANSFORMATION'],
    });
  });

  it('resolves what a correlated subquery takes from outside', async () => {
    const sql = `SELECT c.id, (SELECT max(amount) FROM orders o WHERE o.customer_id = c.id) AS biggest FROM customers c
                 WHERE EXISTS (SELECT 1 FROM orders x WHERE x.customer_id = c.id AND x.status = 'paid')`;
    expect(await lineage(sql)).toEqual({
      columns: {
        id: ['customers.id IDENTITY'],
        biggest: ['customers.id ~FILTER', 'orders.amount AGGREGATION', 'orders.customer_id ~FILTER'],
      },
      rows: ['customers.id ~FILTER', 'orders.customer_id ~FILTER', 'orders.status ~FILTER'],
    });
  });

  it('takes the columns that USING joins from the side that fills them', async () => {
    const left = 'SELECT * FROM orders o LEFT JOIN employees e USING (id)';
    const columns = await columnsOf(left);
    expect(columns['id']).toEqual(['orders.id IDENTITY']);
    expect(Object.keys(columns)).toEqual([
      ...['id', 'customer_id', 'amount', 'placed_at', 'tags', 'status', 'manager_id', 'name'],
    ]);
    expect(await columnsOf('SELECT id FROM orders FULL JOIN employees USING (id)')).toEqual({
      id: ['employees.id TRANSFORMATION', 'orders.id TRANSFORMATION'],
    });
    expect(await rowsOf('SELECT 1 FROM customers NATURAL JOIN employees')).toEqual([
      'customers.id ~JOIN',
      'customers.name ~JOIN',
      'employees.id ~JOIN',
      'employees.name ~JOIN',
    ]);
  });

  it('follows a query that reads itself until nothing is added', async () => {
    const sql = `WITH RECURSIVE chain(id, boss, path) AS (
                   SELECT id, manager_id, name FROM employees WHERE manager_id IS NULL
                   UNION ALL
                   SELECT e.id, c.id, c.path || e.name FROM employees e JOIN chain c ON e.manager_id = c.id)
                 SELECT * FROM chain`;
    expect(await columnsOf(sql)).toEqual({
      id: ['employees.id IDENTITY'],
      boss: ['employees.id IDENTITY', 'employees.manager_id IDENTITY'],
      path: ['employees.name IDENTITY TRANSFORMATION'],
    });
  });

  it('knows what a function in FROM is given, LATERAL queries, and whole rows', async () => {
    const unnest = 'SELECT o.id, t.tag FROM orders o, LATERAL unnest(o.tags) AS t(tag)';
    expect((await columnsOf(unnest))['tag']).toEqual(['orders.tags TRANSFORMATION']);
    const lateral = `SELECT l.last FROM customers c,
                       LATERAL (SELECT max(placed_at) AS last FROM orders WHERE customer_id = c.id) l`;
    expect((await columnsOf(lateral))['last']).toEqual(['orders.placed_at AGGREGATION']);
    const row = 'SELECT to_jsonb(e) AS document, (e).name FROM employees e';
    expect(await columnsOf(row)).toEqual({
      document: ['id', 'manager_id', 'name'].map((column) => `employees.${column} TRANSFORMATION`),
      name: ['employees.name IDENTITY'],
    });
  });

  it('reads ordering and grouping by place and by the names of outputs', async () => {
    const sql = 'SELECT status AS s, sum(amount) AS total FROM orders GROUP BY 1 ORDER BY total DESC';
    expect(await rowsOf(sql)).toEqual(['orders.amount ~SORT', 'orders.status ~GROUP_BY']);
    expect(await rowsOf('SELECT lower(status) AS low FROM orders GROUP BY low')).toEqual([
      'orders.status ~GROUP_BY',
    ]);
  });

  it('names columns as PostgreSQL does where the query does not', async () => {
    const sql = `SELECT max(id), amount::text, coalesce(status, ''), CASE WHEN true THEN 1 END, 1 + 1, now(),
                   (SELECT name FROM customers LIMIT 1) FROM orders GROUP BY amount, status`;
    expect(Object.keys(await columnsOf(sql))).toEqual([
      'max',
      'amount',
      'coalesce',
      'case',
      '?column?',
      'now',
      'name',
    ]);
  });

  it('takes any named column for one of a table whose columns nobody knows', async () => {
    const sql = 'SELECT e.kind, amount FROM raw.events e JOIN orders o ON o.id = e.order_id';
    expect(await lineage(sql)).toEqual({
      columns: { kind: ['events.kind IDENTITY'], amount: ['orders.amount IDENTITY'] },
      rows: ['events.order_id ~JOIN', 'orders.id ~JOIN'],
    });
    expect(await columnsOf('SELECT kind FROM raw.events')).toEqual({ kind: ['events.kind IDENTITY'] });
  });

  it('looks through * over a table whose columns nobody knows, down to those that are named', async () => {
    const sql = `WITH source AS (SELECT * FROM raw.events),
                      renamed AS (SELECT *, amount * 2 AS double FROM source WHERE kind = 'buy')
                 SELECT id AS event_id, double FROM renamed`;
    expect(await lineage(sql)).toEqual({
      columns: { event_id: ['events.id IDENTITY'], double: ['events.amount TRANSFORMATION'] },
      rows: ['events.kind ~FILTER'],
    });
  });

  it('tells nothing of system tables', async () => {
    expect(await columnsOf('SELECT c.relname, o.id FROM orders o, pg_catalog.pg_class c')).toEqual({
      relname: [],
      id: ['orders.id IDENTITY'],
    });
  });
});

describe('A query that cannot be resolved', () => {
  it.each([
    ['SELECT nothing FROM orders', 'nothing in it is called nothing'],
    ['SELECT x.id FROM orders o', 'nothing in it is called x.id'],
    ['SELECT * FROM raw.events', 'it takes all columns of a table whose columns are not known'],
    ['SELECT id FROM absent', 'the table absent is not known'],
    ['SELECT kind FROM raw.events, raw.clicks', 'of which of its tables kind is a column cannot be told'],
    ['SELECT id FROM orders QUALIFY row_number() OVER () = 1', 'syntax error'],
    ['SELECT 1; SELECT 2', 'it is not a single query'],
    ['DELETE FROM orders', 'it is not a single query'],
    ['WITH gone AS (DELETE FROM orders RETURNING id) SELECT id FROM gone', 'a part of it is no query'],
    ['SELECT id FROM orders UNION SELECT id, name FROM customers', 'different numbers of columns'],
    [`SELECT ${'1 + '.repeat(50_000)} 1`, ''],
  ])('gives its reason and no part of an answer: %.60s', async (sql, reason) => {
    await expect(lineage(sql)).rejects.toMatchObject({
      name: 'UnresolvedQuery',
      message: expect.stringContaining(reason),
    });
  });

  it('does not keep the next ones from being read', async () => {
    for (let attempt = 0; attempt < 40; attempt += 1) {
      await expect(lineage(`SELECT ${'1 + '.repeat(20_000)} 1`)).rejects.toThrow();
    }
    expect(await columnsOf('SELECT id FROM orders')).toEqual({ id: ['orders.id IDENTITY'] });
  }, 60_000);
});
