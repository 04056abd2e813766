package io.phiscale.engine.libtorch.network;

import io.phiscale.protocol.engine.DeviceKind;
import io.phiscale.protocol.engine.Precision;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.DeviceOptional;
import org.bytedeco.pytorch.MemoryFormatOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.MemoryFormat;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * Where a network's tensors are, and in what numbers its feature maps. Weights, statistics of batch norm, gradients of
 * weights and the loss are in single precision whatever these are.
 */
public final class Place {
    /**
     * With any other way, the host waits until the device has done all before. What is sent may be freed at once: it is
     * copied to where the device reads it before the call returns.
     */
    private static final boolean NON_BLOCKING = true;

    private static final boolean NO_COPY = false;

    private final Device device;
    private final ScalarType features;

    private Place(Device device, ScalarType features) {
        this.device = device;
        this.features = features;
        // Outlives whatever scope it is made in.
        device.retainReference();
    }

    public static Place of(DeviceKind kind, Precision precision) {
        return new Place(new Device(kind.id()), precision == Precision.BF16 ? ScalarType.BFloat16 : ScalarType.Float);
    }

    /** Whether what is asked for is computed when the call returns. */
    public boolean isProcessor() {
        return device.is_cpu();
    }

    /** Whether this is a processor, in single precision. */
    boolean isPlainProcessor() {
        return device.is_cpu() && features == ScalarType.Float;
    }

    /** @return a tensor of bytes there, of any values */
    public Tensor bytes(long... shape) {
        TensorOptions options = new TensorOptions(ScalarType.Byte).device(new DeviceOptional(device));
        return torch.empty(shape, options, new MemoryFormatOptional());
    }

    /** @return a single 0 there */
    public Tensor zero() {
        return torch.zeros(new long[0], new TensorOptions(ScalarType.Float).device(new DeviceOptional(device)));
    }

    /** @return the tensor there; itself where it is there already. A device's work is not waited for. */
    public Tensor bring(Tensor tensor) {
        return tensor.to(device, tensor.scalar_type(), NON_BLOCKING, NO_COPY, new MemoryFormatOptional());
    }

    /** @return images there, as feature maps are: channels last in memory */
    public Tensor images(Tensor images) {
        return images.to(device, features, NON_BLOCKING, NO_COPY, new MemoryFormatOptional(MemoryFormat.ChannelsLast));
    }

    /**
     * @param tensor there, in single precision
     * @return it in the precision of feature maps; where it is of weights, gradients find their way back
     */
    public Tensor features(Tensor tensor) {
        return features == ScalarType.Float ? tensor : tensor.to(features);
    }

    /** @return the tensor in single precision */
    static Tensor single(Tensor tensor) {
        return tensor.to(ScalarType.Float);
    }
}
