package io.phiscale.analysis.comparison;

import io.phiscale.analysis.comparison.SeedModel.Pair;
import io.phiscale.scaling.validation.InvalidValueException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
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
    private static final int MOST_SIMULATED = 5_000;
    private static final double MOST_CONFIDENCE_SIMULATED = 0.99;

    public boolean isSeparated() {
        return margin != null && Math.abs(ahead) > margin;
    }

    /**
     * Of a network with several others. All intervals together hold with the confidence, whichever of the networks that it
     * was chosen from it had been: the best of many is ahead by luck, too. For one network and one other, Student's.
     *
     * @param all scores of the network, of the others, and of whatever else tells how much seeds do
     * @param network its fingerprint
     * @param chosenFrom fingerprints of those that it was chosen from by these scores; none but its own where it was not
     * @param others their fingerprints
     */
    public static List<Contrast> of(
            List<Scores> all, String network, Collection<String> chosenFrom, List<String> others, double confidence) {
        SeedModel model = new SeedModel(all);
        List<String> names = all.stream().map(Scores::candidate).toList();
        if (!names.contains(network)) {
            throw new InvalidValueException("network", network, "one that has scores");
        }
        Map<String, Integer> places = new HashMap<>();
        names.forEach(name -> places.put(name, places.size()));
        int own = names.indexOf(network);
        List<Pair> pairs = new ArrayList<>();
        for (String other : others) {
            Stream.concat(Stream.of(network), chosenFrom.stream())
                    .distinct()
                    .filter(one -> !one.equals(other) && places.containsKey(one) && places.containsKey(other))
                    .map(one -> new Pair(places.getOrDefault(one, -1), places.getOrDefault(other, -1)))
                    .filter(pair -> Double.isFinite(model.errorOfDifference(pair.one(), pair.other())))
                    .forEach(pairs::add);
        }
        double reach = model.noise()
                .map(noise -> noise.deviation() * critical(model, noise, pairs, confidence))
                .orElse(Double.NaN);
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

    private static double critical(SeedModel model, SeedNoise noise, List<Pair> pairs, double confidence) {
        if (pairs.size() > 1 && pairs.size() <= MOST_SIMULATED && confidence <= MOST_CONFIDENCE_SIMULATED) {
            return model.largestByChance(pairs, confidence);
        }
        // Of one pair Student's; of very many, or where the quantile is too rare to simulate, Bonferroni's, which is on
        // the safe side.
        return new TDistribution(noise.degreesOfFreedom())
                .inverseCumulativeProbability(1 - (1 - confidence) / (2.0 * Math.max(1, pairs.size())));
    }
}
