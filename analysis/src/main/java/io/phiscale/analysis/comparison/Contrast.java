package io.phiscale.analysis.comparison;

import io.phiscale.scaling.validation.InvalidValueException;
import java.util.ArrayList;
import java.util.List;
import org.hipparchus.distribution.continuous.TDistribution;
import org.jspecify.annotations.Nullable;

/**
 * How far one network is ahead of another that it is held against.
 *
 * @param other its fingerprint
 * @param ahead difference of the means, adjusted for seeds that either lacks; negative where it is behind
 * @param margin of the interval around that, on either side; null where the noise of seeds is not known
 */
public record Contrast(String other, double ahead, @Nullable Double margin) {

    public boolean isSeparated() {
        return margin != null && Math.abs(ahead) > margin;
    }

    /**
     * Of a network with several others. All intervals together hold with the confidence, whichever of the networks that it
     * was chosen from it had been (Bonferroni): the best of many is ahead by luck, too.
     *
     * @param all scores of the network, of the others, and of whatever else tells how much seeds do
     * @param network its fingerprint
     * @param chosenFrom of how many networks it was chosen by these scores, itself included; 1 where it was not
     * @param others their fingerprints
     */
    public static List<Contrast> of(
            List<Scores> all, String network, int chosenFrom, List<String> others, double confidence) {
        int intervals = Math.max(1, chosenFrom) * Math.max(1, others.size());
        SeedModel model = new SeedModel(all);
        List<String> names = all.stream().map(Scores::candidate).toList();
        if (!names.contains(network)) {
            throw new InvalidValueException("network", network, "one that has scores");
        }
        double reach = model.noise()
                .map(noise -> noise.deviation()
                        * new TDistribution(noise.degreesOfFreedom())
                                .inverseCumulativeProbability(1 - (1 - confidence) / (2.0 * intervals)))
                .orElse(Double.NaN);
        int own = names.indexOf(network);
        List<Contrast> contrasts = new ArrayList<>();
        for (String other : others) {
            int place = names.indexOf(other);
            if (place >= 0) {
                double margin = reach * model.errorOfDifference(own, place);
                contrasts.add(new Contrast(
                        other, model.mean(own) - model.mean(place), Double.isFinite(margin) ? margin : null));
            }
        }
        return contrasts;
    }
}
