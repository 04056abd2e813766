package io.phiscale.search.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import io.phiscale.protocol.error.ErrorCode;
import io.phiscale.protocol.trainer.TrialResult;
import io.phiscale.protocol.trial.Claim;
import io.phiscale.search.fixture.FakeWorker;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a trial's page tells of its attempts. */
class TrialPageIT extends DashboardTest {
    @Test
    void aTrialsPageTellsOfEveryAttempt() {
        Claim claim = crashed(worker("gpu-1"));
        Page page = open("/searches/" + trial(claim.trial()).path("search").asLong());

        page.locator("a.trial").getByText(Long.toString(claim.trial())).click();

        assertThat(page.locator("#attempts")).containsText("gpu-1");
        assertThat(page.locator("#attempts")).containsText("TRAINER_CRASHED: made to fail");
        page.locator("#attempts summary").click();
        assertThat(page.locator("#attempts pre.log")).hasText("last lines");
    }

    @Test
    void aLogThatSomebodyReadsStaysOpenWhileItsTrialGoesOn() {
        FakeWorker worker = worker("gpu-1");
        Claim first = crashed(worker);
        Page page = open("/trials/" + first.trial());
        page.locator("#attempts summary").click();
        assertThat(page.locator("#attempts pre.log")).isVisible();

        // Waits out the pause before the second attempt.
        jdbc.sql("update trial set not_before = clock_timestamp()").update();
        Claim second = worker.claimed();
        assertThat(second.trial()).isEqualTo(first.trial());
        worker.heartbeat(second, 0.5);

        assertThat(page.locator("#trial h1 + .state")).hasText("RUNNING");
        assertThat(page.locator("#attempts tbody")).hasCount(2);
        assertThat(page.locator("#attempts pre.log")).isVisible();
        assertThat(page.locator("#attempts pre.log")).hasText("last lines");
    }

    @Test
    void aDivergedTrialSaysWhatToChange() {
        submit(TINY);
        FakeWorker worker = worker("gpu-1");
        Claim single = worker.claimed();
        worker.result(single, FakeWorker.result(0, true));
        Claim mixed = worker.claimed();
        worker.result(mixed, diverged(Map.of("precision", "bf16")));

        Page page = open("/trials/" + single.trial());
        assertThat(page.locator("#result .error"))
                .hasText(
                        "The loss was no number any more, in epoch 3. Try a lower recipe.optimizer.learningRate or a longer"
                                + " warm-up.");
        assertThat(page.locator("#result")).not().containsText("validation");
        page.navigate("/trials/" + mixed.trial());
        assertThat(page.locator("#result .error")).containsText("or precision: fp32 instead of bf16.");
    }

    private static TrialResult diverged(Map<String, String> provenance) {
        TrialResult result = FakeWorker.result(0, true);
        return new TrialResult(
                true,
                result.epochs(),
                result.validation(),
                result.test(),
                result.imagesPerSecond(),
                result.waitingShare(),
                result.latency(),
                result.peakMemory(),
                result.seconds(),
                provenance);
    }

    /** @return the first trial of a new search, which the worker has tried in vain */
    private Claim crashed(FakeWorker worker) {
        submit(TINY);
        Claim claim = worker.claimed();
        worker.fail(claim, ErrorCode.TRAINER_CRASHED);
        return claim;
    }
}
