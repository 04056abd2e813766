package io.phiscale.search.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import io.phiscale.protocol.trial.CheckpointReference;
import io.phiscale.protocol.trial.Claim;
import io.phiscale.protocol.trial.Command;
import io.phiscale.search.fixture.FakeWorker;
import io.phiscale.search.fixture.Reply;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Checkpoints go from one worker to the next through the coordinator, and nobody else's ever take their place. */
class CheckpointIT extends CheckpointTest {
    @Test
    void aTrialThatIsGivenBackGoesOnFromItsCheckpointElsewhere() {
        submit(TINY);
        FakeWorker first = worker("first");
        Claim claim = first.claimed();
        first.epoch(claim, 1, 0.5);
        assertThat(upload(claim, "half of it")).isEqualTo(Command.CONTINUE);
        first.release(claim);

        Claim again = worker("second").claimed();

        assertThat(again.trial()).isEqualTo(claim.trial());
        assertThat(Objects.requireNonNull(again.checkpoint()).sha256()).isEqualTo(sha256("half of it"));
        assertThat(again.checkpoint().epochs()).isEqualTo(1);
        assertThat(download(again).body()).isEqualTo("half of it");
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

        Reply late = send(fresh, old.token(), "from before", sha256("from before"), 1, 0.5);

        assertThat(command(late)).isEqualTo(Command.STOP);
        assertThat(stored()).isEmpty();
        assertThat(download(fresh).status()).isEqualTo(404);
    }

    @Test
    void aCheckpointIsGivenToNobodyButTheHolderOfTheLease() {
        submit(TINY);
        FakeWorker first = worker("first");
        Claim claim = first.claimed();
        upload(claim, "half of it");
        first.release(claim);
        worker("second").claimed();

        download(claim).problem(404);
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

        upload(claim, "a quarter", 0, 0.25);
        upload(claim, "half of it", 1, 0.5);
        upload(claim, "a bit more", 1, 0.6);

        assertThatAllThatIsStoredIs("a bit more", claim);
    }

    @Test
    void aRepeatThatComesLateTakesNoCheckpointBack() {
        submit(TINY);
        FakeWorker worker = worker("one");
        Claim claim = worker.claimed();
        upload(claim, "five", 5, 0.5);
        upload(claim, "six", 6, 0.6);

        assertThat(upload(claim, "five", 5, 0.5)).isEqualTo(Command.CONTINUE);

        assertThatAllThatIsStoredIs("six", claim);
        assertThat(rows()).isEqualTo(1);
        worker.release(claim);
        assertThat(nextCheckpoint().sha256()).isEqualTo(sha256("six"));
    }

    @Test
    void aRepeatOfTheSameCheckpointChangesNothing() {
        submit(TINY);
        Claim claim = worker("one").claimed();
        upload(claim, "half of it");
        List<String> before = stored();

        assertThat(upload(claim, "half of it")).isEqualTo(Command.CONTINUE);

        assertThat(stored()).isEqualTo(before);
        assertThat(rows()).isEqualTo(1);
    }

    @Test
    void ofALaterAttemptEvenLessTakesTheWholePlace() {
        submit(TINY);
        FakeWorker first = worker("first");
        Claim claim = first.claimed();
        upload(claim, "cannot be read", 5, 0.5);
        first.release(claim);
        FakeWorker second = worker("second");
        Claim again = second.claimed();
        assertThat(upload(again, "from the start", 1, 0.1)).isEqualTo(Command.CONTINUE);

        assertThatAllThatIsStoredIs("from the start", again);
        second.release(again);
        assertThat(nextCheckpoint().epochs()).isEqualTo(1);
    }

    private void assertThatAllThatIsStoredIs(String content, Claim claim) {
        assertThat(stored()).hasSize(1);
        assertThat(download(claim).body()).isEqualTo(content);
    }

    /** What the next worker is to go on from. */
    private CheckpointReference nextCheckpoint() {
        return Objects.requireNonNull(worker("next").claimed().checkpoint());
    }
}
