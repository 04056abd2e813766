#!/usr/bin/python3
"""Images per second that PyTorch trains EfficientNet-B0 with, as `phiscale bench train` measures it for our engines.

Needs PyTorch; on Debian:
    apt-get install python3-torch
which computes its dense layer with whatever BLAS is installed: without libopenblas0 that is a slow one.
The network is ours, layer by layer: as many parameters, batch norm with 1e-3, padding as TensorFlow's "same". With
--timm it is timm's EfficientNet-B0 instead. Random images, SGD with Nesterov momentum, label smoothing 0.1.
"""

import argparse
import json
import os
import statistics
import sys
import time

# kernel, stride, expansion, channels, layers
STAGES = [
    (3, 1, 1, 16, 1),
    (3, 2, 6, 24, 2),
    (5, 2, 6, 40, 2),
    (3, 2, 6, 80, 3),
    (5, 1, 6, 112, 3),
    (5, 2, 6, 192, 4),
    (3, 1, 6, 320, 1),
]
CHANNELS, STEM, HEAD, CLASSES = 3, 32, 1280, 1000
SQUEEZE_RATIO = 0.25
BATCHES = 2
LEAST_MATRIX, MOST_MATRIX, LONG_ENOUGH = 1024, 16384, 0.1


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--resolution", type=int, default=224, metavar="PX", help="default: %(default)s")
    parser.add_argument("--stem-stride", type=int, default=2, choices=(1, 2), help="default: %(default)s")
    parser.add_argument("--batch", type=int, default=32, metavar="N", help="images of a step (default: %(default)s)")
    parser.add_argument("--classes", type=int, default=CLASSES, metavar="N", help="default: %(default)s")
    parser.add_argument("--no-squeeze-excitation", action="store_true")
    layout = parser.add_mutually_exclusive_group()
    layout.add_argument("--channels-last", dest="channels_last", action="store_true", default=True, help="the default")
    layout.add_argument("--channels-first", dest="channels_last", action="store_false")
    parser.add_argument("--device", default="cpu", help="cpu, cuda, cuda:0, … (default: %(default)s)")
    parser.add_argument("--precision", default="fp32", choices=("fp32", "bf16"), help="bf16 by autocast")
    parser.add_argument("--threads", type=int, default=os.cpu_count(), metavar="N", help="default: all cores")
    parser.add_argument("--runs", type=int, default=5, metavar="N", help="default: %(default)s")
    parser.add_argument("--seconds", type=float, default=2, metavar="S", help="of a run (default: %(default)s)")
    parser.add_argument("--compile", action="store_true", help="with torch.compile")
    parser.add_argument("--timm", action="store_true", help="timm's model instead of ours")
    parser.add_argument("--json", action="store_true", help="print one JSON document")
    return parser


