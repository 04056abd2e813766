package io.phiscale.search.selection;

import static org.assertj.core.api.Assertions.assertThat;

import io.phiscale.protocol.trial.Claim;
import io.phiscale.protocol.trial.Command;
import io.phiscale.search.fixture.CoordinatorTest;
import io.phiscale.search.fixture.FakeWorker;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** A coordinator that dies between a result and what follows from it: it is a connection of this test's own. */
class DeadCoordinatorIT extends CoordinatorTest {
    @Autowired
    private DataSource dataSource;

    @Autowired
    private CompletionRun completion;

    @Test
    void whatACoordinatorDiedOverIsCompletedByTheNext() throws SQLException {
        long id = submit(TINY);
        FakeWorker worker = worker("one");
        Claim last = worker.claimed();
        worker.work(claim -> 0.5);
        try (Connection dying = dataSource.getConnection()) {
            dying.setAutoCommit(false);
            beginToComplete(dying, id);

            assertThat(worker.result(last, 0.9)).as("a result waits for nobody").isEqualTo(Command.CONTINUE);
            completion.run();
            assertThat(search(id).path("state").asString())
                    .as("while one is at it, the others leave it alone")
                    .isEqualTo("RUNNING");
            http().get("/api/searches/" + id + "/selection").problem(404);

            // What PostgreSQL does when the connection of a coordinator breaks.
            dying.rollback();
            dying.setAutoCommit(true);
        }

        assertThat(await(id, "DONE").path("bestTop1").asDouble()).isEqualTo(0.9);
        assertThat(http().get("/api/searches/" + id + "/ladder").expect(200).path("models"))
                .hasSize(7);
    }

    private static void beginToComplete(Connection coordinator, long search) throws SQLException {
        try (PreparedStatement begin =
                coordinator.prepareStatement("update search set state = 'SELECTING' where id = ?")) {
            begin.setLong(1, search);
            assertThat(begin.executeUpdate()).isEqualTo(1);
        }
    }
}
