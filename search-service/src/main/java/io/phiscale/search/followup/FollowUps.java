package io.phiscale.search.followup;

import io.phiscale.scaling.candidate.Listed;
import io.phiscale.scaling.coefficient.Coefficients;
import io.phiscale.scaling.quantity.Quantity;
import io.phiscale.scaling.validation.InvalidValueException;
import io.phiscale.search.error.ApiException;
import io.phiscale.search.search.SearchState;
import io.phiscale.search.search.Searches;
import io.phiscale.search.selection.Answers;
import io.phiscale.search.selection.SelectionView;
import io.phiscale.specification.FollowUp;
import io.phiscale.specification.SearchPlan;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What a finished search may be followed by, and what it was. */
@Component
public class FollowUps {
    private static final int DECIMALS = 4;

    private final JdbcClient jdbc;
    private final Searches searches;
    private final Answers answers;

    FollowUps(JdbcClient jdbc, Searches searches, Answers answers) {
        this.jdbc = jdbc;
        this.searches = searches;
        this.answers = answers;
    }

    /**
     * The specification of a follow-up, in YAML, to be looked at and submitted; nothing is stored.
     *
     * @param kind such as {@code check}
     * @param phi that its networks are to be built at; null for the usual one
     * @throws ApiException where the search has no answer
     * @throws InvalidValueException where there is no such kind, or no such model
     */
    public String specification(long search, String kind, @Nullable Double phi) {
        FollowUp followUp = Arrays.stream(FollowUp.values())
                .filter(one -> one.id().equals(kind))
                .findFirst()
                .orElseThrow(() -> new InvalidValueException(
                        "kind",
                        kind,
                        Arrays.stream(FollowUp.values()).map(FollowUp::id).collect(Collectors.joining(" or "))));
        SearchState state = searches.get(search).state();
        SelectionView selection = answers.findSelection(search)
                .orElseThrow(() -> ApiException.wrongState(
                        "search %d is %s: it has no answer that could be followed up".formatted(search, state)));
        SearchPlan plan = searches.plan(search);
        return followUp.write(search, plan, selection.coefficients(), phi == null ? followUp.usualPhi(plan) : phi);
    }

    /** Of one search, the newest last. */
    public List<FollowUpView> of(long search) {
        return jdbc
                .sql("select id from search where follows = :search order by id")
                .param("search", search)
                .query(Long.class)
                .list()
                .stream()
                .map(id -> view(search, id))
                .toList();
    }

    private FollowUpView view(long first, long id) {
        var search = searches.get(id);
        SearchPlan plan = searches.plan(id);
        return new FollowUpView(
                id,
                search.name(),
                search.state(),
                plan.specification().strategy().phi(),
                answers.findSelection(id)
                        .map(answer -> words(first, plan, answer))
                        .orElse(""));
    }

    private String words(long first, SearchPlan plan, SelectionView answer) {
        Optional<SelectionView> before = answers.findSelection(first);
        double phi = plan.specification().strategy().phi();
        if (before.isEmpty()) {
            return "";
        }
        if (plan.specification().strategy() instanceof Listed) {
            double firstPhi = searches.plan(first).specification().strategy().phi();
            return Extrapolation.inWords(firstPhi, before.get().controls(), phi, answer.controls());
        }
        return "Around φ = %s, %s is chosen; the first answer was %s. %s"
                .formatted(
                        Quantity.plain(phi, 2),
                        inWords(answer.coefficients()),
                        inWords(before.get().coefficients()),
                        answer.explanation());
    }

    private static String inWords(Coefficients coefficients) {
        return "α %s β %s γ %s"
                .formatted(
                        Quantity.plain(coefficients.alpha(), DECIMALS),
                        Quantity.plain(coefficients.beta(), DECIMALS),
                        Quantity.plain(coefficients.gamma(), DECIMALS));
    }
}
