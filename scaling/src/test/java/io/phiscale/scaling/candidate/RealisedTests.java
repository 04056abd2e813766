package io.phiscale.scaling.candidate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.phiscale.scaling.architecture.Architecture;
import io.phiscale.scaling.baseline.BuiltInBaselines;
import io.phiscale.scaling.coefficient.Coefficients;
import io.phiscale.scaling.coefficient.DepthRounding;
import io.phiscale.scaling.coefficient.Rounding;
import io.phiscale.scaling.coefficient.Scaler;
import io.phiscale.scaling.coefficient.ScalingFactors;
import io.phiscale.scaling.validation.InvalidValueException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RealisedTests {
    private static final int BATCH = 64;
    private static final int ALL = 10_000;
    private static final Scaler B0 = new Scaler(BuiltInBaselines.EFFICIENTNET_B0, Rounding.OFFICIAL);
    private static final Scaler NANO = new Scaler(BuiltInBaselines.MBCONV_NANO, Rounding.OFFICIAL);

    @Test
    void networksOfEfficientNetB0CostTwiceAsMuchRoundingAndAll() {
        CandidateSet set = Realised.DEFAULT.candidates(B0, BATCH);

        assertThat(set.candidates()).hasSize(30).allSatisfy(candidate -> assertThat(candidate.costRatio())
                .isBetween(1.9, 2.1));
        assertThat(set.candidates()).extracting(Candidate::fingerprint).doesNotHaveDuplicates();
        assertThat(set.distinct()).isGreaterThan(100);
        assertThat(set.coefficients()).isGreaterThan(30);
    }

    /** Whatever coefficients on the steps build in the band is found, and nothing else. */
    @ParameterizedTest
    @CsvSource({"2, 1, CEIL, 1", "2, 1, NEAREST, 1", "2, 1, CEIL, 4", "1.5, 1.7, NEAREST, 2"})
    void noneIsMissed(double target, double phi, DepthRounding depth, int multiple) {
        Rounding rounding = new Rounding(8, multiple, depth, Architecture.MOST_RESOLUTION);
        Scaler scaler = new Scaler(BuiltInBaselines.MBCONV_NANO, rounding);
        double step = 0.05;
        double aim = Math.pow(target, phi);
        Realised strategy = new Realised(List.of(CostMeasure.MULTIPLY_ADDS), 0.05, ALL, step, target, phi);
        Architecture base = scaler.baseline().architecture();
        Set<String> expected = new HashSet<>();
        for (double alpha = 1; alpha < 4; alpha += step) {
            for (double beta = 1; beta < 2; beta += step) {
                for (int pixels = rounding.resolution(base.resolution(), 1); pixels < 60; pixels += multiple) {
                    Architecture grown = scaler.scaleTo(Math.pow(alpha, phi), Math.pow(beta, phi), pixels);
                    double ratio = grown.cost().ratioTo(base.cost()) / aim;
                    if (ratio >= 0.95 && ratio <= 1.05) {
                        expected.add(grown.fingerprint());
                    }
                }
            }
        }

        CandidateSet set = strategy.candidates(scaler, BATCH);

        assertThat(set.candidates()).extracting(Candidate::fingerprint).containsExactlyInAnyOrderElementsOf(expected);
        assertThat(set.candidates()).allSatisfy(candidate -> assertThat(candidate.aliases())
                .isNotEmpty()
                .allSatisfy(alias ->
                        assertThat(scaler.scale(alias.at(phi)).fingerprint()).isEqualTo(candidate.fingerprint())));
    }

    @Test
    void thoseThatAreTakenAreSpreadOverAllWaysToGrow() {
        List<Shares> shares = new Realised(List.of(CostMeasure.MULTIPLY_ADDS), 0.05, 12, 0.01, 2, 1)
                .candidates(B0, BATCH).candidates().stream()
                        .map(RealisedTests::shares)
                        .toList();

        assertThat(shares).anyMatch(each -> each.depth() > 0.9);
        assertThat(shares).anyMatch(each -> each.width() > 0.9);
        assertThat(shares).anyMatch(each -> each.resolution() > 0.9);
        assertThat(shares).anyMatch(each -> each.depth() > 0.15 && each.width() > 0.15 && each.resolution() > 0.15);
    }

    @Test
    void aroundOthersNothingIsTakenThatSpendsItsGrowthOtherwise() {
        Neighbourhood around = new Neighbourhood(new Coefficients(2, 1, 1), 0.4);
        Realised near = new Realised(List.of(CostMeasure.MULTIPLY_ADDS), 0.05, ALL, 0.01, 2, 1, around);
        CandidateSet all =
                new Realised(List.of(CostMeasure.MULTIPLY_ADDS), 0.05, ALL, 0.01, 2, 1).candidates(B0, BATCH);

        CandidateSet set = near.candidates(B0, BATCH);

        Shares depthAlone = Shares.of(B0, new ScalingFactors(2, 1, 1));
        assertThat(set.candidates())
                .extracting(Candidate::fingerprint)
                .isNotEmpty()
                .containsExactlyInAnyOrderElementsOf(all.candidates().stream()
                        .filter(candidate -> shares(candidate).squaredDistance(depthAlone) <= 0.16)
                        .map(Candidate::fingerprint)
                        .toList());
        assertThat(set.distinct()).isEqualTo(set.candidates().size()).isLessThan(all.distinct());
    }

    @Test
    void aNeighbourhoodThatHoldsNothingIsToBlameAndNotTheBand() {
        Neighbourhood around = new Neighbourhood(new Coefficients(1.3, 1.13, 1.1), 0.01);

        assertThatThrownBy(() -> new Realised(List.of(CostMeasure.MULTIPLY_ADDS), 0.002, ALL, 0.01, 2, 1, around)
                        .candidates(B0, BATCH))
                .hasMessage(
                        "within is 0.01; allowed: a larger one, or a wider band: networks of that cost spend their growth otherwise");
    }

    private static Shares shares(Candidate candidate) {
        var base = B0.baseline().architecture();
        double resolution =
                base.at(candidate.architecture().resolution()).cost().ratioTo(base.cost());
        double depth = B0.scale(new ScalingFactors(candidate.aliases().get(0).alpha(), 1, 1))
                .cost()
                .ratioTo(base.cost());
        double width = B0.scale(new ScalingFactors(1, candidate.aliases().get(0).beta(), 1))
                .cost()
                .ratioTo(base.cost());
        return Shares.ofGrowth(depth, width, resolution);
    }

    @Test
    void severalCostsAreAllWithinTheBand() {
        List<CostMeasure> both = List.of(CostMeasure.MULTIPLY_ADDS, CostMeasure.ACTIVATIONS);

        CandidateSet set = new Realised(both, 0.1, ALL, 0.01, 1.6, 1).candidates(B0, BATCH);

        var base = B0.baseline().architecture().cost();
        assertThat(set.candidates()).isNotEmpty().allSatisfy(candidate -> {
            assertThat(candidate.costRatio() / 1.6).isBetween(0.9, 1.1);
            assertThat((double) candidate.cost().activations() / base.activations() / 1.6)
                    .isBetween(0.9, 1.1);
        });
    }

    @Test
    void whereOnlyParametersCountResolutionStays() {
        CandidateSet set = new Realised(List.of(CostMeasure.PARAMETERS), 0.05, ALL, 0.01, 2, 1).candidates(NANO, BATCH);

        assertThat(set.candidates())
                .isNotEmpty()
                .allMatch(candidate -> candidate.architecture().resolution() == 28);
    }

    @Test
    void memoryIsThatOfTheBatch() {
        Realised memory = new Realised(List.of(CostMeasure.MEMORY), 0.02, ALL, 0.01, 2, 1);
        var base = NANO.baseline().architecture().cost();

        for (int batch : new int[] {1, 256}) {
            assertThat(memory.candidates(NANO, batch).candidates()).isNotEmpty().allSatisfy(candidate -> assertThat(
                            (double) candidate.cost().trainingMemory(batch) / base.trainingMemory(batch))
                    .isBetween(1.96, 2.04));
        }
    }

    @Test
    void noResolutionIsAboveTheCapOrBesideItsMultiples() {
        Scaler capped = new Scaler(BuiltInBaselines.EFFICIENTNET_B0, new Rounding(8, 16, DepthRounding.CEIL, 260));

        CandidateSet set =
                new Realised(List.of(CostMeasure.MULTIPLY_ADDS), 0.05, ALL, 0.01, 2, 1).candidates(capped, 1);

        assertThat(set.candidates())
                .extracting(candidate -> candidate.architecture().resolution())
                .containsOnly(224, 240, 256);
    }

    @Test
    void whereNothingIsInTheBandTheNearestIsSaidAndABandThatDoes() {
        Realised narrow = new Realised(List.of(CostMeasure.MULTIPLY_ADDS), 0, 30, 0.01, 2, 1);

        assertThatThrownBy(() -> narrow.candidates(NANO, BATCH))
                .isInstanceOfSatisfying(InvalidValueException.class, invalid -> {
                    Matcher suggested = Pattern.compile(
                                    "at least (\\S+): the network nearest to 2 times has .* times the"
                                            + " baseline's multiply-adds")
                            .matcher(invalid.allowed());
                    assertThat(suggested.matches()).as(invalid.allowed()).isTrue();
                    double band = Double.parseDouble(suggested.group(1));
                    assertThat(new Realised(narrow.costs(), band, 30, 0.01, 2, 1)
                                    .candidates(NANO, BATCH)
                                    .candidates())
                            .isNotEmpty();
                });
    }

    @Test
    void moreNetworksThanCanBeLookedAtAreRefusedSoon() {
        List<CostMeasure> multiplyAdds = List.of(CostMeasure.MULTIPLY_ADDS);

        assertThatThrownBy(() -> new Realised(multiplyAdds, 1, 30, 0.01, 5, 1).candidates(B0, BATCH))
                .hasMessage(
                        "band is 1.0; allowed: a narrower band, or rounding.resolutionMultiple: with this one there are"
                                + " more than 100,000 networks");
        assertThatThrownBy(() -> new Realised(multiplyAdds, 1, 30, 0.01, 20, 1).candidates(B0, BATCH))
                .hasMessage("step is 0.01; allowed: a larger step: with this one there are more than 100,000 networks");
    }

    @Test
    void whatCannotBeMeantIsRefused() {
        assertThatThrownBy(() -> new Realised(List.of(), 0.05, 30, 0.01, 2, 1))
                .hasMessage(
                        "costs is []; allowed: one or more of multiply-adds, parameters, activations, memory, each once");
        assertThatThrownBy(() -> CostMeasure.of("flops"))
                .hasMessage("costs is flops; allowed: some of multiply-adds, parameters, activations, memory");
        assertThatThrownBy(
                        () -> new Scaler(BuiltInBaselines.EFFICIENTNET_B0, new Rounding(8, 1, DepthRounding.CEIL, 200)))
                .hasMessage("rounding.resolutionCap is 200; allowed: at least the baseline's own 224 px");
    }
}
