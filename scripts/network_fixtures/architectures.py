"""Well-known networks, in their true structure, with as many channels as one likes.

Modules are named as torchvision, Caffe or their authors name them, since exporters write these names.
`depth(name, x)` marks the end of a block: what people dream on, and what references are taken of.
`w` maps the number of channels that the paper gives to the number wanted here.
"""

import torch
import torch.nn as nn
import torch.nn.functional as F

marked = {}


def depth(name, x):
    marked[name] = x
    return x


class LrnInOneNode(torch.autograd.Function):
    """Written as the operator LRN, as Caffe's networks are, and not as its ten parts."""

    @staticmethod
    def symbolic(g, x):
        return g.op("LRN", x, size_i=5, alpha_f=1e-2, beta_f=0.75, bias_f=1.0)

    @staticmethod
    def forward(ctx, x):
        return F.local_response_norm(x, 5, 1e-2, 0.75, 1.0)


class Lrn(nn.Module):
    """Alpha is a hundred times that of Caffe, for pictures in [0, 1]: so it matters in the result."""

    def forward(self, x):
        exporting = torch.onnx.is_in_onnx_export()
        return LrnInOneNode.apply(x) if exporting else F.local_response_norm(x, 5, 1e-2, 0.75, 1.0)


def head(features, classes=10, p=0.5):
    return nn.Sequential(nn.Dropout(p), nn.Linear(features, classes))


# GoogLeNet and CaffeNet, as Caffe has them


class CaffeConv(nn.Sequential):
    def __init__(self, inputs, outputs, size, stride=1, pad=0, groups=1):
        super().__init__(nn.Conv2d(inputs, outputs, size, stride, pad, groups=groups), nn.ReLU(inplace=True))


class CaffeInception(nn.Module):
    def __init__(self, w, inputs, one, three_reduce, three, five_reduce, five, pool):
        super().__init__()
        self.conv1x1 = CaffeConv(inputs, w(one), 1)
        self.conv3x3 = nn.Sequential(CaffeConv(inputs, w(three_reduce), 1), CaffeConv(w(three_reduce), w(three), 3, pad=1))
        self.conv5x5 = nn.Sequential(CaffeConv(inputs, w(five_reduce), 1), CaffeConv(w(five_reduce), w(five), 5, pad=2))
        self.pool = nn.Sequential(nn.MaxPool2d(3, 1, 1), CaffeConv(inputs, w(pool), 1))
        self.outputs = w(one) + w(three) + w(five) + w(pool)

    def forward(self, x):
        return torch.cat([self.conv1x1(x), self.conv3x3(x), self.conv5x5(x), self.pool(x)], 1)


class GoogLeNet(nn.Module):
    blocks = {
        "3a": (64, 96, 128, 16, 32, 32), "3b": (128, 128, 192, 32, 96, 64),
        "4a": (192, 96, 208, 16, 48, 64), "4b": (160, 112, 224, 24, 64, 64), "4c": (128, 128, 256, 24, 64, 64),
        "4d": (112, 144, 288, 32, 64, 64), "4e": (256, 160, 320, 32, 128, 128),
        "5a": (256, 160, 320, 32, 128, 128), "5b": (384, 192, 384, 48, 128, 128),
    }

    def __init__(self, w):
        super().__init__()
        self.conv1 = CaffeConv(3, w(64), 7, 2, 3)
        self.pool = nn.MaxPool2d(3, 2, ceil_mode=True)
        self.norm1, self.norm2 = Lrn(), Lrn()
        self.conv2_reduce = CaffeConv(w(64), w(64), 1)
        self.conv2 = CaffeConv(w(64), w(192), 3, pad=1)
        channels = w(192)
        for name, counts in self.blocks.items():
            block = CaffeInception(w, channels, *counts)
            setattr(self, f"inception_{name}", block)
            channels = block.outputs
        self.classifier = head(channels)

    def forward(self, x):
        x = depth("norm1", self.norm1(self.pool(self.conv1(x))))
        x = self.pool(depth("norm2", self.norm2(self.conv2(self.conv2_reduce(x)))))
        for name in self.blocks:
            x = depth(f"inception_{name}", getattr(self, f"inception_{name}")(x))
            if name in ("3b", "4e"):
                x = self.pool(x)
        if min(x.shape[2:]) < 7:
            return x
        return F.softmax(self.classifier(torch.flatten(F.avg_pool2d(x, 7, 1, count_include_pad=False), 1)), 1)


