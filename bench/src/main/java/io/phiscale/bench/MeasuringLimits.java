package io.phiscale.bench;

import io.phiscale.agent.device.Gpu;
import io.phiscale.agent.trainer.GpuShare;
import io.phiscale.agent.trainer.TrainerLimits;
import io.phiscale.cli.process.WorkerProgram;
import io.phiscale.protocol.measurement.MeasurementJob;
import io.phiscale.scaling.architecture.Architecture;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What the trainer that is measured may use. */
final class MeasuringLimits {
    private static final int MEBIBYTE = 1 << 20;
    private static final long MOST_NATIVE = 1 << 24;
    /** Engines keep more than backward passes need, and have work space. */
    private static final int MARGIN = 3;

    @Option(names = "--threads", paramLabel = "N", description = "For arithmetic. Default: one for each core.")
    private int threads = Runtime.getRuntime().availableProcessors();

    @Option(
            names = "--spinning",
            description = "Let threads spin while they wait for each other, as PyTorch's do. Up to twice as fast where"
                    + " nothing else wants the cores, which a worker cannot know.")
    private boolean spinning;

    @Option(
            names = "--native-memory",
            paramLabel = "MIB",
            description = "Of the trainer, outside its heap. Default: as of phiscale work, or three times what the"
                    + " training is estimated to take, whichever is more.")
    private @Nullable Integer nativeMemory;

    /**
     * @param gpu null for the processor
     * @param trainers that share the device; threads are each one's own
     */
    TrainerLimits resolve(MeasurementJob job, @Nullable Gpu gpu, int trainers) {
        return new TrainerLimits(
                heap(job),
                nativeMemory == null ? estimate(job) : nativeMemory,
                threads,
                spinning,
                gpu == null ? null : new GpuShare(gpu.index(), gpu.memoryOfEach(trainers)));
    }

    /** Batches of random images lie there all the time. */
    private static int heap(MeasurementJob job) {
        Architecture images = job.architecture();
        long numbers = (long) job.batchSize() * images.inputChannels() * images.resolution() * images.resolution();
        return (int) Math.min(MEBIBYTE, WorkerProgram.DEFAULT_HEAP + MARGIN * Float.BYTES * numbers / MEBIBYTE);
    }

    private static int estimate(MeasurementJob job) {
        long training = job.architecture().cost().trainingMemory(job.batchSize()) / MEBIBYTE;
        return (int) Math.min(MOST_NATIVE, Math.max(WorkerProgram.DEFAULT_NATIVE_MEMORY, MARGIN * training));
    }
}
