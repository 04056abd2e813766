package io.phiscale.search.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import io.phiscale.artifact.ArtifactStore;
import io.phiscale.protocol.trial.Acknowledgement;
import io.phiscale.protocol.trial.Claim;
import io.phiscale.protocol.trial.Command;
import io.phiscale.search.fixture.CoordinatorTest;
import io.phiscale.search.fixture.FakeWorker;
import io.phiscale.search.fixture.Reply;
import io.phiscale.search.fixture.TestDatabase;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Checkpoints go from one worker to the next through the coordinator, and nobody else's ever take their place. */
class CheckpointIT extends CoordinatorTest {
    @Autowired
    private ArtifactStore store;

    @Autowired
    private Checkpoints checkpoints;

    @BeforeEach
    void emptyTheStore() {
        jdbc.sql("delete from artifact").update();
        stored().forEach(store::delete);
    }

    @Test
    void aTrialThatIsGivenBackGoesOnFromItsCheckpointElsewhere() {
        submit(TINY);
        FakeWorker first = worker("first");
        Claim claim = first.claimed();
        first.epoch(claim, 1, 0.5);
        assertThat(upload(claim, claim.token(), "half of it")).isEqualTo(Command.CONTINUE);
        first.release(claim);

        Claim again = worker("second").claimed();

        assertThat(again.trial()).isEqualTo(claim.trial());
        assertThat(Objects.requireNonNull(again.checkpoint()).sha256()).isEqualTo(sha256("half of it"));
        assertThat(again.checkpoint().epochs()).isEqualTo(1);
        assertThat(download(again, again.token()).body()).isEqualTo("half of it");
        assertThat(http().get("/api/trials/" + claim.trial() + "/curve").expect(200))
                .as("the epochs that the checkpoint brought with it")
                .hasSize(1);
        assertThat(http().get("/api/trials/" + claim.trial() + "/attempts")
                        .expect(200)
                        .get(0)
                        .path("resumedFrom")
                        .asLong())
                .isEqualTo(claim.token());
    }

    @Test
    void aStaleWorkersCheckpointIsNotTaken() {
        submit(TINY);
        FakeWorker stale = worker("stale");
        Claim old = stale.claimed();
        stale.release(old);
        Claim fresh = worker("fresh").claimed();

        assertThat(upload(fresh, old.token(), "from before")).isEqualTo(Command.STOP);

        assertThat(stored()).isEmpty();
        assertThat(download(fresh, fresh.token()).status()).isEqualTo(404);
    }

    @Test
    void aCheckpointIsGivenToNobodyButTheHolderOfTheLease() {
        submit(TINY);
        FakeWorker first = worker("first");
        Claim claim = first.claimed();
        upload(claim, claim.token(), "half of it");
        first.release(claim);
        worker("second").claimed();

        download(claim, claim.token()).problem(404);
    }

    @Test
    void contentThatIsNotWhatWasSaidIsRefusedAndLeavesNothing() {
        submit(TINY);
        Claim claim = worker("one").claimed();

        send(claim, claim.token(), "half of it", sha256("something else"), 1, 0.5)
                .problem(400);

        assertThat(stored()).isEmpty();
        assertThat(rows()).isZero();
    }

    @Test
    void aNewerCheckpointTakesThePlaceOfAnOlderOne() {
        submit(TINY);
        Claim claim = worker("one").claimed();

        upload(claim, claim.token(), "a quarter", 0, 0.25);
        upload(claim, claim.token(), "half of it", 1, 0.5);
        upload(claim, claim.token(), "a bit more", 1, 0.6);

        assertThat(stored()).hasSize(1);
        assertThat(download(claim, claim.token()).body()).isEqualTo("a bit more");
    }

    @Test
    void aRepeatThatComesLateTakesNoCheckpointBack() {
        submit(TINY);
        FakeWorker worker = worker("one");
        Claim claim = worker.claimed();
        upload(claim, claim.token(), "five", 5, 0.5);
        upload(claim, claim.token(), "six", 6, 0.6);

        assertThat(upload(claim, claim.token(), "five", 5, 0.5)).isEqualTo(Command.CONTINUE);

        assertThat(stored()).hasSize(1);
        assertThat(rows()).isEqualTo(1);
        assertThat(download(claim, claim.token()).body()).isEqualTo("six");
        worker.release(claim);
        Claim again = worker("two").claimed();
        assertThat(Objects.requireNonNull(again.checkpoint()).sha256()).isEqualTo(sha256("six"));
    }

    @Test
    void aRepeatOfTheSameCheckpointChangesNothing() {
        submit(TINY);
        Claim claim = worker("one").claimed();
        upload(claim, claim.token(), "half of it");
        List<String> before = stored();

        assertThat(upload(claim, claim.token(), "half of it")).isEqualTo(Command.CONTINUE);

        assertThat(stored()).isEqualTo(before);
        assertThat(rows()).isEqualTo(1);
    }

