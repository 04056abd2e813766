package io.phiscale.search.harness;

import static org.assertj.core.api.Assertions.assertThat;

import io.phiscale.protocol.error.ErrorCode;
import io.phiscale.protocol.json.ProtocolJson;
import io.phiscale.protocol.trainer.EpochMetrics;
import io.phiscale.protocol.trainer.SplitMetrics;
import io.phiscale.protocol.trainer.TrialResult;
import io.phiscale.protocol.trial.Acknowledgement;
import io.phiscale.protocol.trial.Claim;
import io.phiscale.protocol.trial.ClaimRequest;
import io.phiscale.protocol.trial.Command;
import io.phiscale.protocol.trial.EpochReport;
import io.phiscale.protocol.trial.FailureReport;
import io.phiscale.protocol.trial.Heartbeat;
import io.phiscale.protocol.trial.Release;
import io.phiscale.protocol.trial.ResultReport;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** Speaks the worker API and trains nothing: its accuracies are made up. */
public record FakeWorker(Http http, String name, List<String> engines, long memory) {
    private static final long PLENTY = 1L << 50;
    private static final double IMAGES_PER_SECOND = 512;

    public static FakeWorker at(Http http, String name) {
        return new FakeWorker(http, name, List.of("dl4j"), PLENTY);
    }

    public Optional<Claim> claim() {
        Reply reply = http.postJson("/api/worker/claims", new ClaimRequest(name, engines, memory, 1, 0));
        assertThat(reply.status()).as(reply.body()).isIn(200, 204);
        return reply.status() == 204
                ? Optional.empty()
                : Optional.of(ProtocolJson.MAPPER.readValue(reply.body(), Claim.class));
    }

    public Claim claimed() {
        return claim().orElseThrow(() -> new AssertionError("nothing to claim"));
    }

    public Command heartbeat(Claim claim, double fraction) {
        return tell(claim, "heartbeat", new Heartbeat(claim.token(), fraction));
    }

    public Command epoch(Claim claim, int epoch, double top1) {
        SplitMetrics validation = new SplitMetrics(1, top1, 1);
        return tell(
                claim,
                "epochs",
                new EpochReport(claim.token(), new EpochMetrics(epoch, 0.1, 2, validation, 1, IMAGES_PER_SECOND)));
    }

    public Command result(Claim claim, double top1) {
        return result(claim, result(top1, false));
    }

    public Command result(Claim claim, TrialResult result) {
        return tell(claim, "result", new ResultReport(claim.token(), result));
    }

    public static TrialResult result(double top1, boolean diverged) {
        SplitMetrics metrics = new SplitMetrics(diverged ? Double.NaN : 0.5, top1, 1);
        return new TrialResult(diverged, 2, metrics, metrics, IMAGES_PER_SECOND, 1 << 20, 3, Map.of("engine", "fake"));
    }

    public Command fail(Claim claim, ErrorCode code) {
        return tell(claim, "failure", new FailureReport(claim.token(), code, "made to fail", "last\0 lines"));
    }

    public Command release(Claim claim) {
        return tell(claim, "release", new Release(claim.token()));
    }

    /** Claims and finishes until nothing is left. @return how many */
    public int work(ToDoubleFunction<Claim> top1) {
        int finished = 0;
        for (Optional<Claim> claim = claim(); claim.isPresent(); claim = claim()) {
            assertThat(result(claim.get(), top1.applyAsDouble(claim.get()))).isEqualTo(Command.CONTINUE);
            finished++;
        }
        return finished;
    }

    private Command tell(Claim claim, String what, Object report) {
        return http.postJson("/api/worker/trials/%d/%s".formatted(claim.trial(), what), report)
                .as(Acknowledgement.class)
                .command();
    }
}