class CaffeNet(nn.Module):
    """AlexNet in two halves."""

    def __init__(self, w):
        super().__init__()
        self.pool = nn.MaxPool2d(3, 2, ceil_mode=True)
        self.conv1, self.norm1, self.norm2 = CaffeConv(3, w(96), 11, 4), Lrn(), Lrn()
        self.conv2 = CaffeConv(w(96), w(256), 5, pad=2, groups=2)
        self.conv3 = CaffeConv(w(256), w(384), 3, pad=1)
        self.conv4 = CaffeConv(w(384), w(384), 3, pad=1, groups=2)
        self.conv5 = CaffeConv(w(384), w(256), 3, pad=1, groups=2)
        self.fc6 = nn.Linear(w(256) * 36, w(256))
        self.fc7 = head(w(256))

    def forward(self, x):
        x = self.norm1(self.pool(depth("conv1", self.conv1(x))))
        x = self.norm2(self.pool(depth("conv2", self.conv2(x))))
        x = depth("conv4", self.conv4(depth("conv3", self.conv3(x))))
        x = self.pool(depth("conv5", self.conv5(x)))
        return x if x.shape[2:] != (6, 6) else self.fc7(F.relu(self.fc6(x.reshape(x.shape[0], -1))))


# ResNet


class BasicBlock(nn.Module):
    grows = 1

    def __init__(self, inputs, planes, stride):
        super().__init__()
        self.conv1 = nn.Conv2d(inputs, planes, 3, stride, 1, bias=False)
        self.bn1 = nn.BatchNorm2d(planes)
        self.relu = nn.ReLU(inplace=True)
        self.conv2 = nn.Conv2d(planes, planes, 3, 1, 1, bias=False)
        self.bn2 = nn.BatchNorm2d(planes)
        self.downsample = shortcut(inputs, planes, stride)

    def forward(self, x):
        y = self.bn2(self.conv2(self.relu(self.bn1(self.conv1(x)))))
        return self.relu(y + (self.downsample(x) if self.downsample else x))


class Bottleneck(nn.Module):
    grows = 4

    def __init__(self, inputs, planes, stride):
        super().__init__()
        self.conv1 = nn.Conv2d(inputs, planes, 1, bias=False)
        self.bn1 = nn.BatchNorm2d(planes)
        self.conv2 = nn.Conv2d(planes, planes, 3, stride, 1, bias=False)
        self.bn2 = nn.BatchNorm2d(planes)
        self.conv3 = nn.Conv2d(planes, planes * 4, 1, bias=False)
        self.bn3 = nn.BatchNorm2d(planes * 4)
        self.relu = nn.ReLU(inplace=True)
        self.downsample = shortcut(inputs, planes * 4, stride)

    def forward(self, x):
        y = self.relu(self.bn2(self.conv2(self.relu(self.bn1(self.conv1(x))))))
        y = self.bn3(self.conv3(y))
        return self.relu(y + (self.downsample(x) if self.downsample else x))


def shortcut(inputs, outputs, stride):
    if stride == 1 and inputs == outputs:
        return None
    return nn.Sequential(nn.Conv2d(inputs, outputs, 1, stride, bias=False), nn.BatchNorm2d(outputs))


class ResNet(nn.Module):
    def __init__(self, w, block, counts):
        super().__init__()
        self.conv1 = nn.Conv2d(3, w(64), 7, 2, 3, bias=False)
        self.bn1 = nn.BatchNorm2d(w(64))
        self.relu = nn.ReLU(inplace=True)
        self.maxpool = nn.MaxPool2d(3, 2, 1)
        channels = w(64)
        for stage, count in enumerate(counts):
            planes, blocks = w(64 << stage), []
            for i in range(count):
                blocks.append(block(channels, planes, 2 if stage > 0 and i == 0 else 1))
                channels = planes * block.grows
            setattr(self, f"layer{stage + 1}", nn.Sequential(*blocks))
        self.avgpool = nn.AdaptiveAvgPool2d((1, 1))
        self.fc = nn.Linear(channels, 10)

    def forward(self, x):
        x = self.maxpool(self.relu(self.bn1(self.conv1(x))))
        for stage in range(1, 5):
            for i, block in enumerate(getattr(self, f"layer{stage}")):
                x = depth(f"layer{stage}.{i}", block(x))
        return self.fc(torch.flatten(self.avgpool(x), 1))


# DenseNet


