package io.phiscale.analysis.simulation;

import io.phiscale.analysis.budget.Budget;
import io.phiscale.scaling.candidate.Shares;
import io.phiscale.scaling.validation.InvalidValueException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Real trainings again, with their seeds in another order for each search. The truth is what seeds say that the search does
 * not get, so that nobody is right by luck of the same draw; it is as uncertain as their number makes it.
 */
public final class RecordedCurves implements LearningCurves {
    private final List<String> names;
    private final Map<String, Recording.Network> networks;
    private final List<Long> seeds;
    private final int given;
    private final double meanCost;

    /**
     * @param given how many seeds a search may get of each network
     * @param search the number of this one, by which its seeds are drawn
     */
    public RecordedCurves(Recording recording, int given, long search) {
        this.names = recording.networks().stream()
                .map(Recording.Network::fingerprint)
                .toList();
        this.networks = recording.networks().stream()
                .collect(Collectors.toMap(Recording.Network::fingerprint, Function.identity()));
        this.given = given;
        this.meanCost = recording.networks().stream()
                .mapToDouble(Recording.Network::cost)
                .average()
                .orElse(1);
        List<Long> drawn = new ArrayList<>(recording.seeds());
        // Unrelated for searches in a row, as seeds of java.util.Random are not.
        Collections.shuffle(drawn, new Random(new SplittableRandom(search).nextLong()));
        this.seeds = List.copyOf(drawn);
    }

    /** @throws InvalidValueException where the recording has not what a search with the budget would ask for */
    public static void check(Recording recording, Budget budget) {
        List<Integer> rungs = budget.rungs().epochs();
        if (!recording.epochs().containsAll(rungs)) {
            throw new InvalidValueException("rungs", rungs, "some of the recorded %s".formatted(recording.epochs()));
        }
        if (budget.mostSeeds() >= recording.seeds().size()) {
            throw new InvalidValueException(
                    "mostSeeds",
                    budget.mostSeeds(),
                    "fewer than the %d that were recorded: the others tell which network is truly best"
                            .formatted(recording.seeds().size()));
        }
    }

    @Override
    public List<String> candidates() {
        return names;
    }

    @Override
    public Shares shares(String candidate) {
        return network(candidate).shares();
    }

    @Override
    public double cost(String candidate) {
        return network(candidate).cost() / meanCost;
    }

    /** @param seed from 1 to as many as a search may get */
    @Override
    public double accuracy(String candidate, long seed, int epochs) {
        return recorded(candidate, seeds.get((int) seed - 1), epochs);
    }

    @Override
    public double expected(String candidate, int epochs) {
        return seeds.subList(given, seeds.size()).stream()
                .mapToDouble(seed -> recorded(candidate, seed, epochs))
                .average()
                .orElseThrow();
    }

    private double recorded(String candidate, long seed, int epochs) {
        Double accuracy = network(candidate).accuracies().get(new Recording.Point(seed, epochs));
        if (accuracy == null) {
            throw new IllegalArgumentException("%s, seed %d, %d epochs".formatted(candidate, seed, epochs));
        }
        return accuracy;
    }

    private Recording.Network network(String candidate) {
        Recording.Network network = networks.get(candidate);
        if (network == null) {
            throw new IllegalArgumentException(candidate);
        }
        return network;
    }
}
