"""One gradient step of the mean of a network's last block in PyTorch, on request.

Speaks one JSON line at a time: reads {"network", "width", "height", "tuned", "threads"}, answers {"ms"}.
Weights are random: time does not depend on them.
"""
import json
import os
import sys
import time

import torch
from torch.nn.utils.fusion import fuse_conv_bn_eval

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "../../scripts/network_fixtures"))
import architectures  # noqa: E402


def whole(channels):
    return channels


NETWORKS = {
    "resnet50": (lambda: architectures.ResNet(whole, architectures.Bottleneck, (3, 4, 6, 3)), "layer4.2"),
    "googlenet": (lambda: architectures.GoogLeNet(whole), "inception_5b"),
}


def fold_batch_norms(module):
    before = None
    for name, child in list(module.named_children()):
        if isinstance(child, torch.nn.BatchNorm2d) and before and isinstance(before[1], torch.nn.Conv2d):
            setattr(module, before[0], fuse_conv_bn_eval(before[1], child))
            setattr(module, name, torch.nn.Identity())
        fold_batch_norms(child)
        before = name, child


def make(name, tuned):
    """`tuned` is the fastest of what was tried: batch norms folded, channels last, all convolutions by oneDNN."""
    model = NETWORKS[name][0]().eval().requires_grad_(False)
    if not tuned:
        return model
    fold_batch_norms(model)
    # A dilated 1x1 convolution is the same convolution, but PyTorch sends it to oneDNN.
    for module in model.modules():
        if isinstance(module, torch.nn.Conv2d) and module.kernel_size == (1, 1):
            module.dilation = (2, 2)
    return model.to(memory_format=torch.channels_last)


def step(model, depth, image):
    architectures.marked.clear()
    model(image)
    return torch.autograd.grad(architectures.marked[depth].mean(), image)[0]


models = {(name, tuned): make(name, tuned) for name in NETWORKS for tuned in (False, True)}
for line in sys.stdin:
    request = json.loads(line)
    image = torch.rand(1, 3, request["height"], request["width"])
    if request["tuned"]:
        image = image.to(memory_format=torch.channels_last)
    image.requires_grad_(True)
    torch.set_num_threads(request["threads"])
    name = request["network"]
    start = time.perf_counter()
    step(models[name, request["tuned"]], NETWORKS[name][1], image)
    print(json.dumps({"ms": (time.perf_counter() - start) * 1000}), flush=True)
