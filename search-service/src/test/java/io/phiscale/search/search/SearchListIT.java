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

    @BeforeEach
    void threeSearches() {
        for (String name : List.of("apple", "banana", "cherry")) {
            submit(SMALL.replace("name: small", "name: " + name));
        }
    }

    @Test
    void theNewestComesFirst() {
        assertThat(names("/api/searches")).containsExactly("cherry", "banana", "apple");
    }

    @Test
    void listsArePagedSortedAndFiltered() {
        JsonNode page =
                client().get("/api/searches?size=1&page=1&sort=name,asc").json();

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
        for (String list : List.of("/api/searches", "/api/searches/1/candidates", "/api/searches/1/trials")) {
            assertProblem(client().get(list + "?" + query), 400, "INVALID_VALUE");
        }
        String field = query.substring(0, query.indexOf('='));
        assertThat(client().get("/api/searches?" + query).json().path("field").asString())
                .isEqualTo(field);
    }

    @Test
    void everySortThatIsOfferedWorks() {
        for (String sort : List.of("id", "name", "state", "created")) {
            assertThat(client().get("/api/searches?sort=" + sort).status()).isEqualTo(200);
        }
        for (String sort : List.of(
                "id", "top1", "cost", "costRatio", "parameters", "activations", "resolution", "aliases", "state")) {
            assertThat(client().get("/api/searches/1/candidates?sort=" + sort + ",desc")
                            .status())
                    .isEqualTo(200);
        }
        for (String sort : List.of("id", "state", "seed", "top1", "cost", "ended")) {
            assertThat(client().get("/api/searches/1/trials?sort=" + sort + ",desc")
                            .status())
                    .isEqualTo(200);
        }
    }

    @Test
    void listsOfASearchThatDoesNotExistAreNotFound() {
        for (String list : List.of("candidates", "trials", "selection", "ladder", "specification")) {
            assertProblem(client().get("/api/searches/4711/" + list), 404, "NOT_FOUND");
        }
    }

    private List<String> names(String path) {
        return StreamSupport.stream(client().get(path).json().path("items").spliterator(), false)
                .map(search -> search.path("name").asString())
                .toList();
    }
}
