package io.phiscale.cli.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.phiscale.cli.search.SearchProgress.TrialProgress;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ProgressDisplayTests {
    private static final TrialProgress DONE = new TrialProgress("trial 1", "DONE", 1, 0.785);
    private static final TrialProgress HALF = new TrialProgress("trial 2", "RUNNING", 0.5, null);
    private static final TrialProgress WAITING = new TrialProgress("trial 3", "QUEUED", 0, null);

    private final StringWriter written = new StringWriter();

    @Test
    void aTerminalShowsABarPerTrialAndOneForTheWholeWithTheTimeLeft() {
        display(true).show(progress(0.5, 65.0));

        List<String> lines = written.toString().lines().toList();
        assertThat(lines).hasSize(4);
        assertThat(lines.get(0)).contains("trial 1", "█".repeat(30), "top-1 78.50 %");
        assertThat(lines.get(1)).contains("trial 2", "█".repeat(15) + "░".repeat(15), "running");
        assertThat(lines.get(2)).contains("trial 3", "░".repeat(30), "queued");
        assertThat(lines.get(3)).contains("all: 1 of 3 trials", "50 %", "about 1:05 left");
    }

    @Test
    void aTerminalIsDrawnOverInPlace() {
        ProgressDisplay display = display(true);
        display.show(progress(0.5, null));
        display.show(progress(0.6, null));

        assertThat(written.toString()).containsOnlyOnce("\u001b[4A");
    }

    @Test
    void elsewhereEachTrialsEndIsSaidOnceAndNothingIsDrawnOver() {
        ProgressDisplay display = display(false);
        display.show(progress(0.5, null));
        display.show(progress(0.6, null));

        assertThat(written.toString()).doesNotContain("\u001b");
        assertThat(written.toString().lines().filter(line -> line.startsWith("trial 1")))
                .hasSize(1);
        assertThat(written.toString()).doesNotContain("trial 2");
    }

    @Test
    void whereThereAreTooManyTrialsForAScreenTheRunningOnesAreShown() {
        List<TrialProgress> many = Stream.concat(Collections.nCopies(100, WAITING).stream(), Stream.of(HALF))
                .toList();
        display(true).show(new SearchProgress("RUNNING", 0.1, 0, 101, null, many));

        assertThat(written.toString().lines()).hasSize(2);
        assertThat(written.toString()).contains("trial 2");
    }

    private ProgressDisplay display(boolean terminal) {
        return new ProgressDisplay(new PrintWriter(written), terminal);
    }

    private static SearchProgress progress(double fraction, Double secondsLeft) {
        return new SearchProgress("RUNNING", fraction, 1, 3, secondsLeft, List.of(DONE, HALF, WAITING));
    }
}
