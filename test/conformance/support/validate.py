"""Validates JSON-LD or N-Triples files against SHACL shapes, reading the shapes once.

Usage: validate.py SHAPES LIST   LIST names the files, one a line. Writes one JSON object a line, in the order of the files:
{"triples": [N-Triples lines, sorted], "results": [[focus node, path, constraint component], ...]}
"""

import json
import sys

import pyshacl
import rdflib
from rdflib import RDF, Graph, Namespace

SH = Namespace("http://www.w3.org/ns/shacl#")


def validate(shapes: Graph, path: str) -> dict:
    # What is read is compared letter by letter. pyshacl sets this back.
    rdflib.NORMALIZE_LITERALS = False
    data = Graph()
    data.parse(path, format="json-ld" if path.endswith(".jsonld") else "nt")
    triples = data.serialize(format="nt").splitlines()
    _, report, _ = pyshacl.validate(data, shacl_graph=shapes, inference="none")
    results = [
        [str(report.value(result, part)) for part in (SH.focusNode, SH.resultPath, SH.sourceConstraintComponent)]
        for result in report.subjects(RDF.type, SH.ValidationResult)
    ]
    return {"triples": sorted(line for line in triples if line), "results": sorted(results)}


shapes_graph = Graph()
shapes_graph.parse(sys.argv[1])
with open(sys.argv[2], encoding="utf-8") as files:
    for file in files.read().splitlines():
        print(json.dumps(validate(shapes_graph, file)), flush=True)
