package io.phiscale.search.selection;

import io.phiscale.scaling.candidate.Candidate;
import io.phiscale.scaling.ladder.Ladder;
import io.phiscale.scaling.selection.Measurement;
import io.phiscale.scaling.selection.Selection;
import io.phiscale.scaling.validation.InvalidValueException;
import io.phiscale.search.candidate.Candidates;
import io.phiscale.search.search.SearchState;
import io.phiscale.search.search.SearchTransitions;
import io.phiscale.search.search.Searches;
import io.phiscale.specification.SearchPlan;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Ends searches whose trials are all over. It looks at what is stored and at nothing else, so that whatever coordinator
 * dies in between, the next one finds the same work.
 */
@Component
public class SearchCompletion {
    private static final Logger LOG = LoggerFactory.getLogger(SearchCompletion.class);

    private final JdbcClient jdbc;
    private final Searches searches;
    private final SearchTransitions transitions;
    private final Candidates candidates;
    private final Answers answers;

    SearchCompletion(
            JdbcClient jdbc, Searches searches, SearchTransitions transitions, Candidates candidates, Answers answers) {
        this.jdbc = jdbc;
        this.searches = searches;
        this.transitions = transitions;
        this.candidates = candidates;
        this.answers = answers;
    }

    /** Completes one search, if there is one to complete. @return whether there was */
    @Transactional
    public boolean completeNext() {
        Optional<Long> ready = jdbc.sql(
                        """
                        select s.id from search s
                        where s.state in ('QUEUED', 'RUNNING', 'SELECTING')
                          and not exists (select from trial t
                                          where t.search_id = s.id and t.state in ('QUEUED', 'RUNNING'))
                        order by s.id
                        for update of s skip locked
                        limit 1
                        """)
                .query(Long.class)
                .optional();
        ready.ifPresent(this::complete);
        return ready.isPresent();
    }

    private void complete(long search) {
        transitions.move(search, SearchState.SELECTING);
        Map<Long, List<Double>> top1 = measured(search);
        if (top1.isEmpty()) {
            transitions.fail(search, "no trial has a result; the first failure: " + firstFailure(search));
            return;
        }
        answer(search, top1);
        long failed = failures(search);
        if (failed > 0) {
            transitions.explain(
                    search,
                    "%d trials failed and were left out of the ranking; the first failure: %s"
                            .formatted(failed, firstFailure(search)));
        }
        transitions.move(search, SearchState.DONE);
        LOG.info("search {} is done", search);
    }

    private void answer(long search, Map<Long, List<Double>> top1) {
        SearchPlan plan = searches.plan(search);
        Map<String, Long> ids = new HashMap<>();
        List<Measurement> measurements = new ArrayList<>();
        for (Map.Entry<Long, Candidate> entry : candidates.all(search)) {
            List<Double> values = top1.get(entry.getKey());
            if (values != null) {
                ids.put(entry.getValue().fingerprint(), entry.getKey());
                measurements.add(new Measurement(entry.getValue(), values));
            }
        }
        Selection selection = Selection.select(
                measurements,
                plan.specification().objective(),
                plan.specification().strategy());
        String winner = selection.winner().candidate().fingerprint();
        answers.storeSelection(search, Objects.requireNonNull(ids.get(winner)), selection);
        try {
            answers.storeLadder(
                    search,
                    selection.coefficients(),
                    Ladder.powers(
                            plan.scaler(),
                            selection.coefficients(),
                            plan.specification().ladder()));
        } catch (InvalidValueException tooLarge) {
            // The coefficients are the answer; a ladder that cannot be built must not take it away.
            transitions.explain(search, "the ladder could not be derived: " + tooLarge.getMessage());
        }
    }

    /** Validation top-1 for each candidate; a diverged training is as wrong as can be. */
    private Map<Long, List<Double>> measured(long search) {
        record Row(long candidate, double top1) {}
        return jdbc
                .sql(
                        """
                        select t.candidate_id, case when r.diverged then 0 else r.validation_top1 end as top1
                        from trial_result r join trial t on t.id = r.trial_id
                        where t.search_id = :search order by t.candidate_id, t.seed
                        """)
                .param("search", search)
                .query((row, number) -> new Row(row.getLong("candidate_id"), row.getDouble("top1")))
                .list()
                .stream()
                .collect(Collectors.groupingBy(Row::candidate, Collectors.mapping(Row::top1, Collectors.toList())));
    }

    private long failures(long search) {
        return jdbc.sql("select count(*) from trial where search_id = :search and state = 'FAILED'")
                .param("search", search)
                .query(Long.class)
                .single();
    }

    private String firstFailure(long search) {
        return jdbc.sql(
                        """
                        select coalesce(error, 'no reason given') from trial
                        where search_id = :search and state = 'FAILED' order by ended_at limit 1
                        """)
                .param("search", search)
                .query(String.class)
                .optional()
                .orElse("no reason given");
    }
}
