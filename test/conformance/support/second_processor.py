"""A second opinion on what exports say: PyLD expands JSON-LD, rdflib reads every form of the same graph.

Usage: second_processor.py expand|compare LIST   LIST names the files, one a line.
`expand` writes for each JSON-LD file what it expands to, one a line.
`compare` writes for each file how many statements it has, and whether its graph is that of the first: {"triples", "same"}.
"""

import json
import sys

import rdflib
from pyld import jsonld
from rdflib.compare import isomorphic

FORMATS = {"jsonld": "json-ld", "ndjson": "json-ld", "nq": "nt", "ttl": "turtle"}


def refuse(url: str, _options: dict) -> dict:
    raise RuntimeError(f"It would fetch {url}")


def expand(files: list[str]) -> None:
    for file in files:
        with open(file, encoding="utf-8") as text:
            print(json.dumps(jsonld.expand(json.load(text), {"documentLoader": refuse})), flush=True)


def read(file: str) -> rdflib.Graph:
    rdflib.NORMALIZE_LITERALS = False
    graph = rdflib.Graph()
    ending = file.rsplit(".", 1)[1]
    if ending == "ndjson":
        with open(file, encoding="utf-8") as lines:
            for line in lines:
                graph.parse(data=line, format="json-ld")
    else:
        graph.parse(file, format=FORMATS[ending])
    return graph


def compare(files: list[str]) -> None:
    first = read(files[0])
    for file in files:
        graph = first if file == files[0] else read(file)
        same = graph is first or isomorphic(first, graph)
        print(json.dumps({"triples": len(graph), "same": same}), flush=True)


if __name__ == "__main__":
    with open(sys.argv[2], encoding="utf-8") as listed:
        {"expand": expand, "compare": compare}[sys.argv[1]](listed.read().splitlines())
