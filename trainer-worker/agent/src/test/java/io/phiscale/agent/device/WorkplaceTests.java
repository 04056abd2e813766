package io.phiscale.agent.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.phiscale.protocol.engine.DeviceKind;
import io.phiscale.protocol.engine.Engines;
import io.phiscale.scaling.validation.InvalidValueException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WorkplaceTests {
    private static final String H200 = "0, NVIDIA H200, 143771, 143153, 9.0, 580.95.05";
    private static final String P100 = "0, Tesla P100, 16384, 16384, 6.0, 535.1";

    @TempDir
    private Path folder;

    /** @param cuda engines that are built for GPUs */
    private record Builds(List<String> engines, List<String> cuda) implements Workplace.Installed {
        @Override
        public boolean hasCodeFor(String engine, DeviceKind kind) {
            return kind == DeviceKind.CPU || cuda.contains(engine);
        }
    }

    private static final Builds FOR_PROCESSORS = new Builds(Engines.ALL, List.of());
    private static final Builds FOR_GPUS = new Builds(Engines.ALL, Engines.ALL);

    @Test
    void withoutAGpuAllWorkOnTheProcessor() throws Exception {
        Workplace found =
                find("auto", FOR_GPUS, new NvidiaSmi(folder.resolve("missing").toString()));

        assertThat(found.engines()).isEqualTo(Engines.ALL);
        assertThat(found.hardware().device().kind()).isEqualTo(DeviceKind.CPU);
        assertThat(found.hardware().device().name()).isNotBlank();
    }

    @Test
    void aNewGpuIsForLibtorchAndAnOldOneForDeeplearning4j() throws Exception {
        assertThat(find("auto", FOR_GPUS, driver(H200)).engines()).containsExactly("libtorch");
        assertThat(find("cuda:0", FOR_GPUS, driver(P100)).engines()).containsExactly("dl4j");
    }

    @Test
    void anEngineThatIsBuiltForProcessorsStaysThere() throws Exception {
        Workplace found = find("auto", FOR_PROCESSORS, driver(H200));

        assertThat(found.hardware().gpu()).isNull();
        assertThat(found.engines()).isEqualTo(Engines.ALL);
        assertRefused(
                "cuda", FOR_PROCESSORS, false, driver(H200), "libtorch is built for processors only", "-Pcuda-13");
    }

    @Test
    void aNamedEngineWithoutMachineCodeIsRefusedWithThoseThatHaveIt() throws Exception {
        Builds named = new Builds(List.of("dl4j"), Engines.ALL);

        assertRefused(
                "cuda",
                named,
                true,
                driver(H200),
                "NVIDIA H200 has compute capability 9.0",
                "dl4j, built for CUDA 11.6",
                "machine code for 3.7, 5.0",
                "there runs libtorch (./mvnw -Pcuda-13 package)");
    }

    @ParameterizedTest
    @CsvSource({
        "'0, NVIDIA H200, 143771, 143153, 9.0, 550.54.15', 'needs driver 580 or later, found 550.54.15'",
        "'0, Tesla K80, 11441, 11441, [N/A], 390.157', 'does not tell the compute capability'",
        "'0, Tesla K20, 11441, 11441, 3.5, 470.1', 'no engine runs there: use --device cpu'",
        "'1, NVIDIA H200, 143771, 143153, 9.0, 580.95', 'there is no GPU 0 on this machine'"
    })
    void whatSpeaksAgainstAGpuIsSaid(String gpu, String why) throws Exception {
        assertRefused("cuda", FOR_GPUS, false, driver(gpu), why);
        assertThat(find("cpu", FOR_GPUS, driver(gpu)).hardware().gpu()).isNull();
    }

    @Test
    void aMachineWithoutADriverSaysWhatToInstall() {
        NvidiaSmi missing = new NvidiaSmi(folder.resolve("missing").toString());

        assertRefused("cuda", FOR_GPUS, false, missing, "no NVIDIA GPU with a driver", "install one");
    }

    @Test
    void aBrokenDriverLeavesTheProcessorToWhoeverDoesNotInsist() throws Exception {
        NvidiaSmi broken = FakeDriver.in(folder).failsWith("No devices were found");

        assertThat(find("auto", FOR_GPUS, broken).hardware().gpu()).isNull();
        assertRefused("cuda", FOR_GPUS, false, broken, "No devices were found");
    }

    @Test
    void trainersShareWhatIsLeftOfTheGpusMemory() throws Exception {
        Gpu gpu = driver("0, A GPU, 16384, 12288, 8.0, 580.1").gpus().get(0);

        assertThat(gpu.memoryOfEach(1)).isEqualTo(11L << 30);
        assertThat(gpu.memoryOfEach(4)).isEqualTo(2L << 30);
        assertThatExceptionOfType(DeviceException.class)
                .isThrownBy(() -> gpu.memoryOfEach(8))
                .withMessageContainingAll("12,288 of 16,384 MiB free", "8 trainers", "--slots");
    }

    @ParameterizedTest
    @ValueSource(strings = {"gpu", "cuda:", "cuda:-1", "cuda:99999", ""})
    void whatIsNoDeviceIsRefused(String text) {
        assertThatThrownBy(() -> DeviceOption.parse("--device", text))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageContainingAll("--device", "auto, cpu, cuda, or cuda:1");
    }

    private NvidiaSmi driver(String lines) throws IOException {
        return FakeDriver.in(folder).says(lines);
    }

    private static Workplace find(String device, Builds installed, NvidiaSmi driver) throws InterruptedException {
        return Workplace.find(DeviceOption.parse("--device", device), installed, false, driver);
    }

    private static void assertRefused(
            String device, Builds installed, boolean named, NvidiaSmi driver, String... words) {
        assertThatExceptionOfType(DeviceException.class)
                .isThrownBy(() -> Workplace.find(DeviceOption.parse("--device", device), installed, named, driver))
                .withMessageContainingAll(words);
    }
}
