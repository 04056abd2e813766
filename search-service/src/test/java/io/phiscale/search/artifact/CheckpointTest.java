package io.phiscale.search.artifact;

import io.phiscale.artifact.ArtifactStore;
import io.phiscale.protocol.trial.Acknowledgement;
import io.phiscale.protocol.trial.Claim;
import io.phiscale.protocol.trial.Command;
import io.phiscale.search.fixture.CoordinatorTest;
import io.phiscale.search.fixture.Reply;
import io.phiscale.search.fixture.TestDatabase;
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
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;

/** A store of checkpoints that is empty at first, and what workers say to it. */
abstract class CheckpointTest extends CoordinatorTest {
    @Autowired
    ArtifactStore store;

    @BeforeEach
    void emptyTheStore() {
        jdbc.sql("delete from artifact").update();
        stored().forEach(store::delete);
    }

    /** Past the store, which knows of nothing but what it is asked for by name. */
    static List<String> stored() {
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

    long rows() {
        return jdbc.sql("select count(*) from artifact").query(Long.class).single();
    }

    Command upload(Claim claim, String content) {
        return upload(claim, content, 1, 0.5);
    }

    Command upload(Claim claim, String content, int epochs, double fraction) {
        return command(send(claim, claim.token(), content, sha256(content), epochs, fraction));
    }

    static Command command(Reply reply) {
        return reply.as(Acknowledgement.class).command();
    }

    Reply send(Claim claim, long token, String content, String sha256, int epochs, double fraction) {
        String path = "/api/worker/trials/%d/checkpoint?token=%d&sha256=%s&epochs=%d&fraction=%s"
                .formatted(claim.trial(), token, sha256, epochs, fraction);
        return http().with("Content-Type", "application/octet-stream")
                .send("PUT", path, BodyPublishers.ofString(content));
    }

    Reply download(Claim claim) {
        return http().get("/api/worker/trials/%d/checkpoint?token=%d".formatted(claim.trial(), claim.token()));
    }

    static String sha256(String content) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(content.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
