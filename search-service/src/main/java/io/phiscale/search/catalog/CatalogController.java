package io.phiscale.search.catalog;

import io.phiscale.protocol.dataset.DataSetFacts;
import io.phiscale.scaling.architecture.Architecture;
import io.phiscale.scaling.architecture.Cost;
import io.phiscale.scaling.baseline.BuiltInBaselines;
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

    @GetMapping("/api/datasets")
    List<DataSetFacts> dataSets() {
        return dataSets.all();
    }
}
