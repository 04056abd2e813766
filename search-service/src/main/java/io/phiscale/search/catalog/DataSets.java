package io.phiscale.search.catalog;

import io.phiscale.protocol.dataset.BuiltInDataSets;
import io.phiscale.protocol.dataset.DataSetFacts;
import io.phiscale.scaling.validation.InvalidValueException;
import io.phiscale.search.configuration.PhiscaleProperties;
import io.phiscale.search.error.ApiException;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/** The data sets that searches may name: the built-in ones, and those of the configuration. */
@Component
public class DataSets {
    private final List<DataSetFacts> all;

    DataSets(PhiscaleProperties properties) {
        List<DataSetFacts> known = new ArrayList<>(BuiltInDataSets.ALL);
        properties.datasets().forEach((name, folder) -> known.add(facts(name, folder)));
        this.all = List.copyOf(known);
    }

    private static DataSetFacts facts(String name, PhiscaleProperties.ImageFolder folder) {
        try {
            return new DataSetFacts(
                    name,
                    folder.classes(),
                    folder.channels(),
                    folder.resolution(),
                    folder.trainingImages(),
                    folder.validationImages(),
                    folder.mirrorable());
        } catch (InvalidValueException invalid) {
            throw invalid.inside("phiscale.datasets." + name);
        }
    }

    public List<DataSetFacts> all() {
        return all;
    }

    /** @throws ApiException where no data set has this name; it lists those there are */
    public DataSetFacts named(String name) {
        return all.stream()
                .filter(facts -> facts.name().equals(name))
                .findFirst()
                .orElseThrow(() -> ApiException.invalid(
                        "dataset.name",
                        name,
                        "one of " + all.stream().map(DataSetFacts::name).toList()));
    }
}
