package io.phiscale.search.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import io.phiscale.protocol.error.ErrorCode;
import io.phiscale.protocol.trial.Claim;
import io.phiscale.protocol.trial.Command;
import io.phiscale.search.fixture.FakeWorker;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

/** A search's page: what it shows, and what a click on it does. */
class SearchPageIT extends DashboardTest {
    @Autowired
    private TransactionTemplate transaction;

    @Test
    void anOpenPageFollowsItsSearchWithoutAReload() {
        long id = submit(TINY);
        FakeWorker worker = worker("one");
        Page page = open("/searches/" + id);
        assertThat(page.locator("#status .state")).hasText("QUEUED");
        page.evaluate("() => { window.untouched = true; }");

        Claim first = worker.claimed();
        worker.heartbeat(first, 0.5);
        assertThat(page.locator("#status .state")).hasText("RUNNING");
        assertThat(page.locator("#candidates .state-RUNNING")).hasCount(1);
        worker.epoch(first, 1, 0.8);
        worker.result(first, 0.9);
        worker.work(claim -> 0.7);

        assertThat(page.locator("#status .state")).hasText("DONE");
        assertThat(page.locator("#selection")).containsText("α");
        assertThat(page.locator("#ladder tbody tr")).hasCount(7);
        assertThat(page.locator("#candidates tr.winner")).containsText("90.00 %");
        assertThat(page.locator("#progress")).hasAttribute("value", "1.0");
        assertThat(page.locator("#accuracy")).hasAttribute("data-count", "3");
        assertThat(page.locator("#cancel")).hasCount(0);
        assertThat(page.evaluate("() => window.untouched")).isEqualTo(true);
    }

    @Test
    void theChosenNetworkIsMarkedThoughTheLastTrialWasDrawnBeforeItWasChosen() {
        long id = submit(TINY);
        FakeWorker worker = worker("one");
        Page page = open("/searches/" + id);
        worker.result(worker.claimed(), 0.8);
        transaction.executeWithoutResult(status -> {
            // Whoever completes searches leaves those alone that are held.
            jdbc.sql("select id from search where id = ? for update")
                    .param(id)
                    .query()
                    .singleValue();
            worker.work(claim -> 0.7);
            assertThat(page.locator("#accuracy")).hasAttribute("data-count", "3");
            assertThat(page.locator("#accuracy")).hasAttribute("data-winner", "");
        });

        assertThat(page.locator("#status .state")).hasText("DONE");
        assertThat(page.locator("#accuracy")).hasAttribute("data-winner", Pattern.compile("[0-9a-f]{16}"));
    }

    @Test
    void aPageIsKeptUpToDateWhenTheSearchOfAnotherOneIsRemoved() {
        long removed = submit(TINY);
        long kept = submit(TINY.replace("name: small", "name: kept"));
        open("/searches/" + removed);
        Page page = open("/searches/" + kept);
        assertThat(page.locator("#status .state")).hasText("QUEUED");

        jdbc.sql("delete from search where id = ?").param(removed).update();
        worker("one").claimed();

        assertThat(page.locator("#status .state")).hasText("RUNNING");
        // The other page asks for what is no more, and Chromium puts that on its console.
        browser.complaints().removeIf(complaint -> complaint.contains("404"));
    }

    @Test
    void aClickOnAHeadingSortsAndAnotherOneTurnsItRound() {
        Page page = openFinished();
        Locator pixels = page.locator("#candidates tbody tr td:nth-child(9)");
        Locator heading = page.locator("#candidates th").getByText("px");

        heading.click();
        assertThat(page.locator("#candidates th[aria-sort=ascending]")).containsText("px");
        assertThat(pixels.first()).hasText("28");

        page.locator("#candidates th").getByText("px").click();
        assertThat(page.locator("#candidates th[aria-sort=descending]")).containsText("px");
        assertThat(pixels.first()).hasText("40");
    }

