package io.phiscale.search.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.phiscale.search.fixture.CoordinatorTest;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Searches that ask for workers of a kind. */
class LabelsIT extends CoordinatorTest {
    private static final String LABELLED = TINY + "labels: [a100, fast-disk]\n";

    @Test
    void aSearchIsGivenOnlyToAWorkerThatHasAllOfItsLabels() {
        submit(LABELLED);

        assertThat(worker("none").claim()).isEmpty();
        assertThat(worker("some").withLabels("a100").claim()).isEmpty();
        assertThat(worker("all").withLabels("fast-disk", "b1", "a100").claim()).isPresent();
    }

    @Test
    void aSearchWithoutLabelsIsGivenToAnybody() {
        submit(TINY);

        assertThat(worker("plain").claim()).isPresent();
        assertThat(worker("labelled").withLabels("a100").claim()).isPresent();
    }

    @Test
    void aSearchShowsItsLabelsAndWorkersShowTheirs() {
        long id = submit(LABELLED);
        worker("gpu").withLabels("a100").claim();

        assertThat(search(id).path("labels").valueStream().map(JsonNode::asString))
                .containsExactly("a100", "fast-disk");
        assertThat(http().get("/api/workers")
                        .expect(200)
                        .get(0)
                        .path("labels")
                        .get(0)
                        .asString())
                .isEqualTo("a100");
    }

    @Test
    void whereNoWorkerHasTheLabelsTheSearchSaysSo() {
        long id = submit(LABELLED);
        worker("some").withLabels("a100").claim();
        assertThat(search(id).path("warnings").toString())
                .contains("wait for a worker labelled a100, fast-disk: none was heard of lately");

        worker("all").withLabels("a100", "fast-disk").claim();

        assertThat(search(id).path("warnings").toString()).doesNotContain("labelled");
    }

    @Test
    void aLabelThatIsNoneIsRefused() {
        JsonNode problem = http().postYaml("/api/searches", TINY + "labels: [\"two words\"]\n")
                .problem(400);

        assertThat(problem.path("field").asString()).isEqualTo("labels");
        assertThat(problem.path("detail").asString()).contains("two words", "letters, digits");
    }

    @Test
    void aPlanFromBeforeThereWereLabelsIsTrainedStill() {
        submit(TINY);
        jdbc.sql("update search set plan = plan #- '{specification,labels}'").update();

        assertThat(worker("one").claim()).isPresent();
    }
}
