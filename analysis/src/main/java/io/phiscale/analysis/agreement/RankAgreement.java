package io.phiscale.analysis.agreement;

import io.phiscale.scaling.candidate.Shares;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.hipparchus.distribution.continuous.NormalDistribution;
import org.hipparchus.distribution.continuous.TDistribution;
import org.hipparchus.stat.correlation.SpearmansCorrelation;
import org.hipparchus.stat.descriptive.moment.StandardDeviation;
import org.hipparchus.stat.ranking.NaturalRanking;
import org.jspecify.annotations.Nullable;

/**
 * How well a ranking after few epochs foretells the one after more, among the candidates that were trained to both: those
 * that were promoted, which says less than all would.
 *
 * @param correlation Spearman's, from -1 to 1
 * @param interval that holds it with 95 % confidence (Bonett and Wright, 2000); null for fewer than 4 candidates
 * @param moves of the candidates that spend most on a dimension; only dimensions that there are such candidates of
 */
public record RankAgreement(
        int fewEpochs,
        int moreEpochs,
        int candidates,
        double correlation,
        @Nullable Interval interval,
        List<Move> moves) {
    private static final int LEAST = 3;
    private static final int LEAST_FOR_AN_INTERVAL = 4;
    private static final double CONFIDENCE = 0.95;
    /** What is less need not be said, not even that it may be chance. */
    private static final double WORTH_A_WORD = 0.5;

    public RankAgreement {
        moves = List.copyOf(moves);
    }

    public record Interval(double least, double most) {}

    /**
     * @param places gained on average between the two rankings; negative where they were lost
     * @param candidates that spend most on it
     * @param margin which chance alone exceeds, in any dimension, less than once in 20 times; null where nobody knows
     */
    public record Move(Dimension dimension, double places, int candidates, @Nullable Double margin) {}

    /**
     * What one candidate came to.
     *
     * @param few score after few epochs
     * @param more score after more
     */
    public record Pair(Shares shares, double few, double more) {}

    /** @return empty for fewer than 3 candidates, and where all of a rung came to the same */
    public static Optional<RankAgreement> of(int fewEpochs, int moreEpochs, List<Pair> pairs) {
        double[] few = pairs.stream().mapToDouble(Pair::few).toArray();
        double[] more = pairs.stream().mapToDouble(Pair::more).toArray();
        if (pairs.size() < LEAST) {
            return Optional.empty();
        }
        double correlation = new SpearmansCorrelation().correlation(few, more);
        return Double.isNaN(correlation)
                ? Optional.empty()
                : Optional.of(new RankAgreement(
                        fewEpochs,
                        moreEpochs,
                        pairs.size(),
                        correlation,
                        interval(correlation, pairs.size()),
                        moves(pairs, few, more)));
    }

    static @Nullable Interval interval(double correlation, int candidates) {
        if (candidates < LEAST_FOR_AN_INTERVAL) {
            return null;
        }
        // Half of the least step away from 1 that there is for so many: a perfect order of a few may be chance, too.
        double most = 1 - 6.0 / (candidates * (candidates * (double) candidates - 1));
        double inside = Math.max(-most, Math.min(most, correlation));
        double error = Math.sqrt((1 + inside * inside / 2) / (candidates - LEAST));
        double reach = error * new NormalDistribution().inverseCumulativeProbability(1 - (1 - CONFIDENCE) / 2);
        double middle = 0.5 * Math.log((1 + inside) / (1 - inside));
        return new Interval(Math.tanh(middle - reach), Math.tanh(middle + reach));
    }

    private static List<Move> moves(List<Pair> pairs, double[] few, double[] more) {
        NaturalRanking ranking = new NaturalRanking();
        double[] before = ranking.rank(few);
        double[] after = ranking.rank(more);
        double[] all = new double[pairs.size()];
        Map<Dimension, List<Double>> gained = new EnumMap<>(Dimension.class);
        for (int pair = 0; pair < pairs.size(); pair++) {
            double places = after[pair] - before[pair];
            Dimension.most(pairs.get(pair).shares())
                    .ifPresent(dimension -> gained.computeIfAbsent(dimension, none -> new ArrayList<>())
                            .add(places));
            all[pair] = places;
        }
        double deviation = new StandardDeviation().evaluate(all);
        double reach = new TDistribution(pairs.size() - 1)
                .inverseCumulativeProbability(1 - (1 - CONFIDENCE) / (2.0 * Math.max(1, gained.size())));
        return gained.entrySet().stream()
                .map(entry -> new Move(
                        entry.getKey(),
                        entry.getValue().stream()
                                .mapToDouble(Double::doubleValue)
                                .average()
                                .orElse(0),
                        entry.getValue().size(),
                        reach * deviation * meanOfSome(entry.getValue().size(), pairs.size())))
                .toList();
    }

    /** Standard deviation of the mean of some, drawn from all without putting back, in units of that of one. */
    private static double meanOfSome(int some, int all) {
        return Math.sqrt((1.0 / some) * (1 - (double) some / all));
    }

    /** Such as "between 5 and 20 epochs, the ranks of the 8 candidates that came to both correlate by 0.62 (Spearman; 95 %: 0.01 to 0.91): width lost 2.3 places (± 1.9)". */
    public String inWords() {
        String range = interval == null
                ? ""
                : String.format(Locale.ROOT, " (Spearman; 95 %%: %.2f to %.2f)", interval.least(), interval.most());
        String moved = moves.stream()
                .filter(move -> Math.abs(move.places()) >= WORTH_A_WORD)
                .map(RankAgreement::inWords)
                .collect(Collectors.joining(", "));
        return String.format(
                        Locale.ROOT,
                        "between %d and %d epochs, the ranks of the %d candidates that came to both correlate by %.2f%s",
                        fewEpochs,
                        moreEpochs,
                        candidates,
                        correlation,
                        range)
                + (moved.isEmpty() ? "" : ": " + moved);
    }

    private static String inWords(Move move) {
        return String.format(
                Locale.ROOT,
                "%s %s %.1f places%s",
                move.dimension().name().toLowerCase(Locale.ROOT),
                move.places() < 0 ? "lost" : "gained",
                Math.abs(move.places()),
                move.margin() == null ? "" : String.format(Locale.ROOT, " (± %.1f)", move.margin()));
    }
}
