#!/usr/bin/python3
"""The table of engines' speeds in bench/RESULTS.md: everything measured in one run, in turns, as ratios.

From the folder of the installation, once it is built (./mvnw package -DskipTests; for GPUs with -Pcuda-13):
    bench/table.py                      on the processor
    bench/table.py --device cuda:0      on a GPU
PyTorch is that of the Python given by --python, which may be another one than this script's: on Debian /usr/bin/python3
with python3-torch and, for a fair dense layer, libopenblas0.
"""

import argparse
import json
import os
import re
import statistics
import subprocess
import sys

SMALL = ["--resolution", "32", "--stem-stride", "1"]
LARGE = ["--resolution", "224"]


class Unmeasured(Exception):
    """Why something could not be measured, in a line."""


def output(command, environment=None):
    done = subprocess.run(command, capture_output=True, text=True, env={**os.environ, **(environment or {})})
    if done.returncode != 0:
        lines = (done.stderr.strip() or done.stdout.strip() or "no output").splitlines()
        raise Unmeasured(lines[-1][:300])
    return done.stdout


def engine(name, *options, baseline="efficientnet-b0", device="cpu", precision="fp32"):
    command = ["./phiscale", "bench", "train", "--engine", name, "--baseline", baseline, "--json"]
    # PyTorch's threads spin, too.
    spinning = ["--spinning"] if device == "cpu" else []
    command += ["--device", device, "--precision", precision, *spinning, *options]
    return lambda: json.loads(output(command))["imagesPerSecond"]["median"]


def pytorch(python, *options, device="cpu", precision="fp32"):
    command = [python, "bench/train_pytorch.py", "--json", "--device", device, "--precision", precision, *options]
    return lambda: json.loads(output(command))["imagesPerSecond"]["median"]


def stock():
    command = ["java", "-Xmx2g", "-Dorg.bytedeco.javacpp.maxbytes=8g", "-cp", "trainer-worker/engine-dl4j/target/app/*"]
    command += ["bench/StockDl4j.java", "32", "32", "3", "2"]
    threads = {"OMP_NUM_THREADS": str(os.cpu_count())}
    return lambda: float(re.search(r"([\d.]+) images/s", output(command, threads)).group(1))


def on_processor(python):
    subjects = {
        "libtorch": engine("libtorch", *SMALL, "--batch", "32"),
        "dl4j": engine("dl4j", *SMALL, "--batch", "32"),
        "dl4j without squeeze-and-excitation": engine("dl4j", *SMALL, "--batch", "32", "--no-squeeze-excitation"),
        "PyTorch, channels last": pytorch(python, *SMALL, "--batch", "32"),
        "stock Deeplearning4j without squeeze-and-excitation": stock(),
    }
    ratios = [
        ("libtorch", "PyTorch, channels last"),
        ("libtorch", "stock Deeplearning4j without squeeze-and-excitation"),
        ("dl4j without squeeze-and-excitation", "stock Deeplearning4j without squeeze-and-excitation"),
        ("dl4j", "PyTorch, channels last"),
    ]
    return subjects, ratios


def on_gpu(python, device):
    subjects, ratios = {}, []
    for pixels, options in (("32 px", SMALL), ("224 px", LARGE)):
        options = [*options, "--batch", "256"]
        ours, eager, compiled = (f"{who}, {pixels}" for who in ("libtorch", "PyTorch eager", "torch.compile"))
        subjects[ours] = engine("libtorch", *options, device=device, precision="bf16")
        subjects[eager] = pytorch(python, *options, device=device, precision="bf16")
        subjects[compiled] = pytorch(python, *options, "--compile", device=device, precision="bf16")
        ratios += [(ours, eager), (ours, compiled)]
    for baseline, pixels in (("efficientnet-b0", "32"), ("mbconv-nano", "28")):
        # One after the other, four trainings do as many images a second as one.
        side_by_side, alone = (f"{baseline}, {pixels} px, batch 64, {how}" for how in ("four at a time", "alone"))
        options = ["--resolution", pixels, "--batch", "64"]
        for name, more in ((side_by_side, ["--trainers", "4"]), (alone, [])):
            subjects[name] = engine("libtorch", *options, *more, baseline=baseline, device=device, precision="bf16")
        ratios.append((side_by_side, alone))
    return subjects, ratios


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--device", default="cpu", help="cpu, cuda:0, … (default: %(default)s)")
    parser.add_argument("--python", default="/usr/bin/python3", help="with PyTorch (default: %(default)s)")
    parser.add_argument("--rounds", type=int, default=3, metavar="N", help="default: %(default)s")
    given = parser.parse_args()
    cpu = given.device == "cpu"
    subjects, ratios = on_processor(given.python) if cpu else on_gpu(given.python, given.device)
    speeds = {name: [] for name in subjects}
    for turn in range(given.rounds):
        for name, measure in subjects.items():
            try:
                speeds[name].append(measure())
                print(f"round {turn + 1}: {name}: {speeds[name][-1]:.1f} images/s", file=sys.stderr, flush=True)
            except Unmeasured as why:
                speeds[name].append(None)
                print(f"round {turn + 1}: {name}: not measured: {why}", file=sys.stderr, flush=True)
    print("| what | images/s, median of the rounds | of each round |\n|---|---|---|")
    for name, found in speeds.items():
        known = [speed for speed in found if speed is not None]
        median = f"{statistics.median(known):.0f}" if known else "not measured"
        print(f"| {name} | {median} | {', '.join('–' if s is None else f'{s:.0f}' for s in found)} |")
    print("\n| ratio | median | of each round |\n|---|---|---|")
    for left, right in ratios:
        pairs = [a / b for a, b in zip(speeds[left], speeds[right]) if a is not None and b is not None]
        median = f"{statistics.median(pairs):.2f} ×" if pairs else "not measured"
        print(f"| {left} : {right} | {median} | {', '.join(f'{pair:.2f}' for pair in pairs)} |")


if __name__ == "__main__":
    main()
