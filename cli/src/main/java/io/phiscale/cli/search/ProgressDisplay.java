package io.phiscale.cli.search;

import io.phiscale.cli.output.Quantity;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * A bar for each trial and one for the whole. A terminal is redrawn in place; anywhere else, each trial's end is a line
 * of its own.
 */
public final class ProgressDisplay {
    private static final int WIDTH = 30;
    private static final int MOST_BARS = 30;
    private static final String UP = "\u001b[%dA";
    private static final String CLEAR_LINE = "\u001b[2K";

    private final PrintWriter out;
    private final boolean terminal;
    private final Set<String> announced = new HashSet<>();
    private int drawn;

    /** @param terminal whether lines can be drawn over */
    public ProgressDisplay(PrintWriter out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    void show(SearchProgress progress) {
        if (terminal) {
            redraw(lines(progress));
        } else {
            announce(progress);
        }
        out.flush();
    }

    private void redraw(List<String> lines) {
        if (drawn > 0) {
            out.print(UP.formatted(drawn));
        }
        lines.forEach(line -> out.println(CLEAR_LINE + line));
        for (int left = drawn - lines.size(); left > 0; left--) {
            out.println(CLEAR_LINE);
        }
        drawn = Math.max(drawn, lines.size());
    }

    private static List<String> lines(SearchProgress progress) {
        List<String> lines = new ArrayList<>();
        // Where there are too many for a screen, what runs now says most.
        boolean all = progress.trials().size() <= MOST_BARS;
        progress.trials().stream()
                .filter(trial -> all || trial.isRunning())
                .limit(MOST_BARS)
                .forEach(trial -> lines.add(line(trial)));
        lines.add(total(progress));
        return lines;
    }

    private void announce(SearchProgress progress) {
        for (SearchProgress.TrialProgress trial : progress.trials()) {
            if (trial.isFinished() && announced.add(trial.label())) {
                out.println(line(trial));
                out.println(total(progress));
            }
        }
    }

    private static String line(SearchProgress.TrialProgress trial) {
        String result = trial.top1() == null
                ? trial.state().toLowerCase(Locale.ROOT)
                : "top-1 " + Quantity.percent(trial.top1());
        return "%-34s %s %s".formatted(trial.label(), bar(trial.isFinished() ? 1 : trial.fraction()), result);
    }

    private static String total(SearchProgress progress) {
        String left = progress.secondsLeft() == null || progress.isOver()
                ? ""
                : ", about %s left".formatted(Quantity.duration(progress.secondsLeft()));
        String whole = "all: %d of %d trials".formatted(progress.finished(), progress.total());
        return "%-34s %s %3.0f %%%s".formatted(whole, bar(progress.fraction()), 100 * progress.fraction(), left);
    }

    private static String bar(double fraction) {
        int full = (int) Math.round(Math.max(0, Math.min(1, fraction)) * WIDTH);
        return "█".repeat(full) + "░".repeat(WIDTH - full);
    }
}
