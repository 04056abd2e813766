package io.phiscale.cli.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import io.phiscale.cli.FakeCoordinator;
import io.phiscale.cli.search.SearchApi;
import io.phiscale.cli.server.CoordinatorClient;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import org.junit.jupiter.api.Test;

class QuickstartCommandTests {
    @Test
    void whatAnEarlierOneDidNotFinishIsCancelledAndSaid() throws IOException {
        try (FakeCoordinator coordinator = new FakeCoordinator()
                .withList("/api/searches", 2, number -> "{\"id\":%d}".formatted(number + 3))
                .with("/api/searches/3/cancel", "{}")
                .with("/api/searches/4/cancel", "{}")) {
            StringWriter messages = new StringWriter();

            QuickstartCommand.cancelUnfinished(
                    new SearchApi(new CoordinatorClient(URI.create(coordinator.address()), null)),
                    new PrintWriter(messages));

            assertThat(coordinator.requests())
                    .anyMatch(request -> request.contains("state=QUEUED,RUNNING"))
                    .contains("POST /api/searches/3/cancel", "POST /api/searches/4/cancel");
            assertThat(messages.toString()).contains("cancelled search 3", "cancelled search 4");
        }
    }
}
