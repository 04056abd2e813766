package io.phiscale.search.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.phiscale.protocol.error.ErrorCode;
import io.phiscale.protocol.trial.Claim;
import io.phiscale.search.fixture.CoordinatorTest;
import io.phiscale.search.fixture.FakeWorker;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Workers on which one training after the other fails. */
class PutAsideIT extends CoordinatorTest {
    private FakeWorker broken;
    private long search;

    @BeforeEach
    void submit() {
        broken = worker("broken");
        search = submit(TINY + "seeds: [1, 2, 3, 4]\n");
        FakeWorker other = worker("other");
        other.result(other.claimed(), 0.5);
    }

    @Test
    void aWorkerOnWhichThreeTrialsFailedGetsNothingWhileOthersDo() {
        failThree();

        assertThat(broken.claim()).isEmpty();
        assertThat(worker("other").claim()).isPresent();
        JsonNode view = view();
        assertThat(view.path("putAsideUntil").asString()).isNotEmpty();
        assertThat(view.path("putAsideBecause").asString()).isEqualTo("made to fail");
    }

    @Test
    void whereNobodyElseIsThereTheSearchSaysWhyItWaits() {
        jdbc.sql("delete from worker where name = 'other'").update();
        failThree();

        assertThat(search(search).path("warnings").toString()).contains("were put aside after failures");
    }

    @Test
    void aSuccessInBetweenForgivesWhatWasBefore() {
        fail(ErrorCode.TRAINER_CRASHED);
        fail(ErrorCode.TRAINER_CRASHED);
        broken.result(broken.claimed(), 0.5);
        fail(ErrorCode.TRAINER_CRASHED);
        fail(ErrorCode.TRAINER_CRASHED);

        assertThat(broken.claim()).isPresent();
    }

    @Test
    void oneTrialThatFailsAgainAndAgainDoesNotPutItsWorkerAside() {
        long trial = fail(ErrorCode.TRAINER_CRASHED);
        for (int attempt = 2; attempt <= 3; attempt++) {
            jdbc.sql("update trial set not_before = clock_timestamp()").update();
            assertThat(fail(ErrorCode.TRAINER_CRASHED)).isEqualTo(trial);
        }

        assertThat(trial(trial).path("state").asString()).isEqualTo("FAILED");
        assertThat(broken.claim()).isPresent();
    }

    @Test
    void aSearchThatGoesWellNowhereDoesNotPutItsWorkersAside() {
        long hopeless = submit(TINY);
        jdbc.sql("update search set priority = 1 where id = ?").param(hopeless).update();

        for (int trial = 0; trial < 3; trial++) {
            long failed = fail(ErrorCode.DATA_NOT_FOUND);
            assertThat(trial(failed).path("search").asLong()).isEqualTo(hopeless);
        }

        assertThat(broken.claim()).isPresent();
    }

    @Test
    void aWorkerOnWhichSeveralSearchesFailIsPutAsideWhateverOthersDo() {
        for (int urgent = 0; urgent < 2; urgent++) {
            jdbc.sql("update search set priority = 1 where id = ?")
                    .param(submit(TINY))
                    .update();
        }
        List<Claim> claims = List.of(broken.claimed(), broken.claimed(), broken.claimed());
        assertThat(claims)
                .extracting(claim -> trial(claim.trial()).path("search").asLong())
                .doesNotContain(search);

        claims.forEach(claim -> broken.fail(claim, ErrorCode.DATA_NOT_FOUND));

        assertThat(broken.claim()).isEmpty();
    }

    @Test
    void failuresThatSayNothingAboutTheWorkerDoNotCountAgainstIt() {
        fail(ErrorCode.OUT_OF_MEMORY);
        fail(ErrorCode.INVALID_VALUE);
        fail(ErrorCode.TRAINER_CRASHED);

        assertThat(broken.claim()).isPresent();
    }

    @Test
    void aWorkerThatIsTrustedAgainGetsWorkAsIfItHadNeverFailed() {
        failThree();

        assertThat(http().post("/api/workers/broken/trust").status()).isEqualTo(204);

        assertThat(view().path("putAsideUntil").isNull()).isTrue();
        fail(ErrorCode.TRAINER_CRASHED);
        fail(ErrorCode.TRAINER_CRASHED);
        assertThat(broken.claim()).isPresent();
    }

    @Test
    void afterItsTimeOneMoreFailurePutsAWorkerAsideAgain() {
        failThree();
        jdbc.sql("update worker set put_aside_until = clock_timestamp()").update();
        assertThat(view().path("putAsideUntil").isNull()).isTrue();

        fail(ErrorCode.TRAINER_CRASHED);

        assertThat(broken.claim()).isEmpty();
    }

    @Test
    void aWorkerThatNobodyHeardOfCannotBeTrusted() {
        http().post("/api/workers/nobody/trust").problem(404);
    }

    private void failThree() {
        for (int trial = 0; trial < 3; trial++) {
            fail(ErrorCode.TRAINER_CRASHED);
        }
    }

    /** @return the trial that failed; it waits for its next attempt */
    private long fail(ErrorCode code) {
        var claim = broken.claimed();
        broken.fail(claim, code);
        return claim.trial();
    }

    private JsonNode view() {
        return http().get("/api/workers")
                .expect(200)
                .valueStream()
                .filter(worker -> worker.path("name").asString().equals("broken"))
                .findAny()
                .orElseThrow();
    }
}
