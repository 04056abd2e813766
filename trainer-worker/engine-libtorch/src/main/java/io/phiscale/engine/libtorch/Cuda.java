package io.phiscale.engine.libtorch;

import io.phiscale.protocol.engine.Numerics;
import io.phiscale.protocol.error.ErrorCode;
import io.phiscale.trainer.engine.DeviceShare;
import io.phiscale.trainer.error.TrainingException;
import java.io.IOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bytedeco.cuda.cudart.cudaDeviceProp;
import org.bytedeco.cuda.global.cudart;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.pytorch.Context;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch_cuda;
import org.jspecify.annotations.Nullable;

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
        if (library() == null) {
            throw new TrainingException(
                    ErrorCode.DEVICE_UNUSABLE,
                    "libtorch is here as built for processors; build with ./mvnw package -DskipTests -Pcuda-13, or give"
                            + " workers --device cpu");
        }
        try {
            // The class of the GPU's own operations: found by no call of ours.
            Loader.load(torch_cuda.class);
            findDevice();
            Context context = torch.globalContext();
            context.setAllowTF32CuDNN(true);
            context.setAllowTF32CuBLAS(true);
            double total = properties().totalGlobalMem();
            torch_cuda.getAllocator().init(torch_cuda.device_count());
            torch_cuda.getAllocator().setMemoryFraction(Math.min(1, share.memory() / total), FIRST);
        } catch (LinkageError missing) {
            throw unusable(whyNotLinked(missing));
        } catch (TrainingException known) {
            throw known;
        } catch (RuntimeException failed) {
            throw unusable(Messages.firstLine(failed));
        }
    }

    /** libtorch itself only counts, and says 0 where the driver is too old. */
    private static void findDevice() {
        int[] count = {0};
        int status = cudart.cudaGetDeviceCount(count);
        if (status != cudart.cudaSuccess) {
            throw unusable(cudart.cudaGetErrorString(status).getString());
        }
        if (count[0] == 0) {
            throw unusable("CUDA finds none");
        }
    }

    /** Which library is missing, or too old. */
    private static String whyNotLinked(LinkageError failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        String message = Messages.firstLine(cause == failure ? loadedAgain(failure) : cause);
        // The system's loader begins with the file that it was to load: "FILE: libcuda.so.1: cannot open …".
        int file = message.startsWith("/") ? message.indexOf(": ") : -1;
        return file < 0 ? message : message.substring(file + 2);
    }

    /** JavaCPP goes on without a library that it cannot load, and so the first call that needs it fails. */
    private static Throwable loadedAgain(LinkageError failure) {
        try {
            System.load(Loader.cacheResource(library()).getPath());
            return failure;
        } catch (LinkageError | IOException why) {
            return why;
        }
    }

    private static @Nullable URL library() {
        String name = "/org/bytedeco/pytorch/" + Loader.getPlatform() + "-gpu/libtorch_cuda.so";
        return torch_cuda.class.getResource(name);
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
