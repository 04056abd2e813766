package io.phiscale.search.worker;

import io.phiscale.search.search.Searches;
import io.phiscale.search.trial.OutgrownTrials;
import io.phiscale.search.trial.OutgrownTrials.Outgrown;
import io.phiscale.search.trial.TrialFailures.Need;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Fits trials that ran out of memory to the workers that are left. Those that cannot be made to fit go on waiting, as what
 * never fitted does; their search says for what.
 */
@Component
public class Shrinking {
    private static final Logger LOG = LoggerFactory.getLogger(Shrinking.class);

    private final OutgrownTrials trials;
    private final Searches searches;
    private final MicroBatches microBatches;

    Shrinking(OutgrownTrials trials, Searches searches, MicroBatches microBatches) {
        this.trials = trials;
        this.searches = searches;
        this.microBatches = microBatches;
    }

    public void run() {
        for (Outgrown outgrown : trials.all()) {
            try {
                shrink(outgrown);
            } catch (RuntimeException unexpected) {
                LOG.error(
                        "trials of candidate {} could not be split; it is tried again",
                        outgrown.candidate(),
                        unexpected);
            }
        }
    }

    private void shrink(Outgrown outgrown) {
        Need need = outgrown.need();
        Need smaller =
                microBatches.fit(outgrown.candidate(), searches.plan(outgrown.search()), need, outgrown.offered());
        if (smaller.memory() <= outgrown.offered()) {
            trials.shrink(
                    outgrown,
                    smaller,
                    "out of memory, and no worker is left that has %s: tried again in %s"
                            .formatted(Need.mebibytes(need.memory()), smaller.inWords()));
        }
    }
}
