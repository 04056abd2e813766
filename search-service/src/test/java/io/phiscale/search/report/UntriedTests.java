package io.phiscale.search.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.phiscale.protocol.dataset.DataSetFacts;
import io.phiscale.search.training.Training;
import io.phiscale.specification.SpecificationReader;
import java.util.List;
import org.junit.jupiter.api.Test;

class UntriedTests {
    private static final String BUDGETED =
            """
            baseline: mbconv-nano
            dataset: {name: shapes, trainingImages: 300, validationImages: 100}
            budget: {rungs: [1, 4, 9], least: 1}
            """;

    private static final DataSetFacts SHAPES = new DataSetFacts("shapes", 8, 3, 0, 4_000);

    @Test
    void whatWasLeftBehindIsCountedAtTheRungThatItCameTo() {
        List<Training> trainings = List.of(
                training("a", 0),
                training("a", 1),
                training("a", 2),
                training("b", 0),
                training("b", 1),
                training("c", 0),
                training("d", 0));

        assertThat(untried(BUDGETED, trainings, 0))
                .contains(
                        "2 networks were left at 1 epoch, for what others came to: one of them might have been better after 9.",
                        "1 network was left at 4 epochs, for what others came to: it might have been better after 9.");
    }

    @Test
    void dataRecipeLadderAndLengthAreNamed() {
        assertThat(untried(BUDGETED, List.of(), 0))
                .contains(
                        "All of the data: 300 of shapes's 3,900 training images were trained on.",
                        "Larger networks: candidates were built at φ = 1, and the ladder's models up to φ = 7 extrapolate from these.")
                .anyMatch(sentence -> sentence.contains("none was longer than 9 epochs"))
                .anyMatch(sentence -> sentence.contains("a learning rate of 0.1, batches of 64"))
                .noneMatch(sentence -> sentence.contains("Controls"));
        assertThat(untried(
                        "baseline: mbconv-nano\ndataset: {name: shapes}\ncontrols: false\nladder: [1]\n", List.of(), 0))
                .anyMatch(sentence -> sentence.startsWith("Controls: "))
                .noneMatch(sentence -> sentence.contains("All of the data") || sentence.contains("Larger networks"));
    }

    @Test
    void failuresAndDivergencesAreNamed() {
        Training diverged = new Training(1, "a", 0, 1, 1, 1, 0, true, 0, 1);

        assertThat(untried(BUDGETED, List.of(diverged, training("b", 0)), 1))
                .anyMatch(sentence -> sentence.startsWith("1 of 2 trainings diverged"))
                .anyMatch(sentence -> sentence.startsWith("1 trial failed: what it"));
    }

    @Test
    void nobodyIsLeftBehindWhileASearchIsOnItsWay() {
        assertThat(Untried.of(
                        SpecificationReader.readSearch(BUDGETED).plan(SHAPES), false, List.of(training("a", 0)), 0, 2))
                .contains(
                        "2 trainings were ended on the way, below the median of the others: late learners among them were not seen to the end.")
                .noneMatch(sentence -> sentence.contains("left at"));
    }

    @Test
    void whoDivergedWasNotLeftForWhatOthersCameTo() {
        Training diverged = new Training(1, "a", 0, 1, 1, 1, 0, true, 0, 1);

        assertThat(untried(BUDGETED, List.of(diverged), 0)).noneMatch(sentence -> sentence.contains("left at"));
    }

    private static List<String> untried(String document, List<Training> trainings, long failures) {
        return Untried.of(SpecificationReader.readSearch(document).plan(SHAPES), true, trainings, failures, 0);
    }

    private static Training training(String fingerprint, int rung) {
        return new Training(1, fingerprint, rung, 1, 1, 1, 0.5, false, 0.4, 1);
    }
}
