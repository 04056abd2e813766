package io.phiscale.engine.libtorch;

import io.phiscale.engine.libtorch.network.Place;
import io.phiscale.engine.libtorch.network.Scope;
import io.phiscale.protocol.engine.DeviceKind;
import io.phiscale.protocol.engine.Engines;
import io.phiscale.protocol.engine.Precision;
import io.phiscale.trainer.engine.DeviceShare;
import io.phiscale.trainer.engine.NetworkPlan;
import io.phiscale.trainer.engine.TrainableNetwork;
import io.phiscale.trainer.engine.TrainingEngine;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;

/** libtorch on a processor, or on a GPU. */
public final class LibtorchEngine implements TrainingEngine {
    private final DeviceShare share;

    private static final long[] ONE = {1, 1};
    private static final long[] NO_PADDING = {0, 0};

    public LibtorchEngine(DeviceShare share) {
        this.share = share;
        if (share.kind() == DeviceKind.CUDA) {
            Cuda.open(share);
        }
    }

    @Override
    public String name() {
        return Engines.LIBTORCH;
    }

    @Override
    public Map<String, String> provenance() {
        Map<String, String> provenance = new TreeMap<>();
        provenance.put("engineVersion", version());
        provenance.put("device", share.kind().id());
        provenance.put("instructions", torch.get_cpu_capability().getString());
        provenance.put("threads", String.valueOf(torch.get_num_threads()));
        if (share.kind() == DeviceKind.CUDA) {
            provenance.putAll(Cuda.facts());
        }
        return provenance;
    }

    /** Of libtorch and of its presets, such as {@code 2.10.0-1.5.13}. */
    private static String version() {
        try {
            return Loader.getVersion("org.bytedeco", "pytorch");
        } catch (IOException notTold) {
            return "unknown";
        }
    }

    @Override
    public TrainableNetwork build(NetworkPlan plan) {
        if (share.kind() == DeviceKind.CUDA) {
            Cuda.choose(plan.numerics());
            return new LibtorchNetwork(plan, share.kind(), Optional.of(CudaGraph::record));
        }
        return new LibtorchNetwork(plan, share.kind(), Optional.empty());
    }

    /** A quarter of what it may take of a GPU. A processor's own memory holds the images anyway. */
    @Override
    public long imageMemory() {
        return share.kind() == DeviceKind.CUDA ? share.memory() / 4 : 0;
    }

    @Override
    public double matrixProduct(int size, Precision precision) {
        return share.kind() == DeviceKind.CUDA ? onGpu(size, precision) : onProcessor(size, precision);
    }

    private static double onGpu(int size, Precision precision) {
        Place place = Place.of(DeviceKind.CUDA, precision);
        return Scope.withoutGradient(() -> {
            Tensor left = place.features(place.bring(torch.rand(size, size)));
            Tensor right = place.features(place.bring(torch.rand(size, size)));
            Cuda.await();
            long start = System.nanoTime();
            Tensor unused = torch.mm(left, right);
            Cuda.await();
            return (System.nanoTime() - start) / 1e9;
        });
    }

    /**
     * As a 1×1 convolution of 8 × 8 pixels by oneDNN: a product as such goes to OpenBLAS, which trainers leave a single
     * thread, and which does not use all of a processor's instructions.
     */
    private static double onProcessor(int size, Precision precision) {
        Place place = Place.of(DeviceKind.CPU, precision);
        return Scope.withoutGradient(() -> {
            Tensor left = place.images(torch.rand(size / 64, size, 8, 8));
            Tensor right = place.features(torch.rand(size, size, 1, 1));
            long start = System.nanoTime();
            Tensor unused = torch.mkldnn_convolution(left, right, new TensorOptional(), NO_PADDING, ONE, ONE, 1);
            return (System.nanoTime() - start) / 1e9;
        });
    }
}
