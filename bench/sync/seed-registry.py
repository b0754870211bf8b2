"""Fills an MLflow's own SQLite file with models, versions and runs.

seed-registry.py DIRECTORY MODELS           makes the registry
seed-registry.py DIRECTORY --change ROUND   changes one version in a hundred: a metric, a description, an alias

A few rows are made by MLflow's client, as the pattern; all others are copies of them, inserted as they are, because
the client would take hours.
"""

import sqlite3
import sys
from pathlib import Path

VERSIONS = 5
PATTERNS = 20
AT_ONCE = 20_000
MLMODEL = """artifact_path: model
flavors:
  python_function:
    loader_module: mlflow.sklearn
    python_version: 3.11.2
  sklearn:
    pickled_model: model.pkl
    serialization_format: cloudpickle
    sklearn_version: 1.5.2
mlflow_version: 3.17.2
signature:
  inputs: '[{"type": "long", "name": "orders", "required": true}, {"type": "double", "name": "spent", "required": true}, {"type": "long", "name": "age", "required": true}]'
  outputs: '[{"type": "tensor", "tensor-spec": {"dtype": "int64", "shape": [-1]}}]'
"""
SOURCE = "mlflow-artifacts:/shared/model"


def make_patterns(database: Path) -> None:
    from mlflow.entities import Dataset, DatasetInput, InputTag
    from mlflow.tracking import MlflowClient

    uri = f"sqlite:///{database}"
    client = MlflowClient(tracking_uri=uri, registry_uri=uri)
    experiment = client.create_experiment("bench", artifact_location="mlflow-artifacts:/1")
    client.create_registered_model("pattern", description="Who is about to leave.")
    for number in range(PATTERNS):
        run = client.create_run(experiment, run_name=f"pattern-{number}").info.run_id
        for name, value in {"depth": number, "rate": 0.1, "loss": "log", "rounds": 200}.items():
            client.log_param(run, name, value)
        for name in ("accuracy", "auc", "f1"):
            for step in range(3):
                client.log_metric(run, name, 0.5 + step / 10 + number / 1000, step=step)
        columns = '{"mlflow_colspec": [{"type": "long", "name": "orders", "required": true}]}'
        table = f'{{"table_name": "shop.orders_{number}"}}'
        dataset = Dataset(f"orders_{number}", f"{number:08x}", "spark", table, columns, "{}")
        client.log_inputs(run, [DatasetInput(dataset, [InputTag("mlflow.data.context", "training")])])
        client.set_terminated(run)
        client.create_model_version("pattern", SOURCE, run)
    client.set_registered_model_alias("pattern", "champion", "1")


def rows_of(db: sqlite3.Connection, table: str, column: str, value: object) -> list[dict]:
    return [dict(row) for row in db.execute(f'SELECT * FROM "{table}" WHERE "{column}" = ?', (value,))]


class Inserts:
    def __init__(self, db: sqlite3.Connection):
        self.db = db
        self.waiting: dict[str, list[tuple]] = {}

    def add(self, table: str, row: dict) -> None:
        names = ", ".join(f'"{name}"' for name in row)
        text = f'INSERT INTO "{table}" ({names}) VALUES ({", ".join("?" * len(row))})'
        rows = self.waiting.setdefault(text, [])
        rows.append(tuple(row.values()))
        if len(rows) >= AT_ONCE:
            self.db.executemany(text, rows)
            rows.clear()

    def end(self) -> None:
        for text, rows in self.waiting.items():
            self.db.executemany(text, rows)


def copy_run(inserts: Inserts, pattern: dict[str, list[dict]], run: str) -> None:
    for row in pattern["runs"]:
        inserts.add("runs", {**row, "run_uuid": run, "name": f"run-{run[-8:]}"})
    for table in ("params", "metrics", "latest_metrics", "tags"):
        for row in pattern[table]:
            inserts.add(table, {**row, "run_uuid": run})
    for row in pattern["inputs"]:
        given = {**row, "input_uuid": f"i{run[1:]}", "destination_id": run}
        inserts.add("inputs", given)
        for tag in pattern["input_tags"]:
            inserts.add("input_tags", {**tag, "input_uuid": given["input_uuid"]})


def seed(directory: Path, models: int) -> None:
    database = directory / "mlflow.db"
    make_patterns(database)
    shared = directory / "artifacts" / "shared" / "model"
    shared.mkdir(parents=True)
    (shared / "MLmodel").write_text(MLMODEL)
    db = sqlite3.connect(database)
    db.row_factory = sqlite3.Row
    [model] = rows_of(db, "registered_models", "name", "pattern")
    versions = rows_of(db, "model_versions", "name", "pattern")
    [alias] = rows_of(db, "registered_model_aliases", "name", "pattern")
    patterns = [pattern_of(db, version["run_id"]) for version in versions]
    inserts = Inserts(db)
    for at in range(models):
        name = f"model-{at:05d}"
        inserts.add("registered_models", {**model, "name": name})
        for number in range(1, VERSIONS + 1):
            which = (at * VERSIONS + number) % PATTERNS
            run = f"b{at:023x}{number:08x}"
            copy_run(inserts, patterns[which], run)
            inserts.add("model_versions", {**versions[which], "name": name, "version": number, "run_id": run})
        if at % 4 == 0:
            inserts.add("registered_model_aliases", {**alias, "name": name, "version": at % VERSIONS + 1})
    inserts.end()
    for table in ("registered_model_aliases", "model_versions", "registered_models"):
        db.execute(f'DELETE FROM "{table}" WHERE name = ?', ("pattern",))
    db.commit()


def pattern_of(db: sqlite3.Connection, run: str) -> dict[str, list[dict]]:
    tables = ("runs", "params", "metrics", "latest_metrics", "tags")
    pattern = {table: rows_of(db, table, "run_uuid", run) for table in tables}
    pattern["inputs"] = rows_of(db, "inputs", "destination_id", run)
    pattern["input_tags"] = rows_of(db, "input_tags", "input_uuid", pattern["inputs"][0]["input_uuid"])
    return pattern


def change(directory: Path, round_: int) -> None:
    db = sqlite3.connect(directory / "mlflow.db", timeout=60)
    versions = list(db.execute("SELECT name, version, run_id FROM model_versions ORDER BY name, version"))
    for name, version, run in versions[round_ % 100 :: 100]:
        value = 0.5 + round_ / 1000
        for table in ("metrics", "latest_metrics"):
            where = "run_uuid = ? AND key = 'auc' AND step = 2"
            db.execute(f"UPDATE {table} SET value = ? WHERE {where}", (value, run))
        where = "name = ? AND version = ?"
        db.execute(f"UPDATE model_versions SET description = ? WHERE {where}", (f"{round_}", name, version))
        db.execute("UPDATE registered_model_aliases SET version = ? WHERE name = ?", (version, name))
    db.commit()


if __name__ == "__main__":
    where, what, *rest = sys.argv[1:]
    if what == "--change":
        change(Path(where), int(rest[0]))
    else:
        seed(Path(where), int(what))
