package io.phiscale.search.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.phiscale.protocol.engine.ComputeCapability;
import io.phiscale.protocol.engine.Device;
import io.phiscale.protocol.engine.DeviceKind;
import io.phiscale.search.fixture.CoordinatorTest;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class PlatformsIT extends CoordinatorTest {
    private static final Device GPU = new Device(DeviceKind.CUDA, "NVIDIA H200", new ComputeCapability(9, 0), "580.1");

    @Test
    void whatASearchLeavesOpenIsTheFastestThatAWorkerOffers() {
        assertThat(platform(submit(TINY))).isEqualTo("libtorch cpu fp32");

        worker("processor").withEngines("dl4j").claim();
        assertThat(platform(submit(TINY))).isEqualTo("dl4j cpu fp32");

        worker("gpu").withEngines("libtorch").withDevice(GPU).claim();
        assertThat(platform(submit(TINY))).isEqualTo("libtorch cuda bf16");
        assertThat(platform(submit(TINY + "device: cpu\n"))).isEqualTo("dl4j cpu fp32");
        assertThat(platform(submit(TINY + "precision: fp32\n"))).isEqualTo("libtorch cuda fp32");
        assertThat(platform(submit(TINY + "engine: libtorch\ndevice: cpu\n"))).isEqualTo("libtorch cpu fp32");
        assertThat(platform(submit(TINY + "labels: [fast]\n"))).isEqualTo("libtorch cpu fp32");
    }

    @Test
    void whoWasHeardOfLatelyCountsBeforeWhoWasNot() {
        worker("gone").withDevice(GPU).claim();
        jdbc.sql("update worker set last_seen = last_seen - interval '1 hour'").update();
        assertThat(platform(submit(TINY))).isEqualTo("libtorch cuda bf16");

        worker("here").withEngines("dl4j").claim();
        assertThat(platform(submit(TINY))).isEqualTo("dl4j cpu fp32");
    }

    @Test
    void aSearchStaysWithWhatItTook() {
        worker("processor").withEngines("dl4j").claim();
        long id = submit(TINY + "deterministic: true\n");

        assertThat(worker("gpu").withDevice(GPU).claim()).isEmpty();
        assertThat(worker("other").withEngines("libtorch").claim()).isEmpty();

        assertThat(platform(id)).isEqualTo("dl4j cpu fp32");
        assertThat(worker("processor").claimed().job().numerics().deterministic())
                .isTrue();
    }

    @Test
    void aTrialOnAGpuIsTrainedInMixedPrecisionAndTheListOfWorkersNamesTheGpu() {
        worker("gpu").withDevice(GPU).claim();
        submit(TINY);

        assertThat(worker("gpu")
                        .withDevice(GPU)
                        .claimed()
                        .job()
                        .numerics()
                        .precision()
                        .id())
                .isEqualTo("bf16");
        JsonNode device = http().get("/api/workers").expect(200).get(0).path("device");
        assertThat(device.path("name").asString()).isEqualTo("NVIDIA H200");
        assertThat(device.path("capability").asString()).isEqualTo("9.0");
        assertThat(http().get("/workers").body()).contains("NVIDIA H200", "9.0, driver 580.1");
    }

    @Test
    void whoWaitsForAnotherDeviceIsTold() {
        worker("processor").claim();

        assertThat(search(submit(TINY + "device: cuda\n")).path("warnings").toString())
                .contains("wait for a worker with engine libtorch on cuda: none was heard of lately");
    }

    @Test
    void theTableOfEnginesAndDevicesIsThere() {
        JsonNode engines = http().get("/api/engines").expect(200);

        assertThat(engines).hasSize(4);
        assertThat(engines.get(1).toString())
                .contains("\"engine\":\"libtorch\",\"device\":\"cuda\"", "\"9.0\"", "-Pcuda-13");
    }

    private String platform(long id) {
        JsonNode search = search(id);
        return "%s %s %s"
                .formatted(
                        search.path("engine").asString(),
                        search.path("device").asString(),
                        search.path("precision").asString());
    }
}
