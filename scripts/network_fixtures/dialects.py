"""Rewrites files of torch.onnx.export as other exporters write the same network."""

import re
import struct


from onnx_file import GRAPH, INITIALIZER, INPUT, NODE, NODE_ATTRIBUTE, NODE_INPUT, NODE_NAME, NODE_OP, NODE_OUTPUT, OPSETS, OUTPUT, graph_of, of, read, text, write


def rebuilt(model, graph, opset=None, producer=None):
    out = []
    for field, value in read(model):
        if field == GRAPH:
            value = write(graph)
        elif field == OPSETS and opset:
            value = write([[2, opset]])
        elif field == 2 and producer:
            value = producer.encode()
        elif field == 3 and producer:
            continue
        out.append([field, value])
    return write(out)


def renamed_nodes(graph, name_of, rename):
    """Nodes with other names, and other names of the values between them."""
    for entry in graph:
        field, value = entry
        if field == NODE:
            node = [[f, rename(v.decode()).encode() if f in (NODE_INPUT, NODE_OUTPUT) else v] for f, v in read(value)]
            name = name_of(node)
            node = [[f, v] for f, v in node if f != NODE_NAME] + ([[NODE_NAME, name.encode()]] if name else [])
            entry[1] = write(node)
        elif field in (INITIALIZER, INPUT, OUTPUT):
            place = 8 if field == INITIALIZER else 1
            entry[1] = write([[f, rename(v.decode()).encode() if f == place else v] for f, v in read(value)])


def caffe(model, _):
    """As Caffe2's exporter wrote googlenet-12: nodes without names, values with those of Caffe, weights among the inputs."""
    graph, names, counts = graph_of(model), {}, {}
    for data in of(graph, NODE):
        node = read(data)
        scope = re.sub(r"^/|/[^/]*$", "", text(node, NODE_NAME)).replace("/", "_").replace(".", "_") or "top"
        scope = re.sub(r"_(\d+)_\1$|_\d+$", "", scope)
        for output in of(node, NODE_OUTPUT):
            if output.decode() == "output":
                names["output"] = "prob_1"
                continue
            counts[scope] = counts.get(scope, 0) + 1
            names[output.decode()] = f"{scope}_{counts[scope]}"
    names["input"] = "data_0"
    for entry in graph:
        if entry[0] == NODE:
            entry[1] = with_pads_of_caffe(read(entry[1]))
    weights = {text(read(data), 8) for data in of(graph, INITIALIZER)}
    for weight in weights:
        names[weight] = weight.replace(".weight", "_w_0").replace(".bias", "_b_0").replace(".", "_")
    rename = lambda name: names.get(name, name)
    renamed_nodes(graph, lambda node: "", rename)
    inputs = []
    for data in of(graph, INITIALIZER):
        tensor = read(data)
        shape = write([[1, write([[1, d]])] for d in of(tensor, 1)])
        inputs.append([INPUT, write([[1, text(tensor, 8).encode()], [2, write([[1, write([[1, of(tensor, 2)[0]], [2, shape]])]])]])])
    model = rebuilt(model, graph + inputs, 12, "onnx-caffe2")
    model = write([[f, 3 if f == 1 else v] for f, v in read(model)])
    return {"": model}, lambda found: {"node": "", "value": rename(found["value"])}


def with_pads_of_caffe(node):
    """PyTorch pads pools that round up by two, of which one counts."""
    if text(node, NODE_OP) == "MaxPool":
        for entry in node:
            if entry[0] == NODE_ATTRIBUTE and text(read(entry[1]), 1) == "pads":
                entry[1] = write([[f, 1 if v == 2 and f == 8 else v] for f, v in read(entry[1])])
    return write(node)