    @Test
    void ofALaterAttemptEvenLessTakesTheWholePlace() {
        submit(TINY);
        FakeWorker first = worker("first");
        Claim claim = first.claimed();
        upload(claim, claim.token(), "cannot be read", 5, 0.5);
        first.release(claim);
        FakeWorker second = worker("second");
        Claim again = second.claimed();
        assertThat(upload(again, again.token(), "from the start", 1, 0.1)).isEqualTo(Command.CONTINUE);

        assertThat(stored()).hasSize(1);
        assertThat(download(again, again.token()).body()).isEqualTo("from the start");
        second.release(again);
        assertThat(Objects.requireNonNull(worker("third").claimed().checkpoint())
                        .epochs())
                .isEqualTo(1);
    }

    /** As where a coordinator dies after it has stored the one, and before it removes the other. */
    @Test
    void whatABetterOneHasReplacedIsSweptInWhateverOrderTheyCame() {
        submit(TINY);
        Claim claim = worker("one").claimed();
        for (int epochs : List.of(6, 5, 6)) {
            jdbc.sql(
                            """
                            insert into artifact (trial_id, token, location, sha256, size, epochs, fraction, stored)
                            values (:trial, :token, 'trial/1/1/' || gen_random_uuid(), repeat('a', 64), 3, :epochs,
                                    :epochs / 10.0, true)
                            """)
                    .param("trial", claim.trial())
                    .param("token", claim.token())
                    .param("epochs", epochs)
                    .update();
        }
        long best = jdbc.sql("select min(id) from artifact").query(Long.class).single();

        Awaitility.await().until(() -> {
            checkpoints.sweep();
            return rows() == 1;
        });

        assertThat(jdbc.sql("select id from artifact").query(Long.class).single())
                .isEqualTo(best);
    }

    @Test
    void nothingIsKeptOfATrialThatIsOver() {
        submit(TINY);
        FakeWorker worker = worker("one");
        Claim claim = worker.claimed();
        upload(claim, claim.token(), "half of it");

        worker.result(claim, 0.9);

        awaitAnEmptyStore();
    }

    @Test
    void nothingIsKeptOfASearchThatIsCancelledAndRemoved() {
        long search = submit(TINY);
        Claim claim = worker("one").claimed();
        upload(claim, claim.token(), "half of it");

        http().post("/api/searches/" + search + "/cancel").expect(200);
        http().send("DELETE", "/api/searches/" + search, BodyPublishers.noBody());

        awaitAnEmptyStore();
    }

    @Test
    void anUploadThatBrokeOffLongAgoIsRemoved() {
        submit(TINY);
        Claim claim = worker("one").claimed();
        store.put("trial/1/1/left-behind", new ByteArrayInputStream(new byte[3]), 3);
        jdbc.sql(
                        """
                        insert into artifact (trial_id, token, location, sha256, size, epochs, fraction, created_at)
                        values (:trial, :token, 'trial/1/1/left-behind', repeat('a', 64), 3, 1, 0.5,
                                clock_timestamp() - interval '2 hours')
                        """)
                .param("trial", claim.trial())
                .param("token", claim.token())
                .update();

        awaitAnEmptyStore();
    }

    @Test
    void anUploadThatMayStillBeGoingOnIsLeftAlone() {
        submit(TINY);
        Claim claim = worker("one").claimed();
        jdbc.sql(
                        """
                        insert into artifact (trial_id, token, location, sha256, size, epochs, fraction)
                        values (:trial, :token, 'trial/1/1/under-way', repeat('a', 64), 3, 1, 0.5)
                        """)
                .param("trial", claim.trial())
                .param("token", claim.token())
                .update();

        checkpoints.sweep();

        assertThat(rows()).isEqualTo(1);
        assertThat(download(claim, claim.token()).status()).isEqualTo(404);
    }

    /** Past the store, which knows of nothing but what it is asked for by name. */
    private static List<String> stored() {
        Path root = Path.of(TestDatabase.artifacts());
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> root.relativize(file).toString())
                    .toList();
        } catch (UncheckedIOException swept) {
            // A sweep removed a folder meanwhile.
            return stored();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private void awaitAnEmptyStore() {
        Awaitility.await().until(() -> {
            checkpoints.sweep();
            return stored().isEmpty() && rows() == 0;
        });
    }

    private long rows() {
        return jdbc.sql("select count(*) from artifact").query(Long.class).single();
    }

    private Command upload(Claim claim, long token, String content) {
        return upload(claim, token, content, 1, 0.5);
    }

    private Command upload(Claim claim, long token, String content, int epochs, double fraction) {
        return send(claim, token, content, sha256(content), epochs, fraction)
                .as(Acknowledgement.class)
                .command();
    }

    private Reply send(Claim claim, long token, String content, String sha256, int epochs, double fraction) {
        String path = "/api/worker/trials/%d/checkpoint?token=%d&sha256=%s&epochs=%d&fraction=%s"
                .formatted(claim.trial(), token, sha256, epochs, fraction);
        return http().with("Content-Type", "application/octet-stream")
                .send("PUT", path, BodyPublishers.ofString(content));
    }

    private Reply download(Claim claim, long token) {
        return http().get("/api/worker/trials/%d/checkpoint?token=%d".formatted(claim.trial(), token));
    }

    private static String sha256(String content) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(content.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
