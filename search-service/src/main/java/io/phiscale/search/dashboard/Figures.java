package io.phiscale.search.dashboard;

import io.phiscale.scaling.quantity.Quantity;
import io.phiscale.search.candidate.CandidateView;
import io.phiscale.search.search.SearchProgress;
import io.phiscale.search.selection.SelectionView;
import io.phiscale.search.selection.SpreadView;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Numbers and times as pages show them; a dash where there is nothing. */
@Component("figures")
public class Figures {
    private static final String NOTHING = "–";
    private static final int DECIMALS = 4;
    private static final int ALIASES_SHOWN = 3;
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    public String metric(long number) {
        return Quantity.metric(number);
    }

    public String plain(double number) {
        return Quantity.plain(number, DECIMALS);
    }

    public String ratio(double ratio) {
        return String.format(Locale.ROOT, "%.2f ×", ratio);
    }

    public String percent(@Nullable Double share) {
        return share == null ? NOTHING : Quantity.percent(share);
    }

    /** Of accuracies over seeds, and how many these are; nothing for a single one. */
    public String deviation(CandidateView candidate) {
        return candidate.deviation() == null
                ? ""
                : String.format(Locale.ROOT, " ± %.2f (%d)", 100 * candidate.deviation(), candidate.seeds());
    }

    /** Such as 12.3 hours; minutes below one. */
    public String hours(@Nullable Double hours) {
        return hours == null ? NOTHING : Quantity.hours(hours);
    }

    public String price(@Nullable Double price) {
        return price == null ? NOTHING : String.format(Locale.ROOT, "%,.2f", price);
    }

    public String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** A mark for those that may be the best; nothing where that is not known yet. */
    public String contender(CandidateView candidate) {
        return Boolean.TRUE.equals(candidate.contender()) ? "●" : "";
    }

    /** Of an element that belongs to something with a name: names may hold what selectors give a meaning to. */
    public String id(String prefix, String name) {
        return prefix + HexFormat.of().formatHex(name.getBytes(StandardCharsets.UTF_8));
    }

    public String time(@Nullable Instant time) {
        return time == null ? NOTHING : TIME.format(time);
    }

    /** The span of coefficients that build the same network; nothing where only one that was tried does. */
    public String interval(SelectionView.Interval interval) {
        return interval.least() == interval.most()
                ? ""
                : "; %s to %s build this network".formatted(plain(interval.least()), plain(interval.most()));
    }

    /** What a model of the ladder might be as well. */
    public String spread(SpreadView spread) {
        return "%s is not settled: of the coefficients that build the chosen network, %s, and %s."
                .formatted(spread.name(), end(spread.cheapest()), end(spread.dearest()));
    }

    private String end(SpreadView.End end) {
        return "%s give %s multiply-adds (%d px, %d blocks)"
                .formatted(
                        text(new CandidateView.Alias(
                                end.coefficients().alpha(),
                                end.coefficients().beta(),
                                end.coefficients().gamma(),
                                end.coefficients().product())),
                        metric(end.cost().multiplyAdds()),
                        end.resolution(),
                        end.blocks());
    }

    /** The name of one trial's curve: the candidate's first coefficients, and which of its seeds. */
    public String curve(CandidateView candidate, CandidateView.Latest trial) {
        String name = text(candidate.aliases().get(0));
        return candidate.latest().size() == 1 ? name : "%s, seed %d".formatted(name, trial.seed());
    }

    public String progress(SearchProgress progress) {
        StringBuilder text =
                new StringBuilder("%d of %d trials are over".formatted(progress.finished(), progress.total()));
        if (progress.running() > 0) {
            text.append(", %d running".formatted(progress.running()));
        }
        if (progress.failed() > 0) {
            text.append(", %d failed".formatted(progress.failed()));
        }
        if (progress.secondsLeft() != null) {
            text.append(", about %s left".formatted(Quantity.duration(progress.secondsLeft())));
        }
        return text.toString();
    }

    public String aliases(CandidateView candidate) {
        List<CandidateView.Alias> all = candidate.aliases();
        String shown =
                all.stream().limit(ALIASES_SHOWN).map(Figures::withProduct).collect(Collectors.joining("; "));
        return all.size() <= ALIASES_SHOWN ? shown : "%s; and %d more".formatted(shown, all.size() - ALIASES_SHOWN);
    }

    private static String withProduct(CandidateView.Alias alias) {
        return "%s (product %s)".formatted(text(alias), Quantity.plain(alias.product(), 3));
    }

    private static String text(CandidateView.Alias alias) {
        return "α %s β %s γ %s"
                .formatted(
                        Quantity.plain(alias.alpha(), 3),
                        Quantity.plain(alias.beta(), 3),
                        Quantity.plain(alias.gamma(), 3));
    }
}
