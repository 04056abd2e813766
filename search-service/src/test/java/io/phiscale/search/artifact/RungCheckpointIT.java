package io.phiscale.search.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import io.phiscale.protocol.trial.Claim;
import io.phiscale.search.fixture.FakeWorker;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Checkpoints at the end of a rung: whoever is promoted goes on from there. */
class RungCheckpointIT extends CheckpointTest {
    private static final String STAGED = TINY.replace("epochs: 2, ", "")
            + "budget: {rungs: [1, 3], keep: 0.4, least: 2, promotion: certain, mostSeeds: 1}\n";

    @Autowired
    private Checkpoints checkpoints;

    private final List<Claim> first = new ArrayList<>();
    private FakeWorker worker;
    private long search;

    @BeforeEach
    void trainTheFirstRung() {
        worker = worker("one");
        search = submit(STAGED);
        // As where memory was short.
        jdbc.sql("update trial set micro_batches = 4").update();
        first.addAll(worker.claimed(3));
        for (int trial = 0; trial < 3; trial++) {
            Claim claim = first.get(trial);
            worker.epoch(claim, 1, 0.1 * trial);
            upload(claim, "end of " + trial, 1, 0.95);
            worker.result(claim, 0.1 * trial);
        }
    }

    @Test
    void whoeverIsPromotedGoesOnWhereItsLastTrainingEnded() {
        Claim best = next();

        assertThat(best.job().architecture()).isEqualTo(first.get(2).job().architecture());
        assertThat(best.checkpoint()).isNotNull();
        assertThat(best.checkpoint().epochs()).isEqualTo(1);
        assertThat(download(best).body()).isEqualTo("end of 2");
        // Its curve begins with what it brought with it.
        assertThat(http().get("/api/trials/" + best.trial() + "/curve").expect(200))
                .extracting(epoch -> epoch.path("validation").path("top1").asDouble())
                .containsExactly(0.2);
    }

    @Test
    void itsOwnCheckpointIsWorthMoreOnceThereIsOne() {
        Claim best = next();
        upload(best, "further on", 2, 0.7);
        worker.release(best);

        Claim again = next();

        assertThat(again.trial()).isEqualTo(best.trial());
        assertThat(again.checkpoint().epochs()).isEqualTo(2);
        assertThat(download(again).body()).isEqualTo("further on");
    }

    @Test
    void checkpointsAreKeptForThoseThatArePromotedUntilTheyNeedThemNoMore() {
        Claim best = next();
        Awaitility.await().until(() -> {
            checkpoints.sweep();
            return rows() == 2;
        });
        assertThat(download(best).status()).isEqualTo(200);

        worker.result(best, 0.9);
        Awaitility.await().until(() -> {
            checkpoints.sweep();
            return rows() == 1;
        });
        worker.result(next(), 0.9);

        Awaitility.await().until(() -> {
            checkpoints.sweep();
            return rows() == 0 && stored().isEmpty();
        });
        await(search, "DONE");
    }

    @Test
    void whereTheCheckpointIsGoneTheTrainingBeginsAnew() {
        jdbc.sql("delete from artifact").update();

        Claim best = next();

        assertThat(best.checkpoint()).isNull();
        assertThat(best.job().recipe().epochs()).isEqualTo(3);
    }

    @Test
    void aTrainingThatWasSplitGoesOnInAsManyParts() {
        Claim best = next();

        assertThat(best.job().microBatches()).isEqualTo(4);
    }

    private Claim next() {
        return Awaitility.await()
                .until(() -> worker.claim(), Optional::isPresent)
                .orElseThrow();
    }
}
