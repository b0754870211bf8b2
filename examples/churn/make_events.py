#!/usr/bin/env python3
"""Writes what the shop's scheduler says of its jobs, as OpenLineage 2-0-2 events in ``events/*.ndjson``.

The official client builds and writes the events, and writing them again gives the same bytes.
"""

from __future__ import annotations

from pathlib import Path

from openlineage.client.event_v2 import set_producer
from openlineage.client.transport.file import FileConfig, FileTransport

import shop_jobs

EVENTS = Path(__file__).parent / "events"
PRODUCER = "https://git.shop.example/data-science/pipelines"

FILES = {
    "01-feature-pipeline.ndjson": (shop_jobs.feature_pipeline,),
    "02-scoring.ndjson": (shop_jobs.scoring,),
    "03-consumers.ndjson": (shop_jobs.churn_overview, shop_jobs.retention_alerts, shop_jobs.signups_by_plan),
}


def main() -> None:
    set_producer(PRODUCER)
    EVENTS.mkdir(exist_ok=True)
    for name, stories in FILES.items():
        path = EVENTS / name
        path.unlink(missing_ok=True)
        # The transport alone, not the whole client: the client adds what it finds in the environment.
        transport = FileTransport(FileConfig(log_file_path=str(path), append=True))
        events = [event for story in stories for event in story()]
        for event in events:
            transport.emit(event)
        print(f"{path.name}: {len(events)} events, {path.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
