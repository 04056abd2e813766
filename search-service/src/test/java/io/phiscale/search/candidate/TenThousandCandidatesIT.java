package io.phiscale.search.candidate;

import static org.assertj.core.api.Assertions.assertThat;

import io.phiscale.search.fixture.CoordinatorTest;
import io.phiscale.search.fixture.Reply;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Lists of a search with more than ten thousand candidates. Times are printed, for people; machines differ. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TenThousandCandidatesIT extends CoordinatorTest {
    private static final int TEN_THOUSAND = 10_000;
    private static final int PAGE = 1_000;
    private static final int MEGABYTE = 1_000_000;
    private static final String LARGE =
            """
            name: large
            baseline: efficientnet-b0
            strategy: {kind: grid, step: 0.006, tolerance: 0.45}
            dataset: {name: shapes}
            controls: false
            """;

    private long search;
    private int total;

    /** Once for all tests of this class: it takes seconds. */
    @BeforeEach
    @Override
    protected void removeWhatOtherTestsLeft() {
        if (search == 0) {
            super.removeWhatOtherTestsLeft();
            search = submit(LARGE);
            total = search(search).path("candidates").asInt();
            assertThat(total).isGreaterThanOrEqualTo(TEN_THOUSAND);
        }
    }

    @Test
    void candidatesAndTrialsAreCountedAlike() {
        assertThat(page("size=1").path("total").asInt()).isEqualTo(total);
        assertThat(http().get("/api/searches/" + search + "/trials?size=1")
                        .expect(200)
                        .path("total")
                        .asInt())
                .isEqualTo(total);
    }

    @ParameterizedTest
    @ValueSource(strings = {"cost,asc", "resolution,desc", "aliases,desc", "top1,desc"})
    void pagesNeitherOverlapNorLeaveAnythingOut(String sort) {
        List<Long> seen = new ArrayList<>();
        for (int page = 0; page * PAGE < total; page++) {
            page("size=%d&page=%d&sort=%s".formatted(PAGE, page, sort))
                    .path("items")
                    .forEach(candidate -> seen.add(candidate.path("id").asLong()));
        }

        assertThat(seen).doesNotHaveDuplicates().hasSize(total);
    }

    @Test
    void pagesAreInOrderAcrossTheirEnds() {
        List<Long> costs = new ArrayList<>();
        for (int page = 0; page < 3; page++) {
            page("size=%d&page=%d&sort=cost,desc".formatted(PAGE, page))
                    .path("items")
                    .forEach(candidate -> costs.add(
                            -candidate.path("cost").path("multiplyAdds").asLong()));
        }

        assertThat(costs).hasSize(3 * PAGE).isSorted();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/searches/%d/candidates?size=100",
                "/api/searches/%d/candidates?size=100&sort=top1,desc",
                "/api/searches/%d",
                "/searches/%d"
            })
    void onePageIsSmall(String path) {
        String address = path.formatted(search);
        http().get(address);
        long start = System.nanoTime();
        Reply reply = http().get(address);
        long milliseconds = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
        System.out.printf("%,d ms for %s of %,d candidates%n", milliseconds, address, total);

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.body().getBytes(StandardCharsets.UTF_8).length).isLessThan(MEGABYTE);
    }

    private JsonNode page(String query) {
        return http().get("/api/searches/" + search + "/candidates?" + query).expect(200);
    }
}
