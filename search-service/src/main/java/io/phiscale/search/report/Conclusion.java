package io.phiscale.search.report;

import io.phiscale.analysis.comparison.Comparison;
import io.phiscale.analysis.comparison.Comparison.Standing;
import io.phiscale.scaling.candidate.CandidateStrategy;
import io.phiscale.scaling.candidate.CostMeasure;
import io.phiscale.scaling.candidate.Realised;
import io.phiscale.scaling.quantity.Quantity;
import io.phiscale.search.candidate.CandidateView;
import io.phiscale.search.selection.ControlView;
import io.phiscale.search.selection.SelectionView;
import io.phiscale.search.selection.SelectionView.Interval;
import io.phiscale.search.training.Training;
import io.phiscale.specification.SearchPlan;
import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a search asked, and its answer in two sentences: which network, and how sure that is. */
final class Conclusion {
    private static final int DECIMALS = 4;

    private Conclusion() {}

    static String question(SearchPlan plan) {
        CandidateStrategy strategy = plan.specification().strategy();
        var baseline = plan.scaler().baseline();
        return "How should %s at %d px be scaled to %s times its %s for %s?"
                .formatted(
                        baseline.name(),
                        baseline.architecture().resolution(),
                        Quantity.plain(Math.pow(strategy.target(), strategy.phi()), 2),
                        strategy instanceof Realised realised
                                ? realised.costs().stream()
                                        .map(CostMeasure::inWords)
                                        .collect(Collectors.joining(" and "))
                                : CostMeasure.MULTIPLY_ADDS.inWords(),
                        plan.data().name());
    }

    /**
     * @param winner that the selection chose
     * @param candidates that could have been chosen
     */
    static List<String> answer(SearchPlan plan, SelectionView selection, CandidateView winner, long candidates) {
        return List.of(
                which(selection, winner, candidates),
                howSure(plan.specification().budget().confidence(), selection, winner, candidates));
    }

    private static String which(SelectionView selection, CandidateView winner, long candidates) {
        Double top1 = winner.top1();
        String coefficients = "%s, %s and %s build"
                .formatted(
                        coefficient(
                                "α",
                                selection.coefficients().alpha(),
                                selection.intervals().alpha()),
                        coefficient(
                                "β",
                                selection.coefficients().beta(),
                                selection.intervals().beta()),
                        coefficient(
                                "γ",
                                selection.coefficients().gamma(),
                                selection.intervals().gamma()));
        return (candidates == 1
                        ? "Only one network was to choose from, which %s".formatted(coefficients)
                        : "Of %,d networks, the one that %s is chosen".formatted(candidates, coefficients))
                + ": it has %s times the baseline's multiply-adds%s."
                        .formatted(
                                Quantity.plain(winner.costRatio(), 2),
                                top1 == null ? "" : " and came to " + accuracy(top1, winner));
    }

    private static String coefficient(String name, double value, Interval interval) {
        String exact = "%s = %s".formatted(name, Quantity.plain(value, DECIMALS));
        return interval.least() == interval.most()
                ? exact
                : "%s (or %s to %s)"
                        .formatted(
                                exact,
                                Quantity.plain(interval.least(), DECIMALS),
                                Quantity.plain(interval.most(), DECIMALS));
    }

    private static String accuracy(double top1, CandidateView winner) {
        return "%s top-1%s (%s%s)"
                .formatted(
                        Quantity.percent(top1),
                        winner.epochs() == null ? "" : " after " + epochs(winner.epochs()),
                        winner.seeds() == 1 ? "one seed" : winner.seeds() + " seeds",
                        winner.deviation() == null
                                ? ""
                                : String.format(
                                        Locale.ROOT, ", standard deviation %.2f points", 100 * winner.deviation()));
    }

