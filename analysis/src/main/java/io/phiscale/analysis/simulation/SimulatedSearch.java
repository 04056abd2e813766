package io.phiscale.analysis.simulation;

import io.phiscale.analysis.budget.Budget;
import io.phiscale.analysis.comparison.Comparison;
import io.phiscale.analysis.scheduling.Ledger;
import io.phiscale.analysis.scheduling.Outcome;
import io.phiscale.analysis.scheduling.Scheduler;
import io.phiscale.analysis.scheduling.Training;
import io.phiscale.analysis.scheduling.Traits;
import io.phiscale.analysis.surface.SurfaceChoice;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.PriorityQueue;

/** One search under the real scheduler, with trainings that take no time but the simulation's. */
public final class SimulatedSearch {
    private final Budget budget;
    private final LearningCurves curves;
    private final Scheduler scheduler;
    private final Ledger ledger;
    /** The highest rung first, and then in their order, as workers take them. */
    private final PriorityQueue<Waiting> queue = new PriorityQueue<>(
            Comparator.comparingInt((Waiting waiting) -> -waiting.training().rung())
                    .thenComparingInt(Waiting::number));

    private final PriorityQueue<Running> running =
            new PriorityQueue<>(Comparator.comparingDouble(Running::end).thenComparingInt(Running::number));
    private final Map<Training, Double> scores = new HashMap<>();
    private double spent;
    private int number;

    private record Waiting(Training training, int number) {}

    private record Running(Training training, double end, int number) {}

    /**
     * @param measuredBest the candidate that was measured best
     * @param selected the one that the response surface chose
     * @param contenders how many were not separated from it, itself included
     * @param spent in multiply-adds for one image, times epochs
     * @param time until the end, in the same unit, with the workers that there were
     */
    public record Result(String measuredBest, String selected, int contenders, double spent, double time) {}

    private SimulatedSearch(Budget budget, LearningCurves curves) {
        this.budget = budget;
        this.curves = curves;
        this.scheduler = new Scheduler(budget, this::traits);
        this.ledger = new Ledger(curves.candidates());
    }

    /** @param workers that train at the same time */
    public static Result run(Budget budget, LearningCurves curves, int workers) {
        return new SimulatedSearch(budget, curves).run(workers);
    }

    private Result run(int workers) {
        double now = 0;
        schedule();
        while (!queue.isEmpty() || !running.isEmpty()) {
            while (running.size() < workers && !queue.isEmpty()) {
                begin(queue.remove(), now);
            }
            Running ended = running.remove();
            now = ended.end();
            end(ended.training());
            schedule();
        }
        Comparison comparison = Comparison.of(ledger.scores(budget.rungs().last()), budget.confidenceOfALook());
        return new Result(
                comparison.best().candidate(),
                SurfaceChoice.of(ledger.observations(budget.rungs().last(), this::traits), comparison)
                        .candidate(),
                comparison.contenders().size(),
                spent,
                now);
    }

    private Traits traits(String candidate) {
        return new Traits(curves.shares(candidate), curves.cost(candidate), false);
    }

    private void schedule() {
        for (Training training : scheduler.next(ledger)) {
            ledger.put(training, new Outcome.Pending());
            queue.add(new Waiting(training, number++));
        }
    }

    private void begin(Waiting waiting, double now) {
        Training training = waiting.training();
        int rung = training.rung();
        boolean goesOn = rung > 0 && scores.containsKey(new Training(training.candidate(), training.seed(), rung - 1));
        int epochs =
                goesOn ? budget.rungs().added(rung) : budget.rungs().epochs().get(rung);
        double takes = epochs * curves.cost(training.candidate());
        spent += takes;
        running.add(new Running(training, now + takes, waiting.number()));
    }

    private void end(Training training) {
        double score = curves.accuracy(
                training.candidate(), training.seed(), budget.rungs().epochs().get(training.rung()));
        scores.put(training, score);
        ledger.put(training, new Outcome.Scored(score));
    }
}
