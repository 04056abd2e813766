package io.phiscale.search.scheduling;

import io.phiscale.analysis.budget.Budget;
import io.phiscale.analysis.budget.Rungs;
import io.phiscale.analysis.scheduling.Ledger;
import io.phiscale.analysis.scheduling.Outcome;
import io.phiscale.analysis.scheduling.Scheduler;
import io.phiscale.analysis.scheduling.Training;
import io.phiscale.analysis.scheduling.Traits;
import io.phiscale.analysis.surface.Observation;
import io.phiscale.scaling.candidate.Shares;
import io.phiscale.search.trial.TrialQueue;
import io.phiscale.specification.SearchPlan;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Queues what a search trains next: by what is stored and nothing else, so that any coordinator decides the same. */
@Component
public class SearchScheduling {
    private static final Logger LOG = LoggerFactory.getLogger(SearchScheduling.class);

    private final JdbcClient jdbc;
    private final Ledgers ledgers;
    private final TrialQueue queue;

    SearchScheduling(JdbcClient jdbc, Ledgers ledgers, TrialQueue queue) {
        this.jdbc = jdbc;
        this.ledgers = ledgers;
        this.queue = queue;
    }

    /** Searches that have something to decide: all their trials are over, or one more of those that are promoted from. */
    public List<Long> due() {
        return jdbc.sql(
                        """
                        select s.id from search s
                        cross join lateral (
                            select count(*) filter (where t.state in ('QUEUED', 'RUNNING')) as pending,
                                   count(*) filter (where t.state not in ('QUEUED', 'RUNNING')) as ended
                            from trial t where t.search_id = s.id and s.last_rung > 0) as trials
                        where s.state in ('QUEUED', 'RUNNING', 'SELECTING')
                          and (s.last_rung > 0 and (trials.pending = 0 or trials.ended <> s.decided_on)
                               or s.last_rung = 0
                                  and not exists (select from trial t
                                                  where t.search_id = s.id and t.state in ('QUEUED', 'RUNNING')))
                        order by s.id
                        limit 100
                        """)
                .query(Long.class)
                .list();
    }

    /**
     * Within the caller's transaction, which holds the search.
     *
     * @return whether there is nothing left to train
     */
    public boolean queueNext(long search, SearchPlan plan) {
        int ended = ended(search);
        Budget budget = plan.specification().budget();
        Ledger ledger = ledgers.of(search, plan);
        Scheduler scheduler = new Scheduler(budget, traits(search, plan));
        List<Training> next = scheduler.next(ledger);
        Map<Integer, List<Training>> byRung =
                next.stream().collect(Collectors.groupingBy(Training::rung, TreeMap::new, Collectors.toList()));
        byRung.forEach((rung, trainings) -> enqueue(search, rung, trainings, budget.rungs()));
        next.forEach(training -> ledger.put(training, new Outcome.Pending()));
        jdbc.sql("update search set closed_rungs = :closed, decided_on = :ended where id = :search")
                .param("search", search)
                .param("closed", scheduler.closedRungs(ledger))
                .param("ended", ended)
                .update();
        return !ledger.isPending();
    }

    /** What every candidate came to at every rung, but those that diverged there. */
    public List<Observation> observations(long search, SearchPlan plan) {
        int last = plan.specification().budget().rungs().last();
        return ledgers.of(search, plan).observations(last, traits(search, plan));
    }

    /** By fingerprint; shares are worked out when they are asked for, by what may be thousands of networks. */
    private Function<String, Traits> traits(long search, SearchPlan plan) {
        Map<String, Ledgers.Known> all = ledgers.known(search);
        Map<String, Traits> traits = new HashMap<>();
        return fingerprint -> traits.computeIfAbsent(fingerprint, absent -> {
            Ledgers.Known known = Objects.requireNonNull(all.get(absent), absent);
            return new Traits(
                    Shares.of(
                            plan.scaler(),
                            known.coefficients()
                                    .at(plan.specification().strategy().phi())),
                    known.costRatio(),
                    known.control());
        });
    }

    private int ended(long search) {
        return jdbc.sql("select count(*) from trial where search_id = :search and state not in ('QUEUED', 'RUNNING')")
                .param("search", search)
                .query(Integer.class)
                .single();
    }

    private void enqueue(long search, int rung, List<Training> trainings, Rungs rungs) {
        queue.enqueue(
                search,
                rung,
                trainings.stream().map(Training::candidate).toList(),
                trainings.stream().map(Training::seed).toList(),
                rungs.epochs().get(rung),
                rung == 0 ? 0 : rungs.epochs().get(rung - 1));
        LOG.info(
                "search {}: {} more to train, to {} epochs",
                search,
                trainings.size(),
                rungs.epochs().get(rung));
    }
}
