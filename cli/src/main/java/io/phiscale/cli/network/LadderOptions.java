package io.phiscale.cli.network;

import io.phiscale.scaling.coefficient.Coefficients;
import io.phiscale.scaling.coefficient.Scaler;
import io.phiscale.scaling.ladder.Ladder;
import io.phiscale.scaling.ladder.LadderModel;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** Which ladder: powers of coefficients, or the published models, which have no coefficients. */
final class LadderOptions {
    @ArgGroup(exclusive = false)
    private @Nullable Powers powers;

    @Option(names = "--published", required = true, description = "The published factors instead of powers.")
    private boolean published;

    private static final class Powers {
        @Option(names = "--alpha", required = true, paramLabel = "A", description = "Growth of depth.")
        private double alpha;

        @Option(names = "--beta", required = true, paramLabel = "B", description = "Growth of width.")
        private double beta;

        @Option(names = "--gamma", required = true, paramLabel = "C", description = "Growth of resolution.")
        private double gamma;

        @Option(
                names = "--phi",
                paramLabel = "PHI",
                split = ",",
                description = "Real numbers, one model each. Default: 1,2,3,4,5,6,7")
        private List<Double> phis = Ladder.DEFAULT_PHIS;
    }

    /** Null for the published ladder. */
    @Nullable
    Coefficients coefficients() {
        return powers == null ? null : new Coefficients(powers.alpha, powers.beta, powers.gamma);
    }

    List<LadderModel> models(Scaler scaler) {
        Coefficients coefficients = coefficients();
        return powers == null || coefficients == null
                ? Ladder.published(scaler)
                : Ladder.powers(scaler, coefficients, powers.phis);
    }

    boolean isPublished() {
        return published;
    }
}
