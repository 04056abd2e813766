package io.phiscale.search.report;

import io.phiscale.analysis.budget.Rungs;
import io.phiscale.protocol.dataset.DataSetFacts;
import io.phiscale.protocol.recipe.Recipe;
import io.phiscale.scaling.quantity.Quantity;
import io.phiscale.search.training.Training;
import io.phiscale.specification.SearchPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** What a search did not look at, so that nobody takes its answer for more than it is. */
final class Untried {
    private Untried() {}

    /**
     * @param done whether nothing is trained any more
     * @param trainings that came to a result
     * @param failures trials that did not
     * @param stopped trials that were ended below the median
     */
    static List<String> of(SearchPlan plan, boolean done, List<Training> trainings, long failures, long stopped) {
        List<String> sentences = new ArrayList<>();
        if (done) {
            addLeftBehind(plan.specification().budget().rungs(), trainings, sentences);
        }
        if (failures > 0) {
            sentences.add("%s failed: what %s would have come to is not known."
                    .formatted(
                            failures == 1 ? "1 trial" : "%,d trials".formatted(failures),
                            failures == 1 ? "it" : "they"));
        }
        if (stopped > 0) {
            sentences.add(
                    "%s ended on the way, below the median of the others: late learners among them were not seen to the end."
                            .formatted(stopped == 1 ? "1 training was" : "%,d trainings were".formatted(stopped)));
        }
        long diverged = trainings.stream().filter(Training::diverged).count();
        if (diverged > 0) {
            sentences.add(
                    "%,d of %,d trainings diverged and count as wrong on every image: with a lower learning rate their networks may be better."
                            .formatted(diverged, trainings.size()));
        }
        sentences.add(
                "Other validation images: confidence is about seeds, and all trainings were judged by the same images, on which a network may be better by chance each time.");
        addData(plan, sentences);
        Recipe recipe = plan.recipe();
        sentences.add("Longer trainings: none was longer than %s, and what is best then need not be best after more."
                .formatted(Conclusion.epochs(recipe.epochs())));
        sentences.add(
                "Another recipe, or one tuned for each network: all had a learning rate of %s, batches of %d and the same regularization."
                        .formatted(recipe.optimizer().learningRate(), recipe.batchSize()));
        if (!plan.specification().controls()) {
            sentences.add("Controls: neither the baseline nor growth in one dimension alone was trained beside.");
        }
        addLadder(plan, sentences);
        return List.copyOf(sentences);
    }

    private static void addLeftBehind(Rungs rungs, List<Training> trainings, List<String> sentences) {
        for (int rung = 0; rung < rungs.last(); rung++) {
            int below = rung;
            long left = highest(trainings).stream().filter(one -> one == below).count();
            if (left > 0) {
                sentences.add("%,d %s left at %s, for what others came to: %s might have been better after %d."
                        .formatted(
                                left,
                                left == 1 ? "network was" : "networks were",
                                Conclusion.epochs(rungs.epochs().get(rung)),
                                left == 1 ? "it" : "one of them",
                                rungs.epochs().get(rungs.last())));
            }
        }
    }

    /** The highest rung of each network that did not diverge. */
    private static List<Integer> highest(List<Training> trainings) {
        Set<String> diverged = trainings.stream()
                .filter(Training::diverged)
                .map(Training::fingerprint)
                .collect(Collectors.toSet());
        return trainings.stream()
                .filter(training -> !diverged.contains(training.fingerprint()))
                .collect(
                        Collectors.groupingBy(Training::fingerprint, Collectors.reducing(0, Training::rung, Math::max)))
                .values()
                .stream()
                .toList();
    }

    private static void addData(SearchPlan plan, List<String> sentences) {
        DataSetFacts facts = plan.facts();
        int used = plan.data().trainingImages();
        int available = facts.trainingImages()
                - (facts.validationImages() > 0 ? 0 : plan.data().validationImages());
        if (used < available) {
            sentences.add(String.format(
                    Locale.ROOT,
                    "All of the data: %,d of %s's %,d training images were trained on.",
                    used,
                    facts.name(),
                    available));
        }
    }

    private static void addLadder(SearchPlan plan, List<String> sentences) {
        double phi = plan.specification().strategy().phi();
        List<Double> larger = plan.specification().ladder().stream()
                .filter(one -> one > phi)
                .sorted()
                .toList();
        if (!larger.isEmpty()) {
            sentences.add(
                    "Larger networks: candidates were built at φ = %s, and the ladder's models up to φ = %s extrapolate from these."
                            .formatted(Quantity.plain(phi, 2), Quantity.plain(larger.get(larger.size() - 1), 2)));
        }
    }
}
