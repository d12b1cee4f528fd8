"""Writes test/fixtures/networks/onnx: well-known networks as ONNX files, and what PyTorch computes of them.

    /usr/bin/python3 scripts/make-network-fixtures.py [NAME ...]

Needs PyTorch (1.13, as Debian has it) and nothing else. The networks have few channels and random
weights, and the structure that real files have, as torch.onnx.export writes it for several opsets;
a few are rewritten as other exporters write them. Beside NAME.onnx stands NAME.json: at the end of each
block some tens of activations, and the gradient by the picture (in [0, 1], RGB) of the mean square of
three of them, in float64. test/engine/network/importers/architectures.test.ts reads them.
"""

import base64
import io
import json
import os
import struct
import sys
import warnings

import torch

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "network_fixtures"))
import architectures as a  # noqa: E402
import dialects  # noqa: E402
import onnx_file  # noqa: E402

OUT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "../test/fixtures/networks/onnx")
PLACES = {"activations": 40, "gradient": 240}


def by(divisor, least=2):
    return lambda channels: max(least, channels // divisor)


PLAIN = torch.onnx.TrainingMode.EVAL
WITH_BATCH_NORMS = torch.onnx.TrainingMode.PRESERVE

# name -> how to make the network, options of the export, how the file is rewritten, an even size
NETWORKS = {
    "googlenet": (lambda: a.GoogLeNet(by(26)), dict(opset_version=10), None),
    "googlenet-caffe": (lambda: a.GoogLeNet(by(32)), dict(opset_version=9), dialects.caffe),
    "caffenet": (lambda: a.CaffeNet(by(24)), dict(opset_version=11, do_constant_folding=False), None),
    "resnet18": (lambda: a.ResNet(by(30, 3), a.BasicBlock, (2, 2, 2, 2)), dict(opset_version=9, training=WITH_BATCH_NORMS), None),
    "resnet50": (lambda: a.ResNet(by(32, 3), a.Bottleneck, (2, 2, 2, 2)), dict(opset_version=13), None),
    "resnet50-dynamo": (lambda: a.ResNet(by(32, 3), a.Bottleneck, (1, 2, 2, 1)), dict(opset_version=17, training=WITH_BATCH_NORMS), dialects.dynamo),
    "densenet": (lambda: a.DenseNet(by(8), (2, 3, 4, 2)), dict(opset_version=11), None),
    "squeezenet": (lambda: a.SqueezeNet(by(8)), dict(opset_version=13, do_constant_folding=False), None),
    "vgg16": (lambda: a.Vgg16(by(40, 5)), dict(opset_version=9), None),
    "mobilenet-v2": (lambda: a.mobilenet_v2(by(14, 3)), dict(opset_version=11), None),
    "mobilenet-v3": (lambda: a.mobilenet_v3_small(by(13)), dict(opset_version=17), None),
    "mobilenet-v3-of-parts": (
        lambda: a.mobilenet_v3_small(by(14), a.HardSwishOfParts, torch.nn.Sigmoid, True),
        dict(opset_version=11, do_constant_folding=False), None),
    "efficientnet-b0": (lambda: a.efficientnet_b0(by(22, 3)), dict(opset_version=13, training=WITH_BATCH_NORMS), None),
    "shufflenet-v2": (
        lambda: a.shufflenet_v2(by(12)),
        dict(opset_version=13, dynamic_axes={"input": {0: "batch", 2: "height", 3: "width"}}), None),
    "shufflenet-v1": (lambda: a.shufflenet_v1(None), dict(opset_version=9), None),
    "inception-v3": (lambda: a.InceptionV3(by(44, 2)), dict(opset_version=11), None, (128, 96)),
    "convnext": (lambda: a.ConvNeXt((4, 8, 12, 18), (1, 1, 2, 1)), dict(opset_version=11), None),
    "convnext-dynamo": (lambda: a.ConvNeXt((4, 8, 12, 18), (1, 1, 2, 1)), dict(opset_version=17), dialects.dynamo),
    "clip-rn50": (lambda: a.ClipResNet(by(44, 2), (1, 2, 2, 1)), dict(opset_version=13), None),
    "fast-style": (lambda: a.FastStyle(by(10)), dict(opset_version=11), None),
}


def picture(width, height):
    """Waves and some grain, of whole numbers, so that the tests can make the very same one."""
    tri = lambda t, p: abs(t % (2 * p) - p) * 64 // p
    level = lambda x, y, c: tri(x * (3 + c) + 2 * y, 37) + tri(5 * y - x * c, 61) + tri(x + y * (c + 1), 11) + (x * 73 + y * 151 + c * 37 + x * y * 11) % 61
    rows = [[[level(x, y, c) for x in range(width)] for y in range(height)] for c in range(3)]
    return torch.tensor([rows], dtype=torch.float64) / 255


def give_weights(model):
    """Random ones, under which activations neither die nor grow, with moments of batches that are near the true ones."""
    for module in model.modules():
        if isinstance(module, (torch.nn.Conv2d, torch.nn.Linear)):
            torch.nn.init.kaiming_normal_(module.weight, nonlinearity="relu")
            if module.bias is not None:
                module.bias.data.normal_(0.1, 0.2)
        elif isinstance(module, (torch.nn.BatchNorm2d, torch.nn.LayerNorm, torch.nn.InstanceNorm2d)):
            module.weight.data.uniform_(0.6, 1.4)
            module.bias.data.normal_(0, 0.3)
            module.momentum = 1.0
    model.train()
    with torch.no_grad():
        model(torch.cat([picture(96, 96), picture(96, 96).flip(3)]).float())
    for module in model.modules():
        if isinstance(module, torch.nn.BatchNorm2d):
            deviation = module.running_var.sqrt()
            module.running_mean += torch.randn_like(deviation) * 0.2 * deviation
            module.running_var *= torch.empty_like(deviation).uniform_(0.6, 1.6)
    model.eval()


def packed(values):
    return base64.b64encode(struct.pack(f"<{len(values)}f", *values)).decode()


def some(value, count):
    """Every so manieth number of [height, width, channels], the step without factors in common with the sides."""
    flat = value[0].permute(1, 2, 0).reshape(-1)
    step = max(1, flat.numel() // count)
    while any(side % factor == 0 and step % factor == 0 for side in value.shape[1:] for factor in (2, 3, 5, 7, 11, 13)):
        step += 1
    kept = flat[::step]
    square = lambda t: float((t * t).mean().sqrt())
    return {
        "shape": [value.shape[2], value.shape[3], value.shape[1]], "step": step, "values": packed(kept.tolist()),
        "mean": float(flat.mean()), "rms": square(flat), "max": float(flat.abs().max()),
    }


def reference(model, names, width, height):
    x = picture(width, height).requires_grad_(True)
    a.marked.clear()
    model(x)
    marked = {name: value for name, value in a.marked.items()}
    depths = list(marked)
    chosen = sorted({len(depths) // 4, len(depths) // 2, len(depths) - 1})
    layers, gradients = {}, {}
    for index, (depth, value) in enumerate(marked.items()):
        layers[depth] = {**names[depth], **some(value.detach(), PLACES["activations"])}
        rms, alive = layers[depth]["rms"], float((value != 0).double().mean())
        assert 1e-2 < rms < 1e3 and alive > 0.15, f"{depth}: {rms} {alive}"
        if index in chosen:
            (gradient,) = torch.autograd.grad((value * value).mean(), x, retain_graph=True)
            gradients[depth] = some(gradient, PLACES["gradient"])
    return {"width": width, "height": height, "layers": layers, "gradients": gradients}


class WithDepths(torch.nn.Module):
    def __init__(self, model):
        super().__init__()
        self.model = model
        self.eval()

    def forward(self, x):
        a.marked.clear()
        out = self.model(x)
        return (out, *a.marked.values())


def export(model, options, outputs=("output",)):
    file = io.BytesIO()
    how = {"input_names": ["input"], "output_names": list(outputs), "do_constant_folding": True, **options}
    torch.onnx.export(model, picture(224, 224).float(), file, **how)
    return file.getvalue()


def depth_names(model, options, file):
    """Where the marked values are in the file: a second export that gives them out has the same nodes in the same order."""
    depths = list(a.marked)
    second = export(WithDepths(model), options, ["output", *(f"depth {d}" for d in depths)])
    plain, marked = onnx_file.nodes_of(file), onnx_file.nodes_of(second)
    assert [n[0] for n in plain] == [n[0] for n in marked], "The second export has other nodes."
    found, makers = {}, {node[3][0]: node for node in plain}
    for node, other in zip(plain, marked):
        for index, output in enumerate(other[3]):
            if output.startswith("depth "):
                # What only turns the axes of a value may be no layer of its own.
                made = makers[node[2][0]] if node[0] == "Transpose" else node
                found[output[6:]] = {"node": made[1], "value": made[3][index]}
    missing = set(depths) - set(found)
    # The last mark may be the very output.
    assert not missing, f"No node for {missing}."
    return found


def make(name, build, options, dialect=None, even=(96, 64)):
    torch.manual_seed(20)
    a.marked.clear()
    model = build()
    give_weights(model)
    file = export(model, options)
    names = depth_names(model, options, file)
    files, renamed = dialect(file, f"{name}.onnx") if dialect else ({"": file}, lambda found: found)
    names = {depth: renamed(found) for depth, found in names.items()}
    precise = model.eval().double()
    with torch.no_grad():
        precise(picture(224, 224))
    record = {"pictures": [reference(precise, names, 97, 61), reference(precise, names, *even)]}
    for suffix, data in files.items():
        open(os.path.join(OUT, f"{name}.onnx{suffix}"), "wb").write(data)
    json.dump(record, open(os.path.join(OUT, f"{name}.json"), "w"), separators=(",", ":"))
    total = sum(map(len, files.values()))
    print(f"{name}: {total // 1000} kB, {len(onnx_file.nodes_of(files['']))} nodes, {len(names)} depths, reference {os.path.getsize(os.path.join(OUT, name + '.json')) // 1000} kB")


if __name__ == "__main__":
    warnings.filterwarnings("ignore")
    torch.set_num_threads(1)
    os.makedirs(OUT, exist_ok=True)
    for wanted in sys.argv[1:] or NETWORKS:
        make(wanted, *NETWORKS[wanted])
