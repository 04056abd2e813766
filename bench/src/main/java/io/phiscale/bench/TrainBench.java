package io.phiscale.bench;

import io.phiscale.agent.device.DeviceException;
import io.phiscale.agent.device.DeviceOption;
import io.phiscale.agent.device.Gpu;
import io.phiscale.agent.device.InstalledEngines;
import io.phiscale.agent.device.NvidiaSmi;
import io.phiscale.agent.device.Workplace;
import io.phiscale.agent.measure.MeasurementException;
import io.phiscale.agent.measure.SideBySide;
import io.phiscale.agent.trainer.EngineProgram;
import io.phiscale.agent.trainer.TrainerMissingException;
import io.phiscale.cli.failure.UserException;
import io.phiscale.cli.output.JsonOutput;
import io.phiscale.cli.process.Installation;
import io.phiscale.protocol.engine.Engines;
import io.phiscale.protocol.engine.Precision;
import io.phiscale.protocol.measurement.MeasurementJob;
import io.phiscale.protocol.measurement.TrainingSpeed;
import io.phiscale.scaling.validation.InvalidValueException;
import io.phiscale.scaling.validation.Require;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** How fast an engine trains a network: its own program, in a process as an agent starts it. */
@Command(
        name = "train",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Trains a network on random images with an engine's own trainer, and prints",
            "images per second: the median, least and most of several runs after a warm-up.",
            "The last column is the share of what a large matrix product reaches on the same",
            "device: 3 × 2 × multiply-adds × images/s over the product's operations/s.",
            "bench/train_pytorch.py does the same with PyTorch."
        })
final class TrainBench implements Callable<Integer> {

    private static final int MOST_TRAINERS = 64;

    @Option(names = "--engine", required = true, paramLabel = "ENGINE", description = "dl4j or libtorch.")
    private String engine = "";

    @Mixin
    private MeasuredNetwork network = new MeasuredNetwork();

    @Option(names = "--batch", paramLabel = "N", description = "Images of a step. Default: ${DEFAULT-VALUE}")
    private int batch = 32;

    @Option(
            names = "--device",
            paramLabel = "DEVICE",
            description = "cpu, cuda, or cuda:1 for the second GPU. Default: ${DEFAULT-VALUE}")
    private String device = "cpu";

    @Option(
            names = "--precision",
            paramLabel = "PRECISION",
            description = "fp32 or bf16, which libtorch has. Default: ${DEFAULT-VALUE}")
    private String precision = "fp32";

    @Option(
            names = "--trainers",
            paramLabel = "N",
            description =
                    "Trainers that all do the same at the same time, each with so many threads and so much memory."
                            + " What is printed is of all of them together; the product is left out where there are several."
                            + " Default: ${DEFAULT-VALUE}")
    private int trainers = 1;

    @Mixin
    private MeasuringLimits limits = new MeasuringLimits();

    @Option(names = "--runs", paramLabel = "N", description = "Default: ${DEFAULT-VALUE}")
    private int runs = 5;

    @Option(
            names = "--seconds",
            paramLabel = "S",
            description = "That a run takes, about, and the warm-up at least. Default: ${DEFAULT-VALUE}")
    private double seconds = 2;

    @Option(names = "--json", description = "Print one JSON document.")
    private boolean json;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws InterruptedException {
        oneOf("--engine", engine, Engines.ALL);
        oneOf("--precision", precision, Precision.ids());
        Require.between("--batch", batch, 1, MeasurementJob.MOST_IMAGES);
        Require.between("--trainers", trainers, 1, MOST_TRAINERS);
        Workplace workplace = workplace();
        MeasurementJob job = new MeasurementJob(network.resolve(), batch, runs, seconds, precision());
        SpeedDocument document = SpeedDocument.of(
                engine, job, trainers, measured(job, workplace.hardware().gpu()));
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            JsonOutput.print(out, document);
        } else {
            SpeedTable.print(document, out);
        }
        return 0;
    }

    private static void oneOf(String option, String value, List<String> allowed) {
        if (!allowed.contains(value)) {
            throw new InvalidValueException(option, value, String.join(" or ", allowed));
        }
    }

    private Precision precision() {
        Precision wanted = Precision.of(precision);
        if (wanted == Precision.BF16 && engine.equals(Engines.DEEPLEARNING4J)) {
            throw new InvalidValueException("--precision", precision, "fp32 with engine dl4j");
        }
        return wanted;
    }

    private Workplace workplace() throws InterruptedException {
        try {
            return Workplace.find(
                    DeviceOption.parse("--device", device),
                    new InstalledEngines(Installation.home(), List.of(engine)),
                    true,
                    NvidiaSmi.INSTALLED);
        } catch (DeviceException | TrainerMissingException missing) {
            throw new UserException(String.valueOf(missing.getMessage()));
        }
    }

    private TrainingSpeed measured(MeasurementJob job, @Nullable Gpu gpu) {
        try {
            SideBySide sideBySide = new SideBySide(EngineProgram.of(engine, Installation.home()), job);
            return Together.of(sideBySide.measure(trainers, limits.resolve(job, gpu, trainers)));
        } catch (DeviceException | TrainerMissingException | MeasurementException failed) {
            throw new UserException(String.valueOf(failed.getMessage()));
        }
    }
}