def dynamo(model, file):
    """As PyTorch 2 writes: opset 18 or 20, short names, Gelu in one node, axes as inputs, weights in a file beside."""
    graph, names, counts, added, outside = graph_of(model), {"output": "output", "input": "x"}, {}, [], bytearray()

    def fresh(stem):
        counts[stem] = counts.get(stem, -1) + 1
        return stem if counts[stem] == 0 else f"{stem}_{counts[stem]}"

    words = {"Conv": "conv2d", "BatchNormalization": "getitem", "Gemm": "linear", "MatMul": "val", "GlobalAveragePool": "mean", "Transpose": "permute", "MaxPool": "max_pool2d", "LayerNormalization": "layer_norm"}
    stored = {text(read(data), 8) for data in of(graph, INITIALIZER)}
    nodes = join_gelus([read(data) for data in of(graph, NODE)])
    for node in nodes:
        op = text(node, NODE_OP)
        for output in of(node, NODE_OUTPUT):
            names.setdefault(output.decode(), fresh(words.get(op, op.lower())))
        if op in ("ReduceMean", "GlobalAveragePool"):
            axes_to_input(node, added)
    graph = [e for e in graph if e[0] != NODE] + [[NODE, write(node)] for node in nodes]
    rename = lambda name: names.get(name, name)
    renamed_nodes(graph, lambda node: f"node_{of(node, NODE_OUTPUT)[0].decode()}", rename)
    for entry in graph:
        if entry[0] == INITIALIZER:
            entry[1] = moved_outside(read(entry[1]), outside, f"{file}.data")
    model = rebuilt(model, graph + added, 20, "pytorch")
    model = write([[f, 10 if f == 1 else v] for f, v in read(model)])
    return {"": model, ".data": bytes(outside)}, lambda found: {"node": f"node_{rename(found['value'])}", "value": rename(found["value"])}


def axes_to_input(node, added):
    """ReduceMean over [2, 3] that keeps them; a global pool of older exporters is one in PyTorch 2."""
    name = f"axes_{len(added)}"
    added.append([INITIALIZER, write([[1, 2], [2, 7], [8, name.encode()], [9, struct.pack("<2q", -1, -2)]])])
    attributes = [[NODE_ATTRIBUTE, write([[1, b"keepdims"], [3, 1], [20, 2]])]]
    kept = [[f, v] for f, v in node if f not in (NODE_ATTRIBUTE, NODE_OP)]
    node[:] = kept + [[NODE_INPUT, name.encode()], [NODE_OP, b"ReduceMean"]] + attributes


def join_gelus(nodes):
    """x / sqrt 2, erf, + 1, x * …, * 0.5 become Gelu."""
    by_input = {}
    for node in nodes:
        for name in of(node, NODE_INPUT):
            by_input.setdefault(name, []).append(node)
    gone, joined = [], []
    for node in nodes:
        if text(node, NODE_OP) != "Erf":
            continue
        before = next(n for n in nodes if of(n, NODE_OUTPUT)[0] == of(node, NODE_INPUT)[0])
        plus = by_input[of(node, NODE_OUTPUT)[0]][0]
        times = by_input[of(plus, NODE_OUTPUT)[0]][0]
        halved = by_input[of(times, NODE_OUTPUT)[0]][0]
        x = of(before, NODE_INPUT)[0]
        gone += [before, node, plus, times]
        gelu = [[NODE_INPUT, x], [NODE_OUTPUT, of(halved, NODE_OUTPUT)[0]], [NODE_NAME, b""], [NODE_OP, b"Gelu"]]
        joined.append((halved, gelu))
    place = {id(old): new for old, new in joined}
    left = [place.get(id(node), node) for node in nodes if not any(node is g for g in gone)]
    used = {name for node in left for name in of(node, NODE_INPUT)}
    return [n for n in left if text(n, NODE_OP) != "Constant" or of(n, NODE_OUTPUT)[0] in used]


def moved_outside(tensor, outside, file):
    """A tensor whose bytes lie in another file, from a multiple of 64 on."""
    raw = of(tensor, 9)[0]
    outside += bytes(-len(outside) % 64)
    place = [("location", file), ("offset", str(len(outside))), ("length", str(len(raw)))]
    outside += raw
    kept = [[f, v] for f, v in tensor if f != 9]
    return write(kept + [[13, write([[1, k.encode()], [2, v.encode()]])] for k, v in place] + [[14, 1]])
