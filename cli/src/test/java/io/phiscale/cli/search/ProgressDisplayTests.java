package io.phiscale.cli.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.phiscale.cli.output.Screen;
import io.phiscale.cli.search.SearchProgress.Share;
import io.phiscale.cli.search.SearchProgress.TrialProgress;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProgressDisplayTests {
    private static final Screen WIDE = new Screen(50, 132);
    private static final TrialProgress DONE = new TrialProgress("trial 1", "DONE", 1, 0.785);
    private static final TrialProgress HALF = new TrialProgress("trial 2", "RUNNING", 0.5, null);
    private static final TrialProgress WAITING = new TrialProgress("trial 3", "QUEUED", 0, null);

    private final StringWriter written = new StringWriter();

    @Test
    void aTerminalShowsABarPerTrialAndOneForTheWholeWithTheTimeLeft() {
        display(WIDE).show(progress(0.5, 65.0));

        List<String> lines = lines();
        assertThat(lines).hasSize(4);
        assertThat(lines.get(0)).contains("trial 1", "█".repeat(30), "top-1 78.50 %");
        assertThat(lines.get(1)).contains("trial 2", "█".repeat(15) + "░".repeat(15), "running");
        assertThat(lines.get(2)).contains("trial 3", "░".repeat(30), "queued");
        assertThat(lines.get(3)).contains("all: 1 of 3 trials", "50 %", "about 1:05 left");
    }

    @Test
    void aTerminalIsDrawnOverInPlace() {
        ProgressDisplay display = display(WIDE);
        display.show(progress(0.5, null));
        display.show(progress(0.6, null));

        assertThat(written.toString()).containsOnlyOnce("\u001b[4A");
    }

    @ParameterizedTest
    @CsvSource({"24, 80", "10, 60", "3, 20", "1, 10"})
    void noLineWrapsAndNoneLeavesTheScreen(int rows, int columns) {
        ProgressDisplay display = display(new Screen(rows, columns));
        TrialProgress running = new TrialProgress("trial 1234 α 1.23 β 1.23 γ 1.23 #1", "RUNNING", 0.5, null);
        display.show(new SearchProgress(
                "RUNNING", new Share(0.5, 0, 100), 3_605.0, Collections.nCopies(100, running), List.of()));

        // After the last line, the cursor stands on one more.
        assertThat(lines()).hasSizeLessThanOrEqualTo(Math.max(1, rows - 1));
        assertThat(lines()).allMatch(line -> line.length() <= columns);
    }

    @Test
    void eightyColumnsHoldTheTimeLeft() {
        display(Screen.USUAL).show(progress(0.5, 3_605.0));

        assertThat(lines().get(3)).endsWith("about 1:00:05 left");
    }

    @Test
    void aWarningIsSaidOnceWhereBarsAreDrawn() {
        aWarningIsSaidOnce(display(WIDE));
    }

    @Test
    void aWarningIsSaidOnceElsewhere() {
        aWarningIsSaidOnce(display(null));
    }

    private void aWarningIsSaidOnce(ProgressDisplay display) {
        display.show(warned("one", "two"));
        display.show(warned("two", "three"));

        assertThat(written.toString())
                .containsOnlyOnce("note: one")
                .containsOnlyOnce("note: two")
                .containsOnlyOnce("note: three");
    }

    @Test
    void elsewhereEachTrialsEndIsSaidOnceAndNothingIsDrawnOver() {
        ProgressDisplay display = display(null);
        display.show(progress(0.5, null));
        display.show(progress(0.6, null));

        assertThat(written.toString()).doesNotContain("\u001b");
        assertThat(written.toString().lines().filter(line -> line.startsWith("trial 1")))
                .hasSize(1);
        assertThat(written.toString()).doesNotContain("trial 2");
    }

    @Test
    void elsewhereTheWholeIsSaidWhenItsCountRisesEvenIfTheTrialWasSaidBefore() {
        ProgressDisplay display = display(null);
        List<TrialProgress> trials = List.of(DONE, new TrialProgress("trial 2", "DONE", 1, 0.5));
        display.show(new SearchProgress("RUNNING", new Share(0.4, 0, 2), null, List.of(WAITING), List.of()));
        display.show(new SearchProgress("RUNNING", new Share(0.5, 1, 2), null, trials, List.of()));
        display.show(new SearchProgress("DONE", new Share(1, 2, 2), null, trials, List.of()));
        display.show(new SearchProgress("DONE", new Share(1, 2, 2), null, trials, List.of()));

        assertThat(written.toString().lines().map(line -> line.substring(0, 20).strip()))
                .containsExactly("trial 1", "trial 2", "all: 1 of 2 trials", "all: 2 of 2 trials");
    }

    @Test
    void whereThereAreTooManyTrialsForAScreenTheRunningOnesAreShownAndTheOthersCounted() {
        List<TrialProgress> many = Stream.concat(Collections.nCopies(100, WAITING).stream(), Stream.of(HALF))
                .toList();
        display(WIDE).show(new SearchProgress("RUNNING", new Share(0.1, 0, 300), null, many, List.of()));

        assertThat(lines()).hasSize(3);
        assertThat(lines().get(0)).contains("trial 2");
        assertThat(lines().get(1)).isEqualTo("… and 299 more");
    }

    private ProgressDisplay display(Screen screen) {
        return new ProgressDisplay(new PrintWriter(written), screen);
    }

    private List<String> lines() {
        return written.toString().replaceAll("\u001b\\[\\d*[A-Z]", "").lines().toList();
    }

    private static SearchProgress progress(double fraction, Double secondsLeft) {
        return new SearchProgress(
                "RUNNING", new Share(fraction, 1, 3), secondsLeft, List.of(DONE, HALF, WAITING), List.of());
    }

    private static SearchProgress warned(String... warnings) {
        return new SearchProgress("RUNNING", new Share(0, 0, 3), null, List.of(WAITING), List.of(warnings));
    }
}
