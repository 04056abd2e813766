package io.phiscale.search.preview;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.phiscale.search.fixture.CoordinatorTest;
import io.phiscale.search.fixture.FakeWorker;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

@TestPropertySource(properties = "phiscale.price-per-hour=3")
class PreviewIT extends CoordinatorTest {
    private static final String REALISED =
            """
            baseline: mbconv-nano
            strategy: {kind: realised, candidates: 5}
            dataset: {name: fashion-mnist, trainingImages: 1000, validationImages: 100}
            recipe: {epochs: 3}
            seeds: [1, 2]
            controls: false
            """;

    @Test
    void aPreviewSaysWhatWouldBeTrainedAndStoresNothing() {
        JsonNode preview = preview(REALISED);

        assertThat(preview.path("strategy").asString()).isEqualTo("realised");
        JsonNode networks = preview.path("networks");
        assertThat(networks.path("candidates").asInt()).isEqualTo(5);
        assertThat(networks.path("distinct").asInt()).isGreaterThan(5);
        assertThat(networks.path("costRatio").path("least").asDouble()).isBetween(1.9, 2.1);
        assertThat(networks.path("costRatio").path("most").asDouble()).isBetween(1.9, 2.1);
        JsonNode effort = preview.path("effort");
        assertThat(effort.path("trainings").asInt()).isEqualTo(10);
        assertThat(effort.path("images").asLong()).isEqualTo(10 * 3 * 1000);
        assertThat(effort.path("hours").isNull()).isTrue();
        assertThat(effort.path("basis").asString()).startsWith("not known: ");
        assertThat(preview.path("warnings").toString()).contains("5 of the ");
        assertThat(preview.path("alternatives"))
                .hasSize(2)
                .extracting(other -> other.path("strategy").asString())
                .containsExactly("grid", "simplex");
        assertThat(preview.path("alternatives")
                        .path(0)
                        .path("networks")
                        .path("costRatio")
                        .path("most")
                        .asDouble())
                .isGreaterThan(2.2);
        assertThat(http().get("/api/searches").expect(200).path("total").asInt())
                .isZero();
    }

    @Test
    void onceTrainingsWereMeasuredItSaysWhatTheNextOnesTakeAndCost() {
        long id = submit(TINY);
        worker("one").work(claim -> 0.5);
        await(id, "DONE");

        JsonNode effort = preview(TINY).path("effort");

        assertThat(effort.path("basis").asString())
                .contains("the median of %d trainings by "
                        .formatted(effort.path("trainings").asInt()));
        assertThat(effort.path("hours").asDouble()).isCloseTo(expectedHours(id, effort), within(1e-9));
        assertThat(effort.path("price").asDouble())
                .isCloseTo(3 * effort.path("hours").asDouble(), within(1e-9));
    }

    @Test
    void aBudgetIsReckonedWithAllThatItMayTake() {
        JsonNode effort = preview(SMALL.replace("epochs: 2", "epochs: 9") + "budget: {keep: 0.5, least: 2}\n")
                .path("effort");

        // Six of one epoch, three of eight more, and two further seeds for each of these from the first epoch.
        assertThat(effort.path("trainings").asInt()).isEqualTo(9);
        assertThat(effort.path("images").asInt()).isEqualTo((6 + 3 * 8) * 128);
        assertThat(effort.path("atMost").path("trainings").asInt()).isEqualTo(15);
        assertThat(effort.path("atMost").path("images").asInt()).isEqualTo((6 + 3 * 8 + 6 * 9) * 128);
        assertThat(effort.path("exhaustiveImages").asInt()).isEqualTo(6 * 3 * 9 * 128);
    }

    @Test
    void aSearchThatMayTakeMoreThanItsLimitIsRefusedBeforeAnythingIsQueued() {
        JsonNode problem = http().postYaml("/api/searches", SMALL + "limit: {images: 1535}\n")
                .problem(400);

        assertThat(problem.path("field").asString()).isEqualTo("limit.images");
        assertThat(problem.path("allowed").asString()).contains("at least the 1,536 that this search may take");
        assertThat(jdbc.sql("select count(*) from trial").query(Long.class).single())
                .isZero();
        assertThat(submit(SMALL + "limit: {images: 1536}\n")).isPositive();
    }

    @Test
    void aLimitOfHoursCountsOnceItIsKnownHowFastTrainingsAre() {
        String limited = TINY + "limit: {hours: 0.000001}\n";
        long id = submit(limited);
        assertThat(search(id).path("warnings").toString())
                .contains("The limit was not checked: how long the search takes");
        worker("one").work(claim -> 0.5);
        await(id, "DONE");

        assertThat(http().postYaml("/api/searches", limited)
                        .problem(400)
                        .path("field")
                        .asString())
                .isEqualTo("limit.hours");
    }

    /** All workers of these tests tell the same number of images a second. */
    private double expectedHours(long search, JsonNode effort) {
        List<Double> multiplyAdds = new ArrayList<>();
        for (JsonNode item : http().get("/api/searches/" + search + "/candidates")
                .expect(200)
                .path("items")) {
            multiplyAdds.add(item.path("cost").path("multiplyAdds").asDouble());
        }
        double[] sorted =
                multiplyAdds.stream().mapToDouble(each -> each).sorted().toArray();
        double median = (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
        double images = effort.path("images").asDouble() / sorted.length;
        double mean = multiplyAdds.stream().mapToDouble(each -> each).average().orElseThrow();
        return images * sorted.length * mean / (FakeWorker.IMAGES_PER_SECOND * median) / 3600;
    }

    @Test
    void whatWouldBeRefusedIsRefused() {
        JsonNode problem = http().postYaml("/api/searches/preview", REALISED + "strategie: {}\n")
                .expect(400);

        assertThat(problem.path("detail").asString()).contains("there is no key strategie");
    }

    @Test
    void aStrategyThatFindsNothingIsNoAlternativeAndSaysWhy() {
        JsonNode preview = preview(
                """
                baseline: mbconv-nano
                strategy: {kind: simplex, divisions: 1, target: 30}
                dataset: {name: shapes}
                """);

        assertThat(preview.path("alternatives").path(0).path("problem").asString())
                .contains("tolerance", "nearer to 30");
    }

    private JsonNode preview(String yaml) {
        return http().postYaml("/api/searches/preview", yaml).expect(200);
    }
}
