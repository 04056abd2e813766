package io.phiscale.scaling.ladder;

import io.phiscale.scaling.coefficient.Coefficients;
import io.phiscale.scaling.coefficient.Scaler;
import io.phiscale.scaling.validation.InvalidValueException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a ladder's model could be as well: rounding makes one network of many coefficients, which extrapolate to different
 * ones.
 *
 * @param cheapest by multiply-adds, of the models that these coefficients give
 * @param dearest the same
 */
public record LadderSpread(double phi, End cheapest, End dearest) {

    /** @param coefficients that give the model */
    public record End(Coefficients coefficients, LadderModel model) {}

    /**
     * @param aliases all coefficients that build the chosen network
     * @return empty where none of them gives a model that can be built
     */
    public static Optional<LadderSpread> of(Scaler scaler, List<Coefficients> aliases, double phi) {
        List<End> ends = new ArrayList<>();
        for (Coefficients alias : aliases) {
            model(scaler, alias, phi).ifPresent(model -> ends.add(new End(alias, model)));
        }
        return ends.stream()
                .min((one, other) -> Long.compare(cost(one), cost(other)))
                .flatMap(cheapest -> ends.stream()
                        .max((one, other) -> Long.compare(cost(one), cost(other)))
                        .map(dearest -> new LadderSpread(phi, cheapest, dearest)));
    }

    private static Optional<LadderModel> model(Scaler scaler, Coefficients alias, double phi) {
        try {
            return Optional.of(Ladder.powers(scaler, alias, List.of(phi)).get(0));
        } catch (InvalidValueException tooLarge) {
            // The others are as good.
            return Optional.empty();
        }
    }

    private static long cost(End end) {
        return end.model().cost().multiplyAdds();
    }
}
