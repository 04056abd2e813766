package io.phiscale.cli.search;

import io.phiscale.cli.output.Screen;
import io.phiscale.scaling.quantity.Quantity;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A bar for each trial and one for the whole. A screen is redrawn in place; anywhere else, each trial's end is a line
 * of its own. Warnings are said once.
 */
public final class ProgressDisplay {
    private static final String LABEL = "%-34s";
    private static final int WIDEST_BAR = 30;
    /** Of what stands beside the bar of the whole: label, percent, time left. */
    private static final int BESIDE_BAR = 62;

    private static final String UP = "\u001b[%dA";
    private static final String CLEAR_LINE = "\u001b[2K";
    private static final String CLEAR_BELOW = "\u001b[J";

    private final PrintWriter out;
    private final @Nullable Screen screen;
    private final int barWidth;
    private final Set<String> said = new HashSet<>();
    private int drawn;
    /** How many trials were finished when the whole was last said. */
    private int announced;

    /** @param screen null where lines cannot be drawn over */
    public ProgressDisplay(PrintWriter out, @Nullable Screen screen) {
        this.out = out;
        this.screen = screen;
        this.barWidth = screen == null ? WIDEST_BAR : Math.max(1, Math.min(WIDEST_BAR, screen.columns() - BESIDE_BAR));
    }

    void show(SearchProgress progress) {
        List<String> notes = progress.warnings().stream()
                .filter(said::add)
                .map(warning -> "note: " + warning)
                .toList();
        if (screen == null) {
            notes.forEach(out::println);
            announce(progress);
        } else {
            redraw(notes, lines(progress, screen));
        }
        out.flush();
    }

    private void redraw(List<String> notes, List<String> lines) {
        if (drawn > 0) {
            out.print(UP.formatted(drawn));
        }
        // Notes stay where bars were; they may be longer than a line, and what they wrap onto must be empty.
        notes.forEach(note -> out.println(CLEAR_BELOW + note));
        lines.forEach(line -> out.println(CLEAR_LINE + line));
        out.print(CLEAR_BELOW);
        drawn = lines.size();
    }

    /** As many as can be drawn over: one more, and the first would leave the screen for good. */
    private List<String> lines(SearchProgress progress, Screen space) {
        int total = progress.share().total();
        int bars = Math.max(0, space.rows() - 2);
        List<SearchProgress.TrialProgress> shown = progress.trials();
        if (Math.max(total, shown.size()) > bars) {
            // Where there are too many for a screen, what runs now says most.
            shown = shown.stream()
                    .filter(SearchProgress.TrialProgress::isRunning)
                    .limit(Math.max(0, bars - 1))
                    .toList();
        }
        List<String> lines = new ArrayList<>();
        shown.forEach(trial -> lines.add(line(trial)));
        if (total > shown.size() && bars > 0) {
            lines.add("… and %,d more".formatted(total - shown.size()));
        }
        lines.add(total(progress));
        return lines.stream()
                .map(line -> line.substring(0, Math.min(line.length(), space.columns())))
                .toList();
    }

    private void announce(SearchProgress progress) {
        progress.trials().stream()
                .filter(trial -> trial.isFinished() && said.add(trial.label()))
                .forEach(trial -> out.println(line(trial)));
        // Not by the trials just said: they are read after the count, and may be ahead of it.
        int finished = progress.share().finished();
        if (finished != announced) {
            out.println(total(progress));
            announced = finished;
        }
    }

    private String line(SearchProgress.TrialProgress trial) {
        String result = trial.top1() == null
                ? trial.state().toLowerCase(Locale.ROOT)
                : "top-1 " + Quantity.percent(trial.top1());
        return "%s %s %s"
                .formatted(LABEL.formatted(trial.label()), bar(trial.isFinished() ? 1 : trial.fraction()), result);
    }

    private String total(SearchProgress progress) {
        SearchProgress.Share share = progress.share();
        String left = progress.secondsLeft() == null || progress.isOver()
                ? ""
                : ", about %s left".formatted(Quantity.duration(progress.secondsLeft()));
        String whole = "all: %d of %d trials".formatted(share.finished(), share.total());
        return "%s %s %3.0f %%%s"
                .formatted(LABEL.formatted(whole), bar(share.fraction()), 100 * share.fraction(), left);
    }

    private String bar(double fraction) {
        int full = (int) Math.round(Math.max(0, Math.min(1, fraction)) * barWidth);
        return "█".repeat(full) + "░".repeat(barWidth - full);
    }
}
