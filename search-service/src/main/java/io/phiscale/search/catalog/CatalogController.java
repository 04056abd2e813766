package io.phiscale.search.catalog;

import io.phiscale.protocol.dataset.DataSetFacts;
import io.phiscale.protocol.engine.ComputeCapability;
import io.phiscale.protocol.engine.DeviceKind;
import io.phiscale.protocol.engine.EngineBuild;
import io.phiscale.scaling.architecture.Architecture;
import io.phiscale.scaling.architecture.Cost;
import io.phiscale.scaling.baseline.BuiltInBaselines;
import java.util.Arrays;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** What a search can be made of. */
@RestController
class CatalogController {
    private final DataSets dataSets;

    CatalogController(DataSets dataSets) {
        this.dataSets = dataSets;
    }

    record BaselineView(String name, Architecture architecture, Cost cost) {}

    @GetMapping("/api/baselines")
    List<BaselineView> baselines() {
        return BuiltInBaselines.ALL.stream()
                .map(baseline -> new BaselineView(
                        baseline.name(),
                        baseline.architecture(),
                        baseline.architecture().cost()))
                .toList();
    }

    /**
     * An engine on a kind of device.
     *
     * @param libraries that it computes with on GPUs
     * @param oldestDriver the first of its numbers
     * @param computeCapabilities generations of GPUs that it has machine code for; each runs on later ones with the same
     *     first number, too
     * @param build how it gets built
     */
    record EngineView(
            String engine,
            DeviceKind device,
            String libraries,
            String oldestDriver,
            List<ComputeCapability> computeCapabilities,
            String build) {}

    /** The fastest first. */
    @GetMapping("/api/engines")
    List<EngineView> engines() {
        return Arrays.stream(EngineBuild.values())
                .map(build -> new EngineView(
                        build.engine(),
                        build.device(),
                        build.libraries(),
                        build.oldestDriver(),
                        build.machineCode(),
                        build.how()))
                .toList();
    }

    @GetMapping("/api/datasets")
    List<DataSetFacts> dataSets() {
        return dataSets.all();
    }
}
