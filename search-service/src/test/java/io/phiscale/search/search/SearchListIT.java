package io.phiscale.search.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.phiscale.search.fixture.CoordinatorTest;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class SearchListIT extends CoordinatorTest {
    private long first;

    @BeforeEach
    void threeSearches() {
        first = submit(TINY.replace("name: small", "name: apple"));
        for (String name : List.of("banana", "cherry")) {
            submit(TINY.replace("name: small", "name: " + name));
        }
    }

    @Test
    void theNewestComesFirst() {
        assertThat(names("/api/searches")).containsExactly("cherry", "banana", "apple");
    }

    @Test
    void listsArePagedSortedAndFiltered() {
        JsonNode page = http().get("/api/searches?size=1&page=1&sort=name,asc").json();

        assertThat(page.path("total").asInt()).isEqualTo(3);
        assertThat(page.path("items").path(0).path("name").asString()).isEqualTo("banana");
        assertThat(names("/api/searches?name=AN")).containsExactly("banana");
        assertThat(names("/api/searches?state=RUNNING,DONE")).isEmpty();
        assertThat(names("/api/searches?state=QUEUED")).hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "size=0",
                "size=1001",
                "size=many",
                "page=-1",
                "sort=password,asc",
                "sort=name;drop%20table%20search",
                "sort=name,sideways",
                "state=LOST"
            })
    void whatIsNoPageIsRefused(String query) {
        for (String list : List.of(
                "/api/searches", "/api/searches/" + first + "/candidates", "/api/searches/" + first + "/trials")) {
            http().get(list + "?" + query).problem(400);
        }
        String field = query.substring(0, query.indexOf('='));
        assertThat(http().get("/api/searches?" + query).json().path("field").asString())
                .isEqualTo(field);
    }

    @Test
    void everySortThatIsOfferedWorks() {
        for (String sort : List.of("id", "name", "state", "created")) {
            assertThat(http().get("/api/searches?sort=" + sort).status()).isEqualTo(200);
        }
        for (String sort : List.of(
                "id", "top1", "cost", "costRatio", "parameters", "activations", "resolution", "aliases", "state")) {
            assertThat(http().get("/api/searches/" + first + "/candidates?sort=" + sort + ",desc")
                            .status())
                    .isEqualTo(200);
        }
        for (String sort : List.of("id", "state", "seed", "top1", "cost", "ended")) {
            assertThat(http().get("/api/searches/" + first + "/trials?sort=" + sort + ",desc")
                            .status())
                    .isEqualTo(200);
        }
    }

    @Test
    void listsOfASearchThatDoesNotExistAreNotFound() {
        for (String list : List.of("candidates", "trials", "selection", "ladder", "specification")) {
            http().get("/api/searches/4711/" + list).problem(404);
        }
    }

    private List<String> names(String path) {
        return StreamSupport.stream(http().get(path).json().path("items").spliterator(), false)
                .map(search -> search.path("name").asString())
                .toList();
    }
}
