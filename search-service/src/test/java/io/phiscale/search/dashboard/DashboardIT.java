package io.phiscale.search.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import io.phiscale.protocol.error.ErrorCode;
import io.phiscale.protocol.trial.Claim;
import io.phiscale.search.fixture.FakeWorker;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The lists of searches and workers, and addresses that lead nowhere. */
class DashboardIT extends DashboardTest {
    @Test
    void anEmptyListSaysHowToBegin() {
        Page page = open("/");

        assertThat(page.locator("#searches")).containsText("phiscale search run");
    }

    @Test
    void theListLeadsToASearch() {
        long id = submit(TINY);
        Page page = open("/");

        page.getByText("small").click();

        assertThat(page).hasURL(Pattern.compile(".*/searches/" + id + "$"));
        assertThat(page.locator("#candidates tbody tr")).hasCount(3);
    }

    @Test
    void anAddressThatDoesNotExistIsAPage() {
        Page page = open("/searches/4711");
        // Chromium itself reports the status on its console.
        browser.complaints().removeIf(complaint -> complaint.contains("404"));

        assertThat(page.locator("main")).containsText("there is no search 4711");
    }

    @Test
    void workersAreListedWithWhatTheyDo() {
        Page page = open("/workers");
        assertThat(page.locator("#workers")).containsText("phiscale work --server");

        submit(TINY);
        Claim claim = worker("gpu-1").claimed();

        assertThat(page.locator("#workers tbody tr")).containsText("gpu-1");
        assertThat(page.locator("#workers tbody tr")).containsText("present");
        assertThat(page.locator("#workers tbody tr")).containsText(Long.toString(claim.trial()));
    }

    @Test
    void aWorkerThatIsPutAsideSaysWhyAndIsTrustedAgainAtAClick() {
        submit(TINY);
        submit(TINY);
        FakeWorker broken = worker("node 7/gpu \"0\"").withLabels("a100", "nvlink");
        // Of both searches: one alone might be what is wrong.
        List<Claim> claims = List.of(broken.claimed(), broken.claimed(), broken.claimed());
        claims.forEach(claim -> broken.fail(claim, ErrorCode.TRAINER_CRASHED));
        Page page = open("/workers");
        assertThat(page.locator("#workers .labels")).containsText("nvlink");
        assertThat(page.locator("#workers .mark")).hasText("put aside");
        assertThat(page.locator("#workers .aside")).containsText("made to fail");

        // It must outlive a refresh of the list around it, whatever its worker is called.
        jdbc.sql("update worker set put_aside_because = 'renewed'").update();
        assertThat(page.locator("#workers .aside")).containsText("renewed");
        page.getByText("Give it work again").click();

        assertThat(page.locator("#workers .mark")).hasCount(0);
        assertThat(page.locator("#workers .aside")).hasCount(0);
    }
}
