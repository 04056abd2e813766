package io.phiscale.search.worker;

import io.phiscale.scaling.architecture.Cost;
import io.phiscale.search.candidate.Candidates;
import io.phiscale.search.trial.TrialFailures.Need;
import io.phiscale.specification.SearchPlan;
import org.springframework.stereotype.Component;

/** Splits batches until what is left of them fits into memory. */
@Component
class MicroBatches {
    /** Of a batch that is split: batch norm's statistics of fewer images are noise. */
    private static final int LEAST_IMAGES = 4;

    private final Candidates candidates;

    MicroBatches(Candidates candidates) {
        this.candidates = candidates;
    }

    /** @return the largest that fits, else the smallest there is, which may not */
    Need fit(long candidate, SearchPlan plan, Need need, long memory) {
        Need smaller = need;
        while (smaller.memory() > memory && imagesOf(plan, smaller) / 2 >= LEAST_IMAGES) {
            smaller = inHalf(candidate, plan, smaller);
        }
        return smaller;
    }

    private static int imagesOf(SearchPlan plan, Need need) {
        return plan.recipe().batchSize() / need.microBatches();
    }

    /** Halves the parts; memory shrinks as the estimate has it for so many images. */
    private Need inHalf(long candidate, SearchPlan plan, Need need) {
        Cost cost = candidates.network(candidate).architecture().cost();
        double share =
                (double) cost.trainingMemory(imagesOf(plan, need) / 2) / cost.trainingMemory(imagesOf(plan, need));
        return new Need((long) (need.memory() * share), need.microBatches() * 2);
    }
}