    @Test
    void aClickSortsWhileTheSearchRunsToo() {
        long id = submit(TINY);
        FakeWorker worker = worker("one");
        Page page = open("/searches/" + id);
        for (int round = 0; round < 3; round++) {
            Claim claim = worker.claimed();
            worker.heartbeat(claim, 0.5);
            page.locator("#candidates th").getByText("px").click();
            assertThat(page.locator("#candidates th").getByText("px").locator(".."))
                    .hasAttribute("aria-sort", round % 2 == 0 ? "ascending" : "descending");
            worker.result(claim, 0.5);
        }
        assertThat(page.locator("#status .state")).hasText("DONE");
        // A click takes the place of a refresh that is under way, which htmx says on the console.
        browser.complaints()
                .removeAll(List.of(
                        "error: htmx:afterRequest, [object HTMLElement]",
                        "error: htmx:sendAbort, [object HTMLElement]"));
    }

    @Test
    void aTickedTrialsCurveIsDrawnAndStaysTickedThroughSorting() {
        Page page = openFinished();
        assertThat(page.locator("#curves")).hasAttribute("data-count", "3");

        page.locator("input.curve").first().uncheck();
        assertThat(page.locator("#curves")).hasAttribute("data-count", "2");
        String unticked = page.locator("input.curve:not(:checked)").inputValue();
        page.locator("#candidates th").getByText("parameters").click();

        assertThat(page.locator("#candidates th[aria-sort=ascending]")).containsText("parameters");
        assertThat(page.locator("input.curve:checked")).hasCount(2);
        assertThat(page.locator("input.curve[value='%s']".formatted(unticked)))
                .not()
                .isChecked();
    }

    @Test
    void resultsCanBeDownloaded() {
        Page page = openFinished();

        for (String format : List.of("JSON", "CSV", "Deeplearning4j")) {
            Download download = page.waitForDownload(
                    () -> page.locator("#status a.button").getByText(format).click());
            assertThat(download.failure()).isNull();
            assertThat(download.path()).isNotEmptyFile();
        }
    }

    @Test
    void whatFailedIsTriedAgainAtAClick() {
        long id = submit(TINY);
        FakeWorker worker = worker("one");
        worker.fail(worker.claimed(), ErrorCode.DATA_NOT_FOUND);
        worker.work(claim -> 0.5);
        await(id, "DONE");
        Page page = open("/searches/" + id);

        page.locator("#retry").click();

        assertThat(page.locator("#status .state")).hasText("RUNNING");
        assertThat(page.locator("#retry")).hasCount(0);
    }

    @Test
    void cancelEndsASearch() {
        long id = submit(TINY);
        Page page = open("/searches/" + id);

        page.locator("#cancel").click();

        assertThat(page.locator("#status .state")).hasText("CANCELLED");
        assertThat(search(id).path("state").asString()).isEqualTo("CANCELLED");
    }

    @Test
    void aSearchIsPausedAndResumedAtAClick() {
        long id = submit(TINY);
        worker("one").claimed();
        Page page = open("/searches/" + id);

        page.locator("#pause").click();

        assertThat(page.locator("#status .mark")).hasText("paused");
        assertThat(page.locator("#status")).containsText("until it is resumed");
        assertThat(page.locator("#pause")).hasCount(0);
        assertThat(search(id).path("paused").asBoolean()).isTrue();
        assertThat(open("/").locator("#searches .mark")).hasText("paused");

        page.locator("#resume").click();

        assertThat(page.locator("#status .mark")).hasCount(0);
        assertThat(page.locator("#pause")).hasCount(1);
        assertThat(search(id).path("paused").asBoolean()).isFalse();
    }

    @Test
    void anOpenPageLearnsThatItsSearchWasPausedElsewhere() {
        long id = submit(TINY);
        Page page = open("/searches/" + id);
        assertThat(page.locator("#pause")).hasCount(1);

        http().post("/api/searches/" + id + "/pause").expect(200);

        assertThat(page.locator("#status .mark")).hasText("paused");
        assertThat(page.locator("#resume")).hasCount(1);
    }

    private Page openFinished() {
        long id = submit(TINY);
        FakeWorker worker = worker("one");
        double top1 = 0.7;
        for (Optional<Claim> claim = worker.claim(); claim.isPresent(); claim = worker.claim()) {
            worker.epoch(claim.get(), 1, top1 - 0.1);
            worker.epoch(claim.get(), 2, top1);
            assertThat(worker.result(claim.get(), top1)).isEqualTo(Command.CONTINUE);
            top1 += 0.05;
        }
        await(id, "DONE");
        return open("/searches/" + id);
    }
}