def layers(torch):
    """The building blocks; classes in a function, because a missing PyTorch is to end in one line."""
    nn = torch.nn

    class Same(nn.Conv2d):
        """Adds what makes the output ⌈size / stride⌉, and one more at the right and bottom where that is odd."""

        def forward(self, images):
            size, kernel, stride = images.shape[-1], self.kernel_size[0], self.stride[0]
            total = max(0, (-(-size // stride) - 1) * stride + kernel - size)
            before, after = total // 2, total - total // 2
            if before != after:
                images = nn.functional.pad(images, (before, after, before, after))
            # What is equal on all sides a convolution adds by itself.
            padding = before if before == after else 0
            return nn.functional.conv2d(images, self.weight, None, stride, padding, groups=self.groups)

    class Activated(nn.Sequential):
        """Convolution without bias, batch norm, and SiLU where wanted."""

        def __init__(self, kernel, stride, inputs, outputs, groups=1, activation=True):
            convolution = Same(inputs, outputs, kernel, stride, groups=groups, bias=False)
            norm = nn.BatchNorm2d(outputs, eps=1e-3, momentum=0.01)
            super().__init__(convolution, norm, *([nn.SiLU(inplace=True)] if activation else []))

    class SqueezeExcitation(nn.Module):
        def __init__(self, channels, squeezed):
            super().__init__()
            self.reduce = nn.Conv2d(channels, squeezed, 1)
            self.expand = nn.Conv2d(squeezed, channels, 1)

        def forward(self, images):
            pooled = images.mean((2, 3), keepdim=True)
            return images * torch.sigmoid(self.expand(nn.functional.silu(self.reduce(pooled))))

    class Block(nn.Module):
        """MBConv: expand, depthwise, squeeze-and-excitation, project; its input added where shapes allow."""

        def __init__(self, kernel, stride, expansion, inputs, outputs, squeeze):
            super().__init__()
            inner = inputs * expansion
            parts = [Activated(1, 1, inputs, inner)] if expansion > 1 else []
            parts.append(Activated(kernel, stride, inner, inner, groups=inner))
            if squeeze:
                parts.append(SqueezeExcitation(inner, max(1, int(SQUEEZE_RATIO * inputs))))
            parts.append(Activated(1, 1, inner, outputs, activation=False))
            self.branch = nn.Sequential(*parts)
            self.skips = stride == 1 and inputs == outputs

        def forward(self, images):
            branch = self.branch(images)
            return images + branch if self.skips else branch

    return Activated, Block


def efficientnet_b0(torch, stem_stride, squeeze, classes):
    nn = torch.nn
    Activated, Block = layers(torch)
    modules = [Activated(3, stem_stride, CHANNELS, STEM)]
    channels = STEM
    for kernel, stride, expansion, outputs, count in STAGES:
        for layer in range(count):
            modules.append(Block(kernel, stride if layer == 0 else 1, expansion, channels, outputs, squeeze))
            channels = outputs
    modules += [Activated(1, 1, channels, HEAD), nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(HEAD, classes)]
    return nn.Sequential(*modules)


def timm_b0(torch, stem_stride, squeeze, classes):
    try:
        import timm
    except ImportError:
        sys.exit("--timm needs timm: pip install timm, or leave the option out for our own network")
    options = {} if squeeze else {"se_layer": torch.nn.Identity}
    # The one with TensorFlow's padding and batch norm.
    model = timm.create_model("tf_efficientnet_b0", num_classes=classes, drop_rate=0, drop_path_rate=0, **options)
    model.conv_stem.stride = (stem_stride, stem_stride)
    return model


class Steps:
    """Whole training steps: forward, backward, optimizer."""

    def __init__(self, torch, model, options):
        self.torch, self.model, self.options = torch, model, options
        self.forward = torch.compile(model) if options.compile else model
        self.optimizer = torch.optim.SGD(model.parameters(), lr=0.1, momentum=0.9, nesterov=True, weight_decay=1e-5)
        self.loss = torch.nn.CrossEntropyLoss(label_smoothing=0.1)
        self.batches = [self._batch() for _ in range(BATCHES)]
        self.done = 0

    def _batch(self):
        torch, options = self.torch, self.options
        layout = torch.channels_last if options.channels_last else torch.contiguous_format
        images = torch.randn(options.batch, CHANNELS, options.resolution, options.resolution, device=options.device)
        labels = torch.randint(options.classes, (options.batch,), device=options.device)
        return images.contiguous(memory_format=layout), labels

    def _step(self):
        images, labels = self.batches[self.done % BATCHES]
        self.done += 1
        self.optimizer.zero_grad(set_to_none=True)
        kind = self.torch.device(self.options.device).type
        with self.torch.autocast(kind, self.torch.bfloat16, enabled=self.options.precision == "bf16"):
            loss = self.loss(self.forward(images), labels)
        loss.backward()
        self.optimizer.step()
        return loss

    def run(self, steps):
        """Seconds for all of them; their losses are asked for at the end alone, which lets a GPU work ahead."""
        start = time.perf_counter()
        for _ in range(steps):
            loss = self._step()
        loss.item()
        synchronize(self.torch, self.options.device)
        return time.perf_counter() - start

    def warm_up(self, seconds):
        """At least three steps, and so many seconds; returns how many steps take about so long, at least two."""
        total, fastest, count = 0.0, float("inf"), 0
        while count < 3 or total < seconds:
            taken = self.run(1)
            total, fastest, count = total + taken, min(fastest, taken), count + 1
        return max(2, round(seconds / fastest))


def synchronize(torch, device):
    if torch.device(device).type == "cuda":
        torch.cuda.synchronize()


def peak_operations(torch, device):
    """Operations per second, two to a multiply-add, of the fastest of several large products in single precision."""

    def multiply(left, right):
        if left.is_cuda:
            return torch.mm(left, right)
        # As our engines do it: by oneDNN, whatever BLAS is installed.
        pixels = left.view(-1, 8, 8, left.shape[1]).permute(0, 3, 1, 2)
        return torch.mkldnn_convolution(pixels, right[:, :, None, None], None, (0, 0), (1, 1), (1, 1), 1)

    def product(size):
        left, right = torch.rand(2, size, size, device=device)
        synchronize(torch, device)
        start = time.perf_counter()
        multiply(left, right)
        synchronize(torch, device)
        return time.perf_counter() - start

    size = LEAST_MATRIX
    fastest = product(size)
    while fastest < LONG_ENOUGH and size < MOST_MATRIX:
        size *= 2
        fastest = product(size)
    return 2 * size**3 / min(fastest, *(product(size) for _ in range(4)))


def peak_memory(torch, device):
    """Bytes: of the GPU, or of this process."""
    if torch.device(device).type == "cuda":
        return torch.cuda.max_memory_allocated()
    with open("/proc/self/status", encoding="ascii") as status:
        return next(1024 * int(line.split()[1]) for line in status if line.startswith("VmHWM"))


def measure(torch, options):
    torch.manual_seed(1)
    build = timm_b0 if options.timm else efficientnet_b0
    model = build(torch, options.stem_stride, not options.no_squeeze_excitation, options.classes)
    layout = torch.channels_last if options.channels_last else torch.contiguous_format
    model = model.to(options.device, memory_format=layout).train()
    steps = Steps(torch, model, options)
    per_run = steps.warm_up(options.seconds)
    speeds = [per_run * options.batch / steps.run(per_run) for _ in range(options.runs)]
    memory = peak_memory(torch, options.device)
    return {
        "engine": f"pytorch {torch.__version__}" + (" (timm)" if options.timm else ""),
        "device": options.device,
        "precision": options.precision,
        "layout": "channels last" if options.channels_last else "channels first",
        "compiled": options.compile,
        "threads": torch.get_num_threads(),
        "resolution": options.resolution,
        "stemStride": options.stem_stride,
        "squeezeExcitation": not options.no_squeeze_excitation,
        "batch": options.batch,
        "parameters": sum(parameter.numel() for parameter in model.parameters()),
        "imagesPerSecond": {
            "median": statistics.median(speeds),
            "least": min(speeds),
            "most": max(speeds),
            "runs": speeds,
        },
        "secondsPerStep": options.batch / statistics.median(speeds),
        "stepsPerRun": per_run,
        "peakMemory": memory,
        "peakOperationsPerSecond": peak_operations(torch, options.device),
    }


def main():
    parser = arguments()
    options = parser.parse_args()
    if min(options.batch, options.threads, options.runs, options.resolution) < 1 or options.seconds <= 0:
        parser.error("--batch, --threads, --runs, --resolution and --seconds must be above 0")
    try:
        import torch
    except ImportError:
        sys.exit("PyTorch is needed; on Debian: apt-get install python3-torch, started with /usr/bin/python3")
    if options.compile and not hasattr(torch, "compile"):
        sys.exit(f"--compile needs PyTorch 2.0 or later; this is {torch.__version__}")
    if torch.device(options.device).type == "cuda" and not torch.cuda.is_available():
        sys.exit(f"--device {options.device}: PyTorch finds no CUDA device here; allowed: cpu")
    torch.set_num_threads(options.threads)
    torch.backends.cudnn.benchmark = True
    measured = measure(torch, options)
    if options.json:
        print(json.dumps(measured))
        return
    speed = measured["imagesPerSecond"]
    print(
        f"{speed['median']:.1f} images/s ({speed['least']:.1f} to {speed['most']:.1f} in {options.runs} runs of "
        f"{measured['stepsPerRun']} steps), {1000 * measured['secondsPerStep']:.1f} ms a step of {options.batch}, "
        f"{measured['parameters']:,} parameters, {measured['peakMemory'] / 2**20:,.0f} MiB, matrix product "
        f"{measured['peakOperationsPerSecond'] / 1e9:,.0f} GFLOP/s"
    )
    print(
        f"{measured['engine']}, {measured['device']}, {measured['precision']}, {measured['layout']}"
        f"{', compiled' if options.compile else ''}, {measured['threads']} threads"
    )


if __name__ == "__main__":
    main()
