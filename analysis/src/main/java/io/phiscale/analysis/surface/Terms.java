package io.phiscale.analysis.surface;

import io.phiscale.scaling.candidate.Shares;
import java.util.List;

/**
 * What the model adds up, for a candidate at a rung: a quadratic over the plane of shares (which sum to 1: depth and width
 * are enough), the logarithm of cost where costs differ, and for each rung before the last how it differs from the last,
 * by a plane: what learns fast is ahead early.
 *
 * @param rungs that there are observations of, rising; the last of them is what is modelled
 */
record Terms(List<Integer> rungs, boolean withCost) {
    private static final double MIDDLE = 1 / 3.0;
    private static final int QUADRATIC = 6;
    private static final int PLANE = 3;
    /** Costs that differ by less say nothing of what cost does. */
    private static final double WORTH_A_TERM = 1.1;

    static Terms of(List<Observation> observations) {
        var costs = observations.stream().mapToDouble(Observation::costRatio).summaryStatistics();
        return new Terms(
                observations.stream().map(Observation::rung).distinct().sorted().toList(),
                costs.getMax() > WORTH_A_TERM * costs.getMin());
    }

    int count() {
        return ofNetworks() + PLANE * (rungs.size() - 1);
    }

    /** Of what is the same for a network at every rung. */
    int ofNetworks() {
        return QUADRATIC + (withCost ? 1 : 0);
    }

    int last() {
        return rungs.get(rungs.size() - 1);
    }

    double[] of(Observation observation) {
        return of(observation.shares(), observation.costRatio(), observation.rung());
    }

    double[] of(Shares shares, double costRatio, int rung) {
        double depth = shares.depth() - MIDDLE;
        double width = shares.width() - MIDDLE;
        double[] terms = new double[count()];
        terms[0] = 1;
        terms[1] = depth;
        terms[2] = width;
        terms[3] = depth * depth;
        terms[4] = depth * width;
        terms[5] = width * width;
        int next = QUADRATIC;
        if (withCost) {
            terms[next++] = Math.log(costRatio);
        }
        int place = rungs.indexOf(rung);
        if (place < rungs.size() - 1) {
            int own = next + PLANE * place;
            terms[own] = 1;
            terms[own + 1] = depth;
            terms[own + 2] = width;
        }
        return terms;
    }
}