    /** On images that nothing was chosen by; empty where it was not trained to the end. */
    static String tested(String winner, int lastRung, List<Training> trainings) {
        DoubleSummaryStatistics tests = trainings.stream()
                .filter(one -> one.fingerprint().equals(winner) && one.rung() == lastRung && !one.diverged())
                .mapToDouble(Training::testTop1)
                .summaryStatistics();
        return tests.getCount() == 0
                ? ""
                : "On the test images, by which nothing was chosen, it came to %s%s."
                        .formatted(
                                Quantity.percent(tests.getAverage()),
                                tests.getCount() == 1 ? "" : " (the mean of %d trainings)".formatted(tests.getCount()));
    }

    static String epochs(int count) {
        return count == 1 ? "1 epoch" : "%,d epochs".formatted(count);
    }

    private static String howSure(double confidence, SelectionView selection, CandidateView winner, long candidates) {
        List<ControlView> controls = selection.controls();
        List<String> parts = new ArrayList<>();
        if (candidates > 1 || controls.isEmpty()) {
            parts.add(amongCandidates(confidence, selection));
        }
        if (winner.control() != null) {
            parts.add("the chosen network is itself a control: %s".formatted(ControlView.name(winner.control())));
        }
        add(parts, "it is clearly ahead of ", controls, control -> control.isMoreThanNoise() && control.ahead() > 0);
        add(parts, "it is clearly behind ", controls, control -> control.isMoreThanNoise() && control.ahead() < 0);
        List<ControlView> open =
                controls.stream().filter(one -> !one.isMoreThanNoise()).toList();
        if (!open.isEmpty()) {
            parts.add("whether it beats %s remains open".formatted(names(open, ControlView::getName)));
        }
        String sentence = String.join("; ", parts);
        return Character.toUpperCase(sentence.charAt(0)) + sentence.substring(1) + ".";
    }

    private static String amongCandidates(double confidence, SelectionView selection) {
        Comparison comparison = selection.comparison();
        if (comparison == null || comparison.standings().size() == 1) {
            return "no other was trained as long, so that there is nothing to compare it with";
        }
        int compared = comparison.standings().size();
        if (comparison.noise().isEmpty()) {
            return "that it is the best of the %d that were trained as long is not known, for want of further seeds"
                    .formatted(compared);
        }
        String sure = "with %s confidence".formatted(percent(confidence));
        List<Standing> contenders = comparison.contenders();
        boolean isContender =
                contenders.stream().anyMatch(one -> one.candidate().equals(selection.fingerprint()));
        if (contenders.size() == 1) {
            return "%s it is %s of the %d that were trained as long"
                    .formatted(sure, isContender ? "the best" : "not the best", compared);
        }
        if (contenders.size() == compared) {
            return "the %d that were trained as long cannot be told apart %s".formatted(compared, sure);
        }
        return "%s the best is one of %d that cannot be told apart, of %d that were trained as long, and this one is %s"
                .formatted(sure, contenders.size(), compared, isContender ? "among them" : "not among them");
    }

    private static String percent(double share) {
        return Quantity.plain(100 * share, 2) + " %";
    }

    private static void add(
            List<String> parts, String beginning, List<ControlView> controls, Predicate<ControlView> which) {
        List<ControlView> chosen = controls.stream().filter(which).toList();
        if (!chosen.isEmpty()) {
            parts.add(beginning + names(chosen, Conclusion::withDifference));
        }
    }

    private static String withDifference(ControlView control) {
        @Nullable Double margin = control.margin();
        double ahead = Math.abs(control.ahead());
        return margin == null
                ? control.getName()
                : String.format(
                        Locale.ROOT,
                        "%s (by %.2f points, %.2f to %.2f)",
                        control.getName(),
                        100 * ahead,
                        100 * (ahead - margin),
                        100 * (ahead + margin));
    }

    private static String names(List<ControlView> controls, Function<ControlView, String> inWords) {
        List<String> names = controls.stream().map(inWords).toList();
        int last = names.size() - 1;
        return last == 0 ? names.get(0) : String.join(", ", names.subList(0, last)) + " and " + names.get(last);
    }
}
