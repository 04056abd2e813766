package io.phiscale.search.selection;

import io.phiscale.scaling.architecture.Cost;
import io.phiscale.scaling.coefficient.Coefficients;
import io.phiscale.scaling.ladder.LadderSpread;

/** A model of the ladder at both ends of the coefficients that build the chosen network. */
public record SpreadView(String name, double phi, End cheapest, End dearest) {
    public record End(Coefficients coefficients, int resolution, int blocks, int head, Cost cost) {
        static End of(LadderSpread.End end) {
            var architecture = end.model().architecture();
            return new End(
                    end.coefficients(),
                    architecture.resolution(),
                    architecture.blocks().size(),
                    architecture.headChannels(),
                    end.model().cost());
        }
    }

    static SpreadView of(LadderSpread spread) {
        return new SpreadView(
                spread.cheapest().model().name(), spread.phi(), End.of(spread.cheapest()), End.of(spread.dearest()));
    }
}