class DenseLayer(nn.Module):
    def __init__(self, inputs, growth):
        super().__init__()
        self.norm1, self.relu1 = nn.BatchNorm2d(inputs), nn.ReLU(inplace=True)
        self.conv1 = nn.Conv2d(inputs, 4 * growth, 1, bias=False)
        self.norm2, self.relu2 = nn.BatchNorm2d(4 * growth), nn.ReLU(inplace=True)
        self.conv2 = nn.Conv2d(4 * growth, growth, 3, 1, 1, bias=False)

    def forward(self, features):
        y = self.conv1(self.relu1(self.norm1(torch.cat(features, 1))))
        return self.conv2(self.relu2(self.norm2(y)))


class DenseNet(nn.Module):
    def __init__(self, w, counts):
        super().__init__()
        growth, channels = w(32), w(64)
        self.conv0 = nn.Conv2d(3, channels, 7, 2, 3, bias=False)
        self.norm0 = nn.BatchNorm2d(channels)
        self.pool0 = nn.MaxPool2d(3, 2, 1)
        self.blocks, self.transitions = nn.ModuleList(), nn.ModuleList()
        for b, count in enumerate(counts):
            self.blocks.append(nn.ModuleList([DenseLayer(channels + i * growth, growth) for i in range(count)]))
            channels += count * growth
            if b < len(counts) - 1:
                conv = nn.Conv2d(channels, channels // 2, 1, bias=False)
                self.transitions.append(nn.Sequential(nn.BatchNorm2d(channels), nn.ReLU(), conv, nn.AvgPool2d(2, 2)))
                channels //= 2
        self.norm5 = nn.BatchNorm2d(channels)
        self.classifier = nn.Linear(channels, 10)

    def forward(self, x):
        x = self.pool0(F.relu(self.norm0(self.conv0(x))))
        for b, block in enumerate(self.blocks):
            features = [x]
            for layer in block:
                features.append(layer(features))
            x = depth(f"denseblock{b + 1}", torch.cat(features, 1))
            if b < len(self.transitions):
                x = depth(f"transition{b + 1}", self.transitions[b](x))
        x = F.relu(self.norm5(x), inplace=True)
        return self.classifier(torch.flatten(F.adaptive_avg_pool2d(x, (1, 1)), 1))


# SqueezeNet 1.1, VGG-16


class Fire(nn.Module):
    def __init__(self, inputs, squeeze, expand):
        super().__init__()
        self.squeeze, self.squeeze_activation = nn.Conv2d(inputs, squeeze, 1), nn.ReLU(inplace=True)
        self.expand1x1, self.expand1x1_activation = nn.Conv2d(squeeze, expand, 1), nn.ReLU(inplace=True)
        self.expand3x3, self.expand3x3_activation = nn.Conv2d(squeeze, expand, 3, 1, 1), nn.ReLU(inplace=True)

    def forward(self, x):
        x = self.squeeze_activation(self.squeeze(x))
        return torch.cat([self.expand1x1_activation(self.expand1x1(x)), self.expand3x3_activation(self.expand3x3(x))], 1)


class SqueezeNet(nn.Module):
    def __init__(self, w):
        super().__init__()
        pool = lambda: nn.MaxPool2d(3, 2, ceil_mode=True)
        fire = lambda inputs, squeeze, expand: Fire(inputs, w(squeeze), w(expand))
        self.features = nn.Sequential(
            nn.Conv2d(3, w(64), 3, 2), nn.ReLU(inplace=True), pool(),
            fire(w(64), 16, 64), fire(2 * w(64), 16, 64), pool(),
            fire(2 * w(64), 32, 128), fire(2 * w(128), 32, 128), pool(),
            fire(2 * w(128), 48, 192), fire(2 * w(192), 48, 192), fire(2 * w(192), 64, 256), fire(2 * w(256), 64, 256),
        )
        self.classifier = nn.Sequential(
            nn.Dropout(0.5), nn.Conv2d(2 * w(256), 10, 1), nn.ReLU(inplace=True), nn.AdaptiveAvgPool2d((1, 1)))

    def forward(self, x):
        for i, layer in enumerate(self.features):
            x = layer(x)
            if isinstance(layer, Fire):
                depth(f"features.{i}", x)
        return torch.flatten(self.classifier(x), 1)


class Vgg16(nn.Module):
    counts = (64, 64, "M", 128, 128, "M", 256, 256, 256, "M", 512, 512, 512, "M", 512, 512, 512, "M")

    def __init__(self, w):
        super().__init__()
        layers, channels = [], 3
        for count in self.counts:
            if count == "M":
                layers.append(nn.MaxPool2d(2, 2))
            else:
                layers += [nn.Conv2d(channels, w(count), 3, padding=1), nn.ReLU(inplace=True)]
                channels = w(count)
        self.features = nn.Sequential(*layers)
        self.avgpool = nn.AdaptiveAvgPool2d((7, 7))
        self.classifier = nn.Sequential(
            nn.Linear(channels * 49, w(512)), nn.ReLU(True), nn.Dropout(),
            nn.Linear(w(512), w(512)), nn.ReLU(True), nn.Dropout(), nn.Linear(w(512), 10))

    def forward(self, x):
        for i, layer in enumerate(self.features):
            x = layer(x)
            if i % 5 == 3 and isinstance(layer, (nn.ReLU, nn.MaxPool2d)) or i == 29:
                depth(f"features.{i}", x)
        return self.classifier(torch.flatten(self.avgpool(x), 1))


# MobileNets and EfficientNet


class ConvNormAct(nn.Sequential):
    def __init__(self, inputs, outputs, size, stride=1, groups=1, act=nn.ReLU6):
        layers = [nn.Conv2d(inputs, outputs, size, stride, (size - 1) // 2, groups=groups, bias=False), nn.BatchNorm2d(outputs)]
        super().__init__(*layers, *([act()] if act else []))


class HardSwishOfParts(nn.Module):
    """As networks had it before PyTorch had a function for it."""

    def forward(self, x):
        return x * F.relu6(x + 3.0) / 6.0


class SqueezeExcite(nn.Module):
    def __init__(self, channels, squeezed, act, gate, by_mean=False):
        super().__init__()
        self.by_mean = by_mean
        self.avgpool = nn.AdaptiveAvgPool2d(1)
        self.fc1, self.fc2 = nn.Conv2d(channels, squeezed, 1), nn.Conv2d(squeezed, channels, 1)
        self.activation, self.scale_activation = act(), gate()

    def forward(self, x):
        pooled = x.mean((2, 3), keepdim=True) if self.by_mean else self.avgpool(x)
        return self.scale_activation(self.fc2(self.activation(self.fc1(pooled)))) * x


class InvertedResidual(nn.Module):
    """Expand, depthwise, perhaps squeeze and excite, project. `expanded` is the number of channels in between."""

    def __init__(self, inputs, expanded, outputs, size, stride, act, excite=None):
        super().__init__()
        self.joined = stride == 1 and inputs == outputs
        layers = [] if expanded == inputs else [ConvNormAct(inputs, expanded, 1, act=act)]
        layers.append(ConvNormAct(expanded, expanded, size, stride, expanded, act))
        if excite:
            layers.append(excite(expanded))
        layers.append(ConvNormAct(expanded, outputs, 1, act=None))
        self.block = nn.Sequential(*layers)

    def forward(self, x):
        return x + self.block(x) if self.joined else self.block(x)


class Mobile(nn.Module):
    """Stem, blocks, last convolution, head: as MobileNet V2, V3 and EfficientNet."""

    def __init__(self, stem, blocks, last, act):
        super().__init__()
        self.features = nn.Sequential(ConvNormAct(3, stem, 3, 2, act=act), *blocks, last)
        self.avgpool = nn.AdaptiveAvgPool2d(1)
        self.classifier = head(last[0].out_channels)

    def forward(self, x):
        for i, block in enumerate(self.features):
            x = depth(f"features.{i}", block(x))
        return self.classifier(torch.flatten(self.avgpool(x), 1))


def mobilenet_v2(w):
    blocks, channels = [], w(32)
    for expand, outputs, count, stride in ((1, 16, 1, 1), (6, 24, 2, 2), (6, 32, 2, 2), (6, 64, 2, 2), (6, 96, 2, 1), (6, 160, 2, 2), (6, 320, 1, 1)):
        for i in range(count):
            blocks.append(InvertedResidual(channels, channels * expand, w(outputs), 3, stride if i == 0 else 1, nn.ReLU6))
            channels = w(outputs)
    return Mobile(w(32), blocks, ConvNormAct(channels, w(1280), 1), nn.ReLU6)


def mobilenet_v3_small(w, act=nn.Hardswish, gate=nn.Hardsigmoid, by_mean=False):
    excite = lambda channels: SqueezeExcite(channels, max(2, channels // 4), nn.ReLU, gate, by_mean)
    blocks, channels = [], w(16)
    for size, expanded, outputs, excited, hard, stride in (
        (3, 16, 16, True, False, 2), (3, 72, 24, False, False, 2), (3, 88, 24, False, False, 1),
        (5, 96, 40, True, True, 2), (5, 240, 40, True, True, 1), (5, 240, 40, True, True, 1), (5, 120, 48, True, True, 1),
        (5, 144, 48, True, True, 1), (5, 288, 96, True, True, 2), (5, 576, 96, True, True, 1), (5, 576, 96, True, True, 1),
    ):
        blocks.append(InvertedResidual(channels, w(expanded), w(outputs), size, stride, act if hard else nn.ReLU, excite if excited else None))
        channels = w(outputs)
    return Mobile(w(16), blocks, ConvNormAct(channels, w(576), 1, act=act), act)


def efficientnet_b0(w):
    blocks, channels = [], w(32)
    for expand, outputs, count, stride, size in ((1, 16, 1, 1, 3), (6, 24, 2, 2, 3), (6, 40, 2, 2, 5), (6, 80, 2, 2, 3), (6, 112, 1, 1, 5), (6, 192, 1, 2, 5), (6, 320, 1, 1, 3)):
        for i in range(count):
            excite = lambda c, squeezed=max(2, channels // 4): SqueezeExcite(c, squeezed, nn.SiLU, nn.Sigmoid)
            blocks.append(InvertedResidual(channels, channels * expand, w(outputs), size, stride if i == 0 else 1, nn.SiLU, excite))
            channels = w(outputs)
    return Mobile(w(32), blocks, ConvNormAct(channels, w(1280), 1, act=nn.SiLU), nn.SiLU)


# ShuffleNets


def shuffle(x, groups):
    batch, channels, height, width = x.size()
    x = x.view(batch, groups, channels // groups, height, width)
    return torch.transpose(x, 1, 2).contiguous().view(batch, -1, height, width)


def pointwise(inputs, outputs, groups=1, relu=True):
    layers = [nn.Conv2d(inputs, outputs, 1, groups=groups, bias=False), nn.BatchNorm2d(outputs)]
    return nn.Sequential(*layers, *([nn.ReLU(inplace=True)] if relu else []))


def spatial(channels, stride):
    return nn.Sequential(nn.Conv2d(channels, channels, 3, stride, 1, groups=channels, bias=False), nn.BatchNorm2d(channels))


class ShuffleV2Block(nn.Module):
    def __init__(self, inputs, outputs, stride):
        super().__init__()
        half, self.stride = outputs // 2, stride
        self.branch1 = nn.Sequential(spatial(inputs, 2), pointwise(inputs, half)) if stride == 2 else nn.Sequential()
        self.branch2 = nn.Sequential(pointwise(inputs if stride == 2 else half, half), spatial(half, stride), pointwise(half, half))

    def forward(self, x):
        if self.stride == 1:
            one, two = x.chunk(2, dim=1)
            return shuffle(torch.cat((one, self.branch2(two)), dim=1), 2)
        return shuffle(torch.cat((self.branch1(x), self.branch2(x)), dim=1), 2)


class ShuffleV1Block(nn.Module):
    """With stride 2, joined by concatenation."""

    def __init__(self, inputs, outputs, stride, groups, first):
        super().__init__()
        grown, middle = outputs - inputs if stride == 2 else outputs, outputs // 4
        self.groups, self.stride = groups, stride
        self.reduce = pointwise(inputs, middle, 1 if first else groups)
        self.spatial = spatial(middle, stride)
        self.expand = pointwise(middle, grown, groups, relu=False)

    def forward(self, x):
        y = self.expand(self.spatial(shuffle(self.reduce(x), self.groups)))
        return F.relu(torch.cat((F.avg_pool2d(x, 3, 2, 1), y), 1) if self.stride == 2 else x + y)


class ShuffleNet(nn.Module):
    def __init__(self, stem, stages, last):
        super().__init__()
        self.conv1 = nn.Sequential(nn.Conv2d(3, stem, 3, 2, 1, bias=False), nn.BatchNorm2d(stem), nn.ReLU(inplace=True))
        self.maxpool = nn.MaxPool2d(3, 2, 1)
        for i, stage in enumerate(stages):
            setattr(self, f"stage{i + 2}", nn.Sequential(*stage))
        self.conv5 = pointwise(last[0], last[1])
        self.fc = nn.Linear(last[1], 10)

    def forward(self, x):
        x = self.maxpool(self.conv1(x))
        for stage in range(2, 5):
            for i, block in enumerate(getattr(self, f"stage{stage}")):
                x = depth(f"stage{stage}.{i}", block(x))
        return self.fc(depth("conv5", self.conv5(x)).mean([2, 3]))


def shufflenet_v2(w):
    channels, stages = w(24), []
    for outputs, count in ((116, 2), (232, 3), (464, 2)):
        outputs = 2 * w(outputs // 2)
        stages.append([ShuffleV2Block(channels if i == 0 else outputs, outputs, 2 if i == 0 else 1) for i in range(count)])
        channels = outputs
    return ShuffleNet(w(24), stages, (channels, w(1024)))


def shufflenet_v1(w):
    channels, stages = 12, []
    for s, outputs in enumerate((24, 48, 96)):
        stages.append([ShuffleV1Block(channels if i == 0 else outputs, outputs, 2 if i == 0 else 1, 3, s + i == 0) for i in range(2)])
        channels = outputs
    return ShuffleNet(12, stages, (channels, 24))


# Inception V3, as torchvision has it


class BasicConv2d(nn.Module):
    def __init__(self, inputs, outputs, **how):
        super().__init__()
        self.conv = nn.Conv2d(inputs, outputs, bias=False, **how)
        self.bn = nn.BatchNorm2d(outputs, eps=0.001)

    def forward(self, x):
        return F.relu(self.bn(self.conv(x)), inplace=True)


def chain(w, inputs, *layers):
    """Convolutions one after another, each (outputs, (kernel height, kernel width), stride, whether padded)."""
    made = []
    for outputs, size, stride, padded in layers:
        padding = (size[0] // 2, size[1] // 2) if padded else 0
        made.append(BasicConv2d(inputs, w(outputs), kernel_size=size, stride=stride, padding=padding))
        inputs = w(outputs)
    return nn.Sequential(*made)


def same(outputs, height, width=None):
    return outputs, (height, width or height), 1, True


def half(outputs):
    return outputs, (3, 3), 2, False


class Mixed(nn.Module):
    def __init__(self, branches, pool=None, pooled=None, forks=()):
        super().__init__()
        self.branches, self.forks = nn.ModuleList(branches), nn.ModuleList(forks)
        self.pool, self.pooled = pool, pooled

    def forward(self, x):
        parts = [branch(x) for branch in self.branches]
        if self.forks:
            a, b = self.forks[:2], self.forks[2:]
            parts = [parts[0], torch.cat([fork(parts[1]) for fork in a], 1), torch.cat([fork(parts[2]) for fork in b], 1)]
        if self.pool == "average":
            parts.append(self.pooled(F.avg_pool2d(x, kernel_size=3, stride=1, padding=1)))
        else:
            parts.append(F.max_pool2d(x, kernel_size=3, stride=2))
        return torch.cat(parts, 1)


class InceptionV3(nn.Module):
    names = ("5b", "5c", "5d", "6a", "6b", "6c", "6d", "6e", "7a", "7b", "7c")

    def __init__(self, w):
        super().__init__()
        self.stem = chain(w, 3, half(32), (32, (3, 3), 1, False), same(64, 3))
        self.stem2 = chain(w, w(64), same(80, 1), (192, (3, 3), 1, False))
        self.width, inputs = w, w(192)
        makers = [*(lambda c, p=p: self.a(c, p) for p in (32, 64, 64)), self.b, *(lambda c, m=m: self.c(c, m) for m in (128, 160, 160, 192)), self.d, self.e, self.e]
        for name, maker in zip(self.names, makers):
            block, inputs = maker(inputs)
            setattr(self, f"Mixed_{name}", block)
        self.fc = nn.Linear(inputs, 10)

    def a(self, c, pool):
        w = self.width
        branches = [chain(w, c, same(64, 1)), chain(w, c, same(48, 1), same(64, 5)), chain(w, c, same(64, 1), same(96, 3), same(96, 3))]
        return Mixed(branches, "average", chain(w, c, same(pool, 1))), w(64) * 2 + w(96) + w(pool)

    def b(self, c):
        w = self.width
        return Mixed([chain(w, c, half(384)), chain(w, c, same(64, 1), same(96, 3), half(96))]), w(384) + w(96) + c

    def c(self, c, m):
        w = self.width
        branches = [
            chain(w, c, same(192, 1)), chain(w, c, same(m, 1), same(m, 1, 7), same(192, 7, 1)),
            chain(w, c, same(m, 1), same(m, 7, 1), same(m, 1, 7), same(m, 7, 1), same(192, 1, 7))]
        return Mixed(branches, "average", chain(w, c, same(192, 1))), w(192) * 4

    def d(self, c):
        w = self.width
        branches = [chain(w, c, same(192, 1), half(320)), chain(w, c, same(192, 1), same(192, 1, 7), same(192, 7, 1), half(192))]
        return Mixed(branches), w(320) + w(192) + c

    def e(self, c):
        w = self.width
        forks = [chain(w, n, same(384, *k)) for n in (w(384), w(384)) for k in ((1, 3), (3, 1))]
        branches = [chain(w, c, same(320, 1)), chain(w, c, same(384, 1)), chain(w, c, same(448, 1), same(384, 3))]
        return Mixed(branches, "average", chain(w, c, same(192, 1)), forks), w(320) + 4 * w(384) + w(192)

    def forward(self, x):
        x = torch.cat((
            torch.unsqueeze(x[:, 0], 1) * (0.229 / 0.5) + (0.485 - 0.5) / 0.5,
            torch.unsqueeze(x[:, 1], 1) * (0.224 / 0.5) + (0.456 - 0.5) / 0.5,
            torch.unsqueeze(x[:, 2], 1) * (0.225 / 0.5) + (0.406 - 0.5) / 0.5), 1)
        x = F.max_pool2d(self.stem2(F.max_pool2d(self.stem(x), 3, 2)), 3, 2)
        for name in self.names:
            if name == "7a" and min(x.shape[2:]) < 3:
                return x
            x = depth(f"Mixed_{name}", getattr(self, f"Mixed_{name}")(x))
        return self.fc(torch.flatten(F.dropout(F.adaptive_avg_pool2d(x, (1, 1)), training=False), 1))


# ConvNeXt, as torchvision has it


class LayerNorm2d(nn.LayerNorm):
    def forward(self, x):
        x = F.layer_norm(x.permute(0, 2, 3, 1), self.normalized_shape, self.weight, self.bias, self.eps)
        return x.permute(0, 3, 1, 2)


class Permute(nn.Module):
    def __init__(self, *order):
        super().__init__()
        self.order = order

    def forward(self, x):
        return torch.permute(x, self.order)


class CNBlock(nn.Module):
    def __init__(self, channels):
        super().__init__()
        self.block = nn.Sequential(
            nn.Conv2d(channels, channels, 7, padding=3, groups=channels), Permute(0, 2, 3, 1), nn.LayerNorm(channels, eps=1e-6),
            nn.Linear(channels, 4 * channels), nn.GELU(), nn.Linear(4 * channels, channels), Permute(0, 3, 1, 2))
        self.layer_scale = nn.Parameter(torch.empty(channels, 1, 1).uniform_(0.5, 1.5))

    def forward(self, x):
        return self.layer_scale * self.block(x) + x


class ConvNeXt(nn.Module):
    def __init__(self, widths, counts):
        super().__init__()
        layers = [nn.Sequential(nn.Conv2d(3, widths[0], 4, 4), LayerNorm2d(widths[0], eps=1e-6))]
        for i, (width, count) in enumerate(zip(widths, counts)):
            layers.append(nn.Sequential(*[CNBlock(width) for _ in range(count)]))
            if i < 3:
                layers.append(nn.Sequential(LayerNorm2d(width, eps=1e-6), nn.Conv2d(width, widths[i + 1], 2, 2)))
        self.features = nn.Sequential(*layers)
        self.classifier = nn.Sequential(LayerNorm2d(widths[-1], eps=1e-6), nn.Flatten(1), nn.Linear(widths[-1], 10))

    def forward(self, x):
        for i, layer in enumerate(self.features):
            x = depth(f"features.{i}", layer(x))
        return self.classifier(F.adaptive_avg_pool2d(x, 1))


# RN50 of CLIP, up to and with its attention pool


class ClipBottleneck(nn.Module):
    def __init__(self, inputs, planes, stride):
        super().__init__()
        self.conv1, self.bn1, self.relu1 = nn.Conv2d(inputs, planes, 1, bias=False), nn.BatchNorm2d(planes), nn.ReLU(inplace=True)
        self.conv2, self.bn2, self.relu2 = nn.Conv2d(planes, planes, 3, padding=1, bias=False), nn.BatchNorm2d(planes), nn.ReLU(inplace=True)
        self.avgpool = nn.AvgPool2d(stride) if stride > 1 else nn.Identity()
        self.conv3, self.bn3, self.relu3 = nn.Conv2d(planes, planes * 4, 1, bias=False), nn.BatchNorm2d(planes * 4), nn.ReLU(inplace=True)
        self.downsample = None
        if stride > 1 or inputs != planes * 4:
            self.downsample = nn.Sequential(nn.AvgPool2d(stride), nn.Conv2d(inputs, planes * 4, 1, bias=False), nn.BatchNorm2d(planes * 4))

    def forward(self, x):
        y = self.relu2(self.bn2(self.conv2(self.relu1(self.bn1(self.conv1(x))))))
        y = self.bn3(self.conv3(self.avgpool(y)))
        return self.relu3(y + (self.downsample(x) if self.downsample else x))


class AttentionPool2d(nn.Module):
    def __init__(self, side, channels, heads, outputs):
        super().__init__()
        self.positional_embedding = nn.Parameter(torch.randn(side**2 + 1, channels) / channels**0.5)
        self.k_proj, self.q_proj, self.v_proj = (nn.Linear(channels, channels) for _ in range(3))
        self.c_proj, self.heads = nn.Linear(channels, outputs), heads

    def forward(self, x):
        x = x.flatten(start_dim=2).permute(2, 0, 1)
        x = torch.cat([x.mean(dim=0, keepdim=True), x], dim=0) + self.positional_embedding[:, None, :]
        x, _ = F.multi_head_attention_forward(
            query=x[:1], key=x, value=x, embed_dim_to_check=x.shape[-1], num_heads=self.heads,
            q_proj_weight=self.q_proj.weight, k_proj_weight=self.k_proj.weight, v_proj_weight=self.v_proj.weight,
            in_proj_weight=None, in_proj_bias=torch.cat([self.q_proj.bias, self.k_proj.bias, self.v_proj.bias]),
            bias_k=None, bias_v=None, add_zero_attn=False, dropout_p=0.0, out_proj_weight=self.c_proj.weight,
            out_proj_bias=self.c_proj.bias, use_separate_proj_weight=True, training=False, need_weights=False)
        return x.squeeze(0)


class ClipResNet(nn.Module):
    def __init__(self, w, counts):
        super().__init__()
        self.conv1, self.bn1, self.relu1 = nn.Conv2d(3, w(32), 3, 2, 1, bias=False), nn.BatchNorm2d(w(32)), nn.ReLU(inplace=True)
        self.conv2, self.bn2, self.relu2 = nn.Conv2d(w(32), w(32), 3, padding=1, bias=False), nn.BatchNorm2d(w(32)), nn.ReLU(inplace=True)
        self.conv3, self.bn3, self.relu3 = nn.Conv2d(w(32), w(64), 3, padding=1, bias=False), nn.BatchNorm2d(w(64)), nn.ReLU(inplace=True)
        self.avgpool = nn.AvgPool2d(2)
        channels = w(64)
        for stage, count in enumerate(counts):
            blocks = []
            for i in range(count):
                blocks.append(ClipBottleneck(channels, w(64 << stage), 2 if stage > 0 and i == 0 else 1))
                channels = 4 * w(64 << stage)
            setattr(self, f"layer{stage + 1}", nn.Sequential(*blocks))
        self.attnpool = AttentionPool2d(7, channels, 2, 16)

    def forward(self, x):
        x = self.relu1(self.bn1(self.conv1(x)))
        x = self.avgpool(self.relu3(self.bn3(self.conv3(self.relu2(self.bn2(self.conv2(x)))))))
        for stage in range(1, 5):
            for i, block in enumerate(getattr(self, f"layer{stage}")):
                x = depth(f"layer{stage}.{i}", block(x))
        return x if x.shape[2:] != (7, 7) else self.attnpool(x)


# The network of fast style transfer (Johnson et al., in PyTorch's examples)


class StyleConv(nn.Module):
    def __init__(self, inputs, outputs, size, stride=1, upsample=None, norm=True):
        super().__init__()
        self.upsample = upsample
        self.reflection_pad = nn.ReflectionPad2d(size // 2)
        self.conv2d = nn.Conv2d(inputs, outputs, size, stride)
        self.norm = nn.InstanceNorm2d(outputs, affine=True) if norm else None

    def forward(self, x):
        if self.upsample:
            x = F.interpolate(x, mode="nearest", scale_factor=self.upsample)
        x = self.conv2d(self.reflection_pad(x))
        return self.norm(x) if self.norm else x


class FastStyle(nn.Module):
    def __init__(self, w):
        super().__init__()
        self.down = nn.ModuleList([StyleConv(3, w(32), 9), StyleConv(w(32), w(64), 3, 2), StyleConv(w(64), w(128), 3, 2)])
        self.res = nn.ModuleList([nn.ModuleList([StyleConv(w(128), w(128), 3) for _ in range(2)]) for _ in range(3)])
        self.up = nn.ModuleList([StyleConv(w(128), w(64), 3, 1, 2), StyleConv(w(64), w(32), 3, 1, 2), StyleConv(w(32), 3, 9, norm=False)])

    def forward(self, x):
        for i, layer in enumerate(self.down):
            x = depth(f"down{i}", F.relu(layer(x)))
        for i, (one, two) in enumerate(self.res):
            x = depth(f"res{i}", x + two(F.relu(one(x))))
        for i, layer in enumerate(self.up[:2]):
            x = depth(f"up{i}", F.relu(layer(x)))
        return self.up[2](x)
