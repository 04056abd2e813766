package io.phiscale.analysis.simulation;

import io.phiscale.scaling.candidate.Shares;
import io.phiscale.scaling.validation.InvalidValueException;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * A real search in which networks were trained to every rung with every seed, so that any budget over the same rungs can be
 * tried on it without training.
 *
 * @param networks of which every training is there; at least two
 * @param seeds that each of them was trained with
 * @param epochs after which each of these was measured, rising
 * @param incomplete networks that were left out, because a training is missing
 */
public record Recording(List<Network> networks, List<Long> seeds, SortedSet<Integer> epochs, int incomplete) {

    /** What was measured after so many epochs with a seed. */
    public record Point(long seed, int epochs) {}

    /**
     * @param cost in any unit, the same for all
     * @param accuracies from 0 to 1
     */
    public record Network(String fingerprint, Shares shares, double cost, Map<Point, Double> accuracies) {
        public Network {
            accuracies = Map.copyOf(accuracies);
        }
    }

    /**
     * @param all that were trained, however often
     * @throws InvalidValueException where not even two have every training that there is of any
     */
    public static Recording of(List<Network> all) {
        SortedSet<Integer> epochs = all.stream()
                .flatMap(network -> network.accuracies().keySet().stream())
                .map(Point::epochs)
                .collect(Collectors.toCollection(TreeSet::new));
        List<Long> seeds = all.stream()
                .flatMap(network -> network.accuracies().keySet().stream())
                .map(Point::seed)
                .distinct()
                .sorted()
                .toList();
        List<Network> complete = all.stream()
                .filter(network -> network.accuracies().size() == epochs.size() * seeds.size())
                .toList();
        if (complete.size() < 2) {
            throw new InvalidValueException(
                    "recording",
                    "%d networks, of which %d were trained for %s epochs with each of %d seeds"
                            .formatted(all.size(), complete.size(), epochs, seeds.size()),
                    "two that were: let a search keep all candidates at every rung (budget.keep: 0.99, and least as many"
                            + " as there are), with several seeds");
        }
        return new Recording(complete, seeds, epochs, all.size() - complete.size());
    }
}
