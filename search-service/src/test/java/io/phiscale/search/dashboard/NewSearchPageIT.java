package io.phiscale.search.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class NewSearchPageIT extends DashboardTest {
    @Test
    void theExampleIsPreviewedAndLaunched() {
        Page page = open("/");
        page.locator("#new").click();
        page.locator("#preview").click();

        assertThat(page.locator("#outlook")).containsText("realised (this one)");
        assertThat(page.locator("#outlook")).containsText("at most, with further seeds");
        assertThat(page.locator("#specification")).hasValue(Pattern.compile("name: a new search"));
        page.locator("#launch").click();

        assertThat(page.locator("h1")).hasText("a new search");
        assertThat(page.locator("#status .state")).hasText("QUEUED");
    }

    @Test
    void whatIsWrongIsSaidAndWhatWasWrittenStays() {
        Page page = open("/searches/new");
        page.locator("#specification").fill("baseline: mbconv-nano\ndataset: {name: shapes}\nseeds: []\n");
        for (String button : new String[] {"#preview", "#launch"}) {
            page.locator(button).click();

            assertThat(page.locator("#problem"))
                    .containsText("seeds is []; allowed: 1 to 1000 different whole numbers");
            assertThat(page.locator("#specification"))
                    .hasValue("baseline: mbconv-nano\ndataset: {name: shapes}\nseeds: []\n");
        }
        browser.complaints().removeIf(complaint -> complaint.contains("400"));
    }
}
