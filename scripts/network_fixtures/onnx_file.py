"""Reads and writes ONNX files field by field, since no package for it is needed for so little."""

import struct


def varint(number):
    out = bytearray()
    number &= (1 << 64) - 1
    while number > 127:
        out.append(number & 127 | 128)
        number >>= 7
    out.append(number)
    return bytes(out)


def read(data):
    """A message as a list of [field, value]: numbers as int, 32 bits and everything else as bytes."""
    fields, at = [], 0

    def number():
        nonlocal at
        value, shift = 0, 0
        while True:
            byte = data[at]
            at += 1
            value |= (byte & 127) << shift
            shift += 7
            if byte < 128:
                return value

    while at < len(data):
        key = number()
        kind = key & 7
        if kind == 0:
            fields.append([key >> 3, number()])
        elif kind in (1, 5):
            size = 8 if kind == 1 else 4
            fields.append([key >> 3, Fixed(data[at : at + size])])
            at += size
        else:
            size = number()
            fields.append([key >> 3, data[at : at + size]])
            at += size
    return fields


class Fixed(bytes):
    pass


def write(fields):
    out = bytearray()
    for field, value in fields:
        if isinstance(value, int):
            out += varint(field << 3) + varint(value)
        elif isinstance(value, Fixed):
            out += varint(field << 3 | (1 if len(value) == 8 else 5)) + value
        else:
            out += varint(field << 3 | 2) + varint(len(value)) + value
    return bytes(out)


def of(fields, number):
    return [value for field, value in fields if field == number]


def text(fields, number):
    found = of(fields, number)
    return found[0].decode() if found else ""


# Field numbers of onnx.proto
GRAPH, OPSETS = 7, 8
NODE, INITIALIZER, INPUT, OUTPUT = 1, 5, 11, 12
NODE_INPUT, NODE_OUTPUT, NODE_NAME, NODE_OP, NODE_ATTRIBUTE = 1, 2, 3, 4, 5


def graph_of(model):
    return read(of(read(model), GRAPH)[0])


def nodes_of(model):
    """(operation, node name, inputs, outputs) of each node."""
    made = []
    for data in of(graph_of(model), NODE):
        node = read(data)
        names = lambda number: [name.decode() for name in of(node, number)]
        made.append((text(node, NODE_OP), text(node, NODE_NAME), names(NODE_INPUT), names(NODE_OUTPUT)))
    return made
