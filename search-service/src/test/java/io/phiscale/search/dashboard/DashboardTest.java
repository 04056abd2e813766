package io.phiscale.search.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import io.phiscale.search.fixture.CoordinatorTest;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;

/** Pages of the dashboard in a real browser, in which nothing may be amiss. */
abstract class DashboardTest extends CoordinatorTest {
    static Browser browser;

    @BeforeAll
    static void openBrowser() {
        browser = new Browser();
        PlaywrightAssertions.setDefaultAssertionTimeout((double) PATIENCE.toMillis());
    }

    @AfterAll
    static void closeBrowser() {
        browser.close();
    }

    @AfterEach
    void nothingWasAmiss() {
        browser.closePages();
        List<String> complaints = List.copyOf(browser.complaints());
        browser.complaints().clear();
        assertThat(complaints).isEmpty();
    }

    Page open(String path) {
        Page page = browser.page(http().server());
        page.navigate(path);
        return page;
    }
}
