"""One gradient step of mean(mixed3) + mean(mixed5) of Inception V3 in PyTorch, on request.

Speaks one JSON line at a time: reads {"width", "height", "tuned", "threads"}, answers {"ms"}.
Keras's mixed0..mixed5 are torchvision's Mixed_5b..Mixed_6c. Weights are random: time does not
depend on them.
"""
import json
import sys
import time

import torch
import torchvision

PREFIX = [
    "Conv2d_1a_3x3", "Conv2d_2a_3x3", "Conv2d_2b_3x3", "maxpool1",
    "Conv2d_3b_1x1", "Conv2d_4a_3x3", "maxpool2",
    "Mixed_5b", "Mixed_5c", "Mixed_5d", "Mixed_6a", "Mixed_6b", "Mixed_6c",
]


def make(tuned):
    model = torchvision.models.inception_v3(weights=None, init_weights=False, aux_logits=False)
    model.eval().requires_grad_(False)
    if tuned:
        # A dilated 1x1 convolution is the same convolution, but PyTorch sends it to oneDNN.
        for module in model.modules():
            if isinstance(module, torch.nn.Conv2d) and module.kernel_size == (1, 1):
                module.dilation = (2, 2)
    return [(name, getattr(model, name)) for name in PREFIX]


def step(layers, image):
    x = image
    objective = 0
    for name, layer in layers:
        x = layer(x)
        if name in ("Mixed_6a", "Mixed_6c"):
            objective = objective + x.mean()
    return torch.autograd.grad(objective, image)[0]


models = {False: make(False), True: make(True)}
for line in sys.stdin:
    request = json.loads(line)
    image = torch.rand(1, 3, request["height"], request["width"], requires_grad=True)
    torch.set_num_threads(request["threads"])
    start = time.perf_counter()
    step(models[request["tuned"]], image)
    print(json.dumps({"ms": (time.perf_counter() - start) * 1000}), flush=True)
