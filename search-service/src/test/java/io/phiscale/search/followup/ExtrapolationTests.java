package io.phiscale.search.followup;

import static org.assertj.core.api.Assertions.assertThat;

import io.phiscale.scaling.candidate.Control;
import io.phiscale.scaling.coefficient.Coefficients;
import io.phiscale.search.selection.ControlView;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ExtrapolationTests {
    private static final List<ControlView> FIRST = List.of(
            control(Control.Kind.BASELINE, 0.05, 0.01),
            control(Control.Kind.DEEPER, 0.02, 0.01),
            control(Control.Kind.WIDER, 0.01, 0.02));

    @Test
    void whatIsClearlyAheadOfAllIsSaidToBe() {
        List<ControlView> later =
                List.of(control(Control.Kind.DEEPER, 0.03, 0.01), control(Control.Kind.WIDER, 0.04, 0.01));

        assertThat(Extrapolation.inWords(1, FIRST, 2, later))
                .isEqualTo(
                        "From best to worst, it was the chosen coefficients, width alone, depth alone at φ = 1, and is the"
                                + " chosen coefficients, depth alone, width alone at φ = 2. The chosen coefficients are clearly ahead"
                                + " of all of them there: depth alone (3.00 points ahead (2.00 to 4.00)); width alone (4.00 points"
                                + " ahead (3.00 to 5.00)).");
    }

    @Test
    void aReversalIsOneWhereBothDifferencesAreMoreThanNoise() {
        List<ControlView> later =
                List.of(control(Control.Kind.DEEPER, -0.03, 0.01), control(Control.Kind.WIDER, -0.04, 0.01));

        assertThat(Extrapolation.inWords(1, FIRST, 2, later))
                .contains("and is width alone, depth alone, the chosen coefficients at φ = 2")
                .contains("The answer does not extrapolate: against depth alone, what was so")
                .endsWith(
                        "They are clearly behind depth alone (3.00 points behind (2.00 to 4.00)); width alone (4.00 points"
                                + " behind (3.00 to 5.00)).");
    }

    @Test
    void noiseSpeaksNeitherForNorAgainst() {
        List<ControlView> later =
                List.of(control(Control.Kind.DEEPER, 0.03, 0.01), control(Control.Kind.WIDER, -0.01, null));

        assertThat(Extrapolation.inWords(1, FIRST, 2, later))
                .endsWith(
                        "They are clearly ahead of depth alone (3.00 points ahead (2.00 to 4.00)). What may be noise: width"
                                + " alone (1.00 points behind).");
    }

    /** Which cost what they do. */
    @Test
    void thePublishedCoefficientsAreNoRivals() {
        List<ControlView> published = List.of(control(Control.Kind.PUBLISHED, -0.1, 0.01));

        assertThat(Extrapolation.inWords(1, published, 2, published)).isEmpty();
    }

    @Test
    void withoutCommonControlsThereIsNothingToSay() {
        assertThat(Extrapolation.inWords(1, FIRST, 2, List.of(control(Control.Kind.BASELINE, 0.1, 0.01))))
                .isEmpty();
        assertThat(Extrapolation.inWords(1, List.of(), 2, FIRST)).isEmpty();
    }

    private static ControlView control(Control.Kind kind, double ahead, @Nullable Double margin) {
        return new ControlView(kind, "", new Coefficients(1, 1, 1), 20, 2, 0.9, 3, ahead, margin);
    }
}
