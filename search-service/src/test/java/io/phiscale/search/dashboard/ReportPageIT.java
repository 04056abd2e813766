package io.phiscale.search.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import io.phiscale.search.fixture.FakeWorker;
import io.phiscale.search.fixture.Reply;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The report of a search, as a page and as a file. */
class ReportPageIT extends DashboardTest {
    private static final String HOSTILE = "</script><img src=x onerror=alert(1)>";
    private static final String BUDGETED = SMALL.replace("epochs: 2, ", "")
                    .replace("controls: false\n", "")
                    .replace("name: small", "name: \"" + HOSTILE + "\"")
            + "budget: {rungs: [1, 3], keep: 0.5, least: 3, promotion: certain, mostSeeds: 2}\n";
    private static final List<String> DRAWINGS =
            List.of("accuracy", "triangle", "flow", "seeds", "parallel", "controls-drawn");

    @TempDir
    private Path folder;

    @Test
    void theReportShowsTheAnswerAndAllThatItRestsOn() {
        long id = finished();

        Page page = open("/searches/" + id);
        page.locator("#report").click();

        assertThat(page.locator(".question")).containsText("How should mbconv-nano at 28 px be scaled to 2 times");
        assertThat(page.locator(".lead")).containsText("is chosen");
        assertThat(page.locator(".lead")).containsText("With 95 % confidence");
        assertThat(page.locator("#effort")).containsText("controls included");
        assertThat(page.locator("#candidates tr.winner")).hasCount(1);
        assertThat(page.locator("#ladder tbody tr")).hasCount(7);
        assertThat(page.locator("#untried")).containsText("left at 1 epoch");
        assertThat(page.locator("#provenance")).containsText("engine");
        assertThat(page.locator("#specification pre")).containsText("mostSeeds: 2");
        everythingIsDrawn(page);
    }

    @Test
    void theFileNeedsNothingBesideIt() throws IOException {
        long id = finished();

        Reply reply = http().get("/api/searches/" + id + "/export?format=html");

        assertThat(reply.header("Content-Type")).startsWith("text/html");
        assertThat(reply.header("Content-Disposition")).contains("attachment", "search-" + id + ".html");
        Path file = Files.writeString(folder.resolve("report.html"), reply.body());
        // From here on, whatever is asked of anywhere else is a complaint.
        Page page = browser.page(folder.toUri());
        page.navigate(file.toUri().toString());
        assertThat(page.locator("h1")).hasText(HOSTILE);
        assertThat(page.locator(".lead")).containsText("is chosen");
        everythingIsDrawn(page);
    }

    @Test
    void anAnswerIsFollowedUpFromItsPage() {
        long id = finished();
        Page page = open("/searches/" + id);

        page.locator("#check").click();
        assertThat(page.locator("#specification")).hasValue(Pattern.compile("checked at φ = 2"));
        page.locator("#launch").click();

        assertThat(page.locator("#status")).containsText("begins with the answer of search " + id);
        page.getByText("search " + id).click();
        assertThat(page.locator("#follow-ups tr")).containsText("checked at φ = 2");
        assertThat(page.locator("#follow-ups tr .state")).hasText("QUEUED");
    }

    @Test
    void aSearchWithoutAnAnswerHasAReportOfWhatIsKnown() {
        long id = submit(TINY);
        Page page = open("/searches/" + id + "/report");
        assertThat(page.locator(".lead")).containsText("There is no answer yet");
        assertThat(page.locator("#accuracy")).containsText("no trial has a result yet");
        assertThat(page.locator("#flow")).hasCount(0);

        FakeWorker worker = worker("one");
        worker.result(worker.claimed(), 0.5);

        page.reload();
        assertThat(page.locator(".lead")).containsText("There is no answer yet: the search is running");
        assertThat(page.locator("#effort")).hasText(Pattern.compile("1 training came to a result, .* of training\\.$"));
        assertThat(page.locator("#parallel svg path").first()).isAttached();
    }

    @Test
    void thereIsNoReportOfASearchThatIsNot() {
        assertThat(http().get("/searches/4711/report").status()).isEqualTo(404);
        http().get("/api/searches/4711/export?format=html").problem(404);
        assertThat(http().get("/searches/4711/follow-up?kind=check&phi=2").status())
                .isEqualTo(404);
        Reply incomplete = http().get("/searches/4711/follow-up?kind=check");
        assertThat(incomplete.status()).isEqualTo(400);
        assertThat(incomplete.body()).contains("The address lacks phi.");
    }

    /** Wider networks are better, with a little noise by the seed. */
    private long finished() {
        long id = submit(BUDGETED);
        FakeWorker worker = worker("one");
        // What comes next is decided in the background, once results are there.
        Awaitility.await().until(() -> {
            worker.work(claim -> 0.5
                    + claim.job().architecture().stages().get(1).channels() / 500.0
                    + 0.001 * (claim.job().seed() * claim.trial() % 3));
            return search(id).path("state").asString().equals("DONE");
        });
        return id;
    }

    private static void everythingIsDrawn(Page page) {
        for (String drawing : DRAWINGS) {
            assertThat(page.locator("#" + drawing + " svg path").first()).isAttached();
        }
    }
}
