package io.phiscale.search.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.phiscale.search.fixture.CoordinatorTest;
import io.phiscale.search.fixture.Endpoints;
import io.phiscale.search.fixture.Reply;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;
import tools.jackson.databind.JsonNode;

class DocumentationIT extends CoordinatorTest {
    @Autowired
    private List<RequestMappingInfoHandlerMapping> mappings;

    @Test
    void everyEndpointOfTheApiIsDocumented() {
        JsonNode paths = http().get("/api/openapi").expect(200).path("paths");
        List<String> documented = paths.propertyStream()
                .flatMap(path -> path.getValue()
                        .propertyStream()
                        .map(operation -> operation.getKey() + " "
                                + Pattern.compile("\\{[^}]*}")
                                        .matcher(path.getKey())
                                        .replaceAll("1")))
                .toList();

        assertThat(documented).contains("post /api/searches", "get /api/searches/1/candidates");
        assertThat(Endpoints.of(mappings).all())
                .filteredOn(endpoint -> endpoint.isApi() && !isDocumentation(endpoint.path()))
                .extracting(endpoint -> endpoint.method().toLowerCase(Locale.ROOT) + " " + endpoint.path())
                .isSubsetOf(documented);
    }

    private static boolean isDocumentation(String path) {
        return path.startsWith("/api/openapi") || path.startsWith("/api/docs");
    }

    @Test
    void theDocumentationPageIsServedWithEverythingThatItLoads() {
        Reply reply = http().get("/api/docs");
        String page = "/api/docs";
        if (reply.status() == 302) {
            page = reply.header("Location").replaceFirst("^http://[^/]+", "");
            reply = http().get(page);
        }

        assertThat(reply.status()).as(page).isEqualTo(200);
        assertThat(reply.body()).contains("swagger-ui");
        String folder = page.substring(0, page.lastIndexOf('/') + 1);
        for (String file : List.of("swagger-ui-bundle.js", "swagger-ui.css", "swagger-initializer.js")) {
            assertThat(http().get(folder + file).status()).as(folder + file).isEqualTo(200);
        }
    }

    @Test
    void theCatalogListsWhatSearchesCanBeMadeOf() {
        assertThat(http().get("/api/baselines").expect(200))
                .extracting(baseline -> baseline.path("name").asString())
                .contains("efficientnet-b0", "mbconv-nano");
        assertThat(http().get("/api/datasets").expect(200))
                .extracting(dataSet -> dataSet.path("name").asString())
                .contains("fashion-mnist", "shapes");
    }
}
