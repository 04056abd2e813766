package io.phiscale.agent.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SlotChoiceTests {
    private static final Map<Integer, Double> SPEEDS = Map.of(1, 100.0, 2, 180.0, 4, 250.0);

    @TempDir
    Path folder;

    @Test
    void theFastestNumberIsTaken() {
        assertThat(SlotChoice.measured(SPEEDS::get).slots()).isEqualTo(4);
    }

    @Test
    void ofNumbersThatAreNearlyAsFastTheSmallestIsTaken() {
        assertThat(new SlotChoice(Map.of(1, 100.0, 2, 180.0, 4, 188.0)).slots()).isEqualTo(2);
        assertThat(new SlotChoice(Map.of(1, 100.0, 2, 90.0, 4, 104.0)).slots()).isEqualTo(1);
    }

    @Test
    void whatDoesNotFitEndsTheMeasurement() {
        SlotChoice choice = SlotChoice.measured(slots -> {
            if (slots == 2) {
                throw new MeasurementException("too little memory");
            }
            return 100.0 * slots;
        });

        assertThat(choice.imagesPerSecond()).containsOnlyKeys(1);
        assertThat(choice.slots()).isEqualTo(1);
    }

    @Test
    void whereNotEvenOneFitsItSaysWhy() {
        assertThatThrownBy(() -> SlotChoice.measured(slots -> {
                    throw new MeasurementException("too little memory");
                }))
                .isInstanceOf(MeasurementException.class)
                .hasMessage("too little memory");
    }

    @Test
    void whatWasMeasuredIsKnownNextTime() {
        KnownSlots known = new KnownSlots(folder.resolve("new").resolve("slots.json"));

        known.orMeasured("libtorch on an A100", () -> new SlotChoice(SPEEDS));
        known.orMeasured("dl4j on an A100", () -> new SlotChoice(Map.of(1, 5.0)));

        assertThat(known.orMeasured("libtorch on an A100", SlotChoiceTests::notAgain))
                .isEqualTo(4);
        assertThat(known.orMeasured("dl4j on an A100", SlotChoiceTests::notAgain))
                .isEqualTo(1);
    }

    @Test
    void whatCannotBeMeasuredIsOneAndIsTriedAgainNextTime() {
        KnownSlots known = new KnownSlots(folder.resolve("slots.json"));

        assertThat(known.orMeasured("a", () -> {
                    throw new MeasurementException("too little memory");
                }))
                .isEqualTo(1);

        assertThat(known.orMeasured("a", () -> new SlotChoice(SPEEDS))).isEqualTo(4);
    }

    @Test
    void aFileThatIsNoneIsWrittenAnew() throws IOException {
        Path file = folder.resolve("slots.json");
        for (String broken : new String[] {"", "{", "{\"a\": {}}", "[1]", "{\"a\": {\"imagesPerSecond\": {}}}"}) {
            Files.writeString(file, broken);
            KnownSlots known = new KnownSlots(file);

            assertThat(known.orMeasured("a", () -> new SlotChoice(SPEEDS))).isEqualTo(4);
            assertThat(known.orMeasured("a", SlotChoiceTests::notAgain)).isEqualTo(4);
        }
    }

    private static SlotChoice notAgain() {
        throw new AssertionError("measured again");
    }
}
