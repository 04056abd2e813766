package io.phiscale.engine.libtorch;

import io.phiscale.protocol.engine.Engines;
import io.phiscale.trainer.engine.DeviceShare;
import io.phiscale.trainer.engine.NetworkPlan;
import io.phiscale.trainer.engine.TrainableNetwork;
import io.phiscale.trainer.engine.TrainingEngine;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.MemoryFormat;

/** libtorch on the processor. Trains in single precision. */
public final class LibtorchEngine implements TrainingEngine {
    private final DeviceShare share;

    private static final long[] ONE = {1, 1};
    private static final long[] NO_PADDING = {0, 0};

    public LibtorchEngine(DeviceShare share) {
        this.share = share;
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
        return new LibtorchNetwork(plan, share.kind());
    }

    /**
     * As a 1×1 convolution of 8 × 8 pixels by oneDNN: a product as such goes to OpenBLAS, which trainers leave a single
     * thread, and which does not use all of a processor's instructions.
     */
    @Override
    public double matrixProduct(int size) {
        return Scope.withoutGradient(() -> {
            Tensor left = torch.rand(size / 64, size, 8, 8).contiguous(MemoryFormat.ChannelsLast);
            Tensor right = torch.rand(size, size, 1, 1);
            long start = System.nanoTime();
            Tensor unused = torch.mkldnn_convolution(left, right, new TensorOptional(), NO_PADDING, ONE, ONE, 1);
            return (System.nanoTime() - start) / 1e9;
        });
    }
}
