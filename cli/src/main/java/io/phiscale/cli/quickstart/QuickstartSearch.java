package io.phiscale.cli.quickstart;

import io.phiscale.protocol.dataset.BuiltInDataSets;
import io.phiscale.protocol.dataset.DataSetFacts;
import io.phiscale.protocol.engine.DeviceKind;
import io.phiscale.scaling.validation.InvalidValueException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** The quickstart's search for one data set: a YAML document, as a user would write it. */
final class QuickstartSearch {
    private static final int TRAINING_IMAGES = 6_000;
    private static final int VALIDATION_IMAGES = 2_000;

    private QuickstartSearch() {}

    /** @throws InvalidValueException where there is no such data set; it lists those there are */
    /** @throws InvalidValueException where there is no such data set built in */
    static String on(String dataSet, String engine, DeviceKind device) {
        DataSetFacts facts = BuiltInDataSets.ALL.stream()
                .filter(known -> known.name().equals(dataSet))
                .findFirst()
                .orElseThrow(() -> new InvalidValueException(
                        "--dataset",
                        dataSet,
                        "one of "
                                + BuiltInDataSets.ALL.stream()
                                        .map(DataSetFacts::name)
                                        .toList()));
        int validation = Math.min(VALIDATION_IMAGES, facts.trainingImages() / 4);
        int training = Math.min(TRAINING_IMAGES, facts.trainingImages() - validation);
        return template()
                .replace("${dataset}", dataSet)
                .replace("${engine}", engine)
                .replace("${device}", device.id())
                .replace("${trainingImages}", Integer.toString(training))
                .replace("${validationImages}", Integer.toString(validation));
    }

    private static String template() {
        try (InputStream resource = QuickstartSearch.class.getResourceAsStream("/quickstart.yaml")) {
            if (resource == null) {
                throw new IllegalStateException("quickstart.yaml is missing from the command's own jar");
            }
            return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new IllegalStateException("quickstart.yaml cannot be read", unreadable);
        }
    }
}
