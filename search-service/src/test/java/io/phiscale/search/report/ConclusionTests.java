package io.phiscale.search.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.phiscale.analysis.comparison.Comparison;
import io.phiscale.analysis.comparison.Comparison.Standing;
import io.phiscale.analysis.comparison.SeedNoise;
import io.phiscale.protocol.dataset.DataSetFacts;
import io.phiscale.scaling.architecture.Cost;
import io.phiscale.scaling.candidate.Control;
import io.phiscale.scaling.coefficient.Coefficients;
import io.phiscale.search.candidate.CandidateView;
import io.phiscale.search.selection.ControlView;
import io.phiscale.search.selection.SelectionView;
import io.phiscale.search.selection.SelectionView.Interval;
import io.phiscale.search.selection.SelectionView.Intervals;
import io.phiscale.search.training.Training;
import io.phiscale.specification.SearchPlan;
import io.phiscale.specification.SpecificationReader;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ConclusionTests {
    private static final Standing FIRST = new Standing("first", 0.9, 3, 0, 0.01);
    private static final Standing NEAR = new Standing("near", 0.895, 3, 0.005, 0.01);
    private static final Standing FAR = new Standing("far", 0.8, 3, 0.1, 0.01);
    private static final Optional<SeedNoise> NOISE = Optional.of(new SeedNoise(0.004, 6));

    @Test
    void theQuestionNamesBaselineCostAndData() {
        assertThat(Conclusion.question(plan("strategy: {kind: grid, target: 2, phi: 2, tolerance: 0.1}")))
                .isEqualTo("How should mbconv-nano at 20 px be scaled to 4 times its multiply-adds for shapes?");
        assertThat(Conclusion.question(plan("strategy: {kind: realised, costs: [activations, memory], target: 1.5}")))
                .contains("to 1.5 times its activations and memory");
    }

    @Test
    void theFirstSentenceSaysWhichNetworkAndWhatItCameTo() {
        assertThat(answer(comparison(NOISE, FIRST, FAR)).get(0))
                .isEqualTo(
                        "Of 28 networks, the one that α = 1.2 (or 1.1 to 1.3), β = 1.1 and γ = 1.15 build is chosen: it"
                                + " has 2.04 times the baseline's multiply-adds and came to 89.99 % top-1 after 9 epochs (3 seeds,"
                                + " standard deviation 0.40 points).");
    }

    @Test
    void theSecondSaysHowSureThatIs() {
        assertThat(answer(comparison(NOISE, FIRST, FAR)).get(1))
                .isEqualTo("With 90 % confidence it is the best of the 2 that were trained as long.");
        assertThat(answer(comparison(NOISE, FIRST, NEAR)).get(1))
                .isEqualTo("The 2 that were trained as long cannot be told apart with 90 % confidence.");
        assertThat(answer(comparison(NOISE, FIRST, NEAR, FAR)).get(1))
                .isEqualTo(
                        "With 90 % confidence the best is one of 2 that cannot be told apart, of 3 that were trained as"
                                + " long, and this one is among them.");
        assertThat(answer(comparison(NOISE, NEAR, FIRST, FAR), "far").get(1))
                .contains("and this one is not among them");
        assertThat(answer(comparison(NOISE, FIRST, FAR), "far").get(1)).contains("it is not the best of the 2");
        assertThat(answer(comparison(Optional.empty(), FIRST, FAR)).get(1))
                .contains("not known, for want of further seeds");
        assertThat(answer(comparison(NOISE, FIRST)).get(1)).contains("nothing to compare it with");
        assertThat(answer(null).get(1)).contains("nothing to compare it with");
    }

    @Test
    void whereOnlyOneWasToBeTrainedControlsAreAllThatItIsComparedWith() {
        SelectionView selection =
                selection(comparison(NOISE, FIRST), "first", control(Control.Kind.DEEPER, 0.03, 0.01));

        List<String> answer = Conclusion.answer(plan(""), selection, winner(), 1);

        assertThat(answer.get(0)).startsWith("Only one network was to choose from, which α = 1.2 (or 1.1 to 1.3), ");
        assertThat(answer.get(1)).isEqualTo("It is clearly ahead of depth alone (by 3.00 points, 2.00 to 4.00).");
    }

    @Test
    void controlsAreBeatenOnlyWhereTheirIntervalSaysSo() {
        SelectionView selection = selection(
                comparison(NOISE, FIRST, FAR),
                "first",
                control(Control.Kind.BASELINE, 0.022, 0.02),
                control(Control.Kind.DEEPER, -0.03, 0.01),
                control(Control.Kind.WIDER, 0.01, 0.02),
                control(Control.Kind.PUBLISHED, 0.01, null));

        assertThat(Conclusion.answer(plan(""), selection, winner(), 28).get(1))
                .endsWith(
                        "; it is clearly ahead of the baseline (by 2.20 points, 0.20 to 4.20); it is clearly behind depth"
                                + " alone (by 3.00 points, 2.00 to 4.00); whether it beats width alone and the published"
                                + " coefficients remains open.");
    }

    @Test
    void testImagesCountWhereTheChosenNetworkWasTrainedToTheEnd() {
        List<Training> trainings = List.of(
                training("first", 0, 0.5),
                training("first", 1, 0.8),
                training("first", 1, 0.9),
                training("far", 1, 0.1));

        assertThat(Conclusion.tested("first", 1, trainings))
                .isEqualTo(
                        "On the test images, by which nothing was chosen, it came to 85.00 % (the mean of 2 trainings).");
        assertThat(Conclusion.tested("far", 1, trainings)).endsWith("it came to 10.00 %.");
        assertThat(Conclusion.tested("other", 1, trainings)).isEmpty();
        assertThat(Conclusion.tested("first", 2, trainings)).isEmpty();
    }

    private static Training training(String fingerprint, int rung, double testTop1) {
        return new Training(1, fingerprint, rung, 1, 3, 3, 0.9, false, testTop1, 1);
    }

    private static List<String> answer(@Nullable Comparison comparison) {
        return answer(comparison, "first");
    }

    private static List<String> answer(@Nullable Comparison comparison, String chosen) {
        return Conclusion.answer(plan(""), selection(comparison, chosen), winner(), 28);
    }

    private static SearchPlan plan(String more) {
        return SpecificationReader.readSearch("baseline: mbconv-nano\nresolution: 20\ndataset: {name: shapes}\n"
                        + "budget: {rungs: [9], confidence: 0.9}\n" + more + "\n")
                .plan(new DataSetFacts("shapes", 8, 3, 0, 4_000));
    }

    private static Comparison comparison(Optional<SeedNoise> noise, Standing... standings) {
        return new Comparison(List.of(standings), noise, 0.97);
    }

    private static SelectionView selection(@Nullable Comparison comparison, String chosen, ControlView... controls) {
        return new SelectionView(
                1,
                chosen,
                new Coefficients(1.2, 1.1, 1.15),
                new Intervals(new Interval(1.1, 1.3), new Interval(1.1, 1.1), new Interval(1.15, 1.15)),
                false,
                "",
                comparison,
                List.of(),
                null,
                List.of(controls),
                List.of(),
                Instant.EPOCH);
    }

    private static ControlView control(Control.Kind kind, double ahead, @Nullable Double margin) {
        return new ControlView(kind, "", new Coefficients(1, 1, 1), 20, 2, 0.9, 1, ahead, margin);
    }

    private static CandidateView winner() {
        return new CandidateView(
                1,
                "first",
                List.of(),
                23,
                new Cost(1, 1, 1),
                2.04,
                0,
                3,
                9,
                0.8999,
                0.004,
                1,
                0.9,
                true,
                null,
                true,
                CandidateView.State.DONE,
                List.of(),
                List.of());
    }
}
