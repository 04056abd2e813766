package io.phiscale.search.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.phiscale.protocol.json.ProtocolJson;
import io.phiscale.protocol.trial.Claim;
import io.phiscale.protocol.trial.ResultReport;
import io.phiscale.search.fixture.CoordinatorTest;
import io.phiscale.search.fixture.FakeWorker;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A worker may be of another version, broken, or no worker of ours at all. */
class BadReportIT extends CoordinatorTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "null",
                "[]",
                "{}",
                "{\"worker\": \"\", \"engines\": [\"dl4j\"], \"memory\": 1, \"slots\": 1, \"labels\": [], \"waitSeconds\": 0, \"protocol\": 2}",
                "{\"worker\": \"a\", \"engines\": null, \"memory\": 1, \"slots\": 1, \"labels\": [], \"waitSeconds\": 0, \"protocol\": 2}",
                "{\"worker\": \"a\", \"engines\": [null], \"memory\": 1, \"slots\": 1, \"labels\": [], \"waitSeconds\": 0, \"protocol\": 2}",
                "{\"worker\": \"a\", \"engines\": [\"dl4j\"], \"memory\": 1, \"slots\": 0, \"labels\": [], \"waitSeconds\": 0, \"protocol\": 2}",
                "{\"worker\": \"a\", \"engines\": [\"dl4j\"], \"memory\": 1, \"slots\": 1, \"labels\": [], \"waitSeconds\": 61, \"protocol\": 2}",
                "{\"worker\": \"a\\u0000\", \"engines\": [\"dl4j\"], \"memory\": 1, \"slots\": 1, \"labels\": [], \"waitSeconds\": 0, \"protocol\": 2}",
                "{\"worker\": \"a\", \"engines\": [\"d\\u0000\"], \"memory\": 1, \"slots\": 1, \"labels\": [], \"waitSeconds\": 0, \"protocol\": 2}",
                "{\"worker\": \"a\", \"engines\": [\"d\"], \"memory\": 1, \"slots\": 1, \"labels\": [null], \"waitSeconds\": 0, \"protocol\": 2}",
                "{\"worker\": \"a\", \"engines\": [\"d\"], \"memory\": 1, \"slots\": 1, \"labels\": [\"\\u0000\"], \"waitSeconds\": 0, \"protocol\": 2}"
            })
    void aMalformedClaimIsRefused(String body) {
        http().postJson("/api/worker/claims", body).problem(400);
        assertThat(http().get("/api/workers").expect(200)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "heartbeat | {\"token\": %d}",
                "heartbeat | {\"token\": %d, \"fraction\": 1.5}",
                "heartbeat | {\"token\": %d, \"fraction\": \"NaN\"}",
                "heartbeat | {\"fraction\": 0.5}",
                "epochs | {\"token\": %d}",
                "epochs | {\"token\": %d, \"metrics\": {\"epoch\": 0, \"learningRate\": 0, \"trainingLoss\": 0,"
                        + " \"validation\": {\"loss\": 0, \"top1\": 0, \"top5\": 0}, \"seconds\": 0,"
                        + " \"imagesPerSecond\": 0}}",
                "result | {\"token\": %d}",
                "result | {\"token\": %d, \"result\": {}}",
                "failure | {\"token\": %d}",
                "failure | {\"token\": %d, \"code\": \"NO_SUCH_CODE\", \"message\": \"\", \"log\": \"\"}",
                "release | {}"
            })
    void aMalformedReportChangesNothing(String what, String body) {
        submit(TINY);
        Claim claim = worker("one").claimed();

        http().postJson("/api/worker/trials/%d/%s".formatted(claim.trial(), what), body.formatted(claim.token()))
                .problem(400);

        assertThat(trial(claim.trial()).path("state").asString()).isEqualTo("RUNNING");
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.1, 1.1, Double.NaN, Double.POSITIVE_INFINITY})
    void anAccuracyThatIsNoneIsRefused(double top1) {
        submit(TINY);
        Claim claim = worker("one").claimed();
        ResultReport report = new ResultReport(claim.token(), FakeWorker.result(top1, false));

        var problem = http().postJson("/api/worker/trials/%d/result".formatted(claim.trial()), report)
                .problem(400);

        assertThat(problem.path("field").asString()).isEqualTo("result.validation.top1");
        assertThat(trial(claim.trial()).path("state").asString()).isEqualTo("RUNNING");
    }

    @Test
    void aReportAboutATrialThatDoesNotExistIsToldToStop() {
        var reply = http().postJson("/api/worker/trials/999999/heartbeat", "{\"token\": 1, \"fraction\": 0.5}");

        assertThat(reply.expect(200).path("command").asString()).isEqualTo("STOP");
    }

    @Test
    void whatIsWrongInABodyIsNamed() {
        var missing = http().postJson("/api/worker/trials/1/heartbeat", "{\"fraction\": 0.5}")
                .problem(400);
        var broken = http().postJson("/api/worker/trials/1/heartbeat", "{\"token\": 1")
                .problem(400);

        assertThat(missing.path("field").asString("")).isEqualTo("token");
        assertThat(broken.path("detail").asString()).contains("no JSON", "line 1");
    }

    @Test
    void zeroCharactersInProvenanceAreRefused() {
        submit(TINY);
        Claim claim = worker("one").claimed();
        String report = ProtocolJson.MAPPER
                .writeValueAsString(new ResultReport(claim.token(), FakeWorker.result(0.5, false)))
                .replace("fake", "fa\\u0000ke");

        http().postJson("/api/worker/trials/%d/result".formatted(claim.trial()), report)
                .problem(400);
    }
}
