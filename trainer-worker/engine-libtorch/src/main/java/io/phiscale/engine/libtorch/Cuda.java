package io.phiscale.engine.libtorch;

import io.phiscale.protocol.engine.Numerics;
import io.phiscale.protocol.error.ErrorCode;
import io.phiscale.trainer.engine.DeviceShare;
import io.phiscale.trainer.error.TrainingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bytedeco.cuda.cudart.cudaDeviceProp;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.pytorch.Context;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch_cuda;

/** The one GPU that a trainer sees. Nothing of this is loaded in one that computes on a processor. */
final class Cuda {
    private static final byte FIRST = 0;
    private static final Path DRIVER = Path.of("/proc/driver/nvidia/version");
    private static final Pattern VERSION = Pattern.compile("\\b\\d{3,}\\.\\d+(?:\\.\\d+)?\\b");

    private Cuda() {}

    /**
     * Takes its share of the GPU's memory, and allows TF32: products of single precision numbers with 10 bits of mantissa.
     *
     * @throws TrainingException {@code DEVICE_UNUSABLE}: what to install
     */
    static void open(DeviceShare share) {
        try {
            // The class of the GPU's own operations: found by no call of ours.
            Loader.load(torch_cuda.class);
            if (torch_cuda.device_count() == 0) {
                throw unusable("CUDA finds none");
            }
            Context context = torch.globalContext();
            context.setAllowTF32CuDNN(true);
            context.setAllowTF32CuBLAS(true);
            double total = properties().totalGlobalMem();
            torch_cuda.getAllocator().init(torch_cuda.device_count());
            torch_cuda.getAllocator().setMemoryFraction(Math.min(1, share.memory() / total), FIRST);
        } catch (LinkageError missing) {
            throw unusable(Messages.firstLine(missing));
        } catch (TrainingException known) {
            throw known;
        } catch (RuntimeException failed) {
            throw unusable(Messages.firstLine(failed));
        }
    }

    /** Whether operations are chosen that come to the same bits each time, or the fastest by trial. */
    static void choose(Numerics numerics) {
        Context context = torch.globalContext();
        boolean onlyWarn = false;
        context.setBenchmarkCuDNN(!numerics.deterministic());
        context.setDeterministicCuDNN(numerics.deterministic());
        context.setDeterministicAlgorithms(numerics.deterministic(), onlyWarn);
    }

    /** Waits until all is computed that was asked for. */
    static void await() {
        torch_cuda.getCurrentCUDAStream().synchronize();
    }

    static Map<String, String> facts() {
        Map<String, String> facts = new TreeMap<>();
        cudaDeviceProp properties = properties();
        facts.put("gpu", properties.name().getString());
        facts.put("computeCapability", properties.major() + "." + properties.minor());
        facts.put("driver", driver());
        facts.put("cuda", version(Context.versionCUDART(), 1_000, 10));
        facts.put("cudnn", version(Context.versionRuntimeCuDNN(), 10_000, 100));
        facts.put("tf32", "allowed");
        return facts;
    }

    private static cudaDeviceProp properties() {
        return torch_cuda.getCurrentDeviceProperties();
    }

    private static String driver() {
        try {
            Matcher version = VERSION.matcher(Files.readString(DRIVER));
            return version.find() ? version.group() : "unknown";
        } catch (IOException notTold) {
            return "unknown";
        }
    }

    /** CUDA counts 13.1 as 13010, cuDNN 9.19 as 91900. */
    private static String version(long number, long major, long minor) {
        return number / major + "." + number % major / minor;
    }

    private static TrainingException unusable(String why) {
        return new TrainingException(
                ErrorCode.DEVICE_UNUSABLE,
                "libtorch cannot use the GPU (%s); install CUDA 13, cuDNN 9 and driver 580 or later, or give workers --device cpu"
                        .formatted(why));
    }
}
