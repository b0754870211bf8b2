"""Reads the model cards in the files that are named, as huggingface_hub does, and tells what it found."""

import json
import sys

from huggingface_hub import ModelCard


def told(text):
    card = ModelCard(text, ignore_metadata_errors=False)
    data = card.data
    results = data.eval_results or []
    return {
        "data": {key: value for key, value in data.to_dict().items() if key != "model-index"},
        "model": data.model_name,
        "results": [
            {
                "task": one.task_type,
                "dataset": one.dataset_name,
                "config": one.dataset_config,
                "metric": one.metric_type,
                "value": one.metric_value,
            }
            for one in results
        ],
        "text": card.text,
    }


cards = [told(open(name, encoding="utf-8", newline="").read()) for name in sys.argv[1:]]
print(json.dumps(cards))
