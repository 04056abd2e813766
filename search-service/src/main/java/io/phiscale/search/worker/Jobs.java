package io.phiscale.search.worker;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.phiscale.protocol.trainer.TrainingJob;
import io.phiscale.search.candidate.Candidates;
import io.phiscale.search.search.Searches;
import io.phiscale.search.trial.TrialClaims.Leased;
import io.phiscale.specification.SearchPlan;
import org.springframework.stereotype.Component;

/** What a trainer is told. Plans and networks never change once they are stored, so they are read once. */
@Component
class Jobs {
    private static final int PLANS = 100;
    private static final int NETWORKS = 2_000;

    private final LoadingCache<Long, SearchPlan> plans;
    private final LoadingCache<Long, Candidates.Network> networks;

    Jobs(Searches searches, Candidates candidates) {
        this.plans = Caffeine.newBuilder().maximumSize(PLANS).build(searches::plan);
        this.networks = Caffeine.newBuilder().maximumSize(NETWORKS).build(candidates::network);
    }

    TrainingJob of(Leased leased) {
        SearchPlan plan = plans.get(leased.search());
        Candidates.Network network = networks.get(leased.candidate());
        return new TrainingJob(
                network.architecture(),
                plan.recipe(leased.rung()),
                plan.data(),
                leased.seed(),
                network.parameters(),
                leased.microBatches(),
                plan.platform().numerics(),
                leased.rung() < plan.specification().budget().rungs().last());
    }
}
