package io.phiscale.search.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.phiscale.scaling.candidate.Candidate;
import io.phiscale.scaling.coefficient.Coefficients;
import io.phiscale.search.trial.TrialRow;
import io.phiscale.search.trial.TrialState;
import io.phiscale.search.trial.TrialView;
import org.junit.jupiter.api.Test;

class TrialTableTests {
    private static final Candidate CANDIDATE = ExampleSearch.CANDIDATES.get(0);
    private static final String NETWORK = "%s,1.2,1.1,1.15,1.9,%s,%d,%d,%d,28,"
            .formatted(
                    CANDIDATE.fingerprint(),
                    CANDIDATE.costRatio(),
                    CANDIDATE.cost().parameters(),
                    CANDIDATE.cost().multiplyAdds(),
                    CANDIDATE.cost().activations());

    @Test
    void theHeaderNamesEveryColumn() {
        assertThat(TrialTable.HEADER)
                .isEqualTo("trial,fingerprint,alpha,beta,gamma,nominal_product,cost_ratio,parameters,multiply_adds,"
                        + "activations,resolution,seed,rung,state,epochs,validation_loss,validation_top1,"
                        + "validation_top5,test_loss,test_top1,test_top5,images_per_second,peak_memory_bytes,seconds,"
                        + "error_code,error\r\n");
    }

    @Test
    void aFinishedTrialIsALine() {
        assertThat(TrialTable.line(row(ExampleSearch.measured(11, 1, 7, 0.75))))
                .isEqualTo("11," + NETWORK + "7,0,DONE,5,0.5,0.75,1.0,0.5,0.75,1.0,250.0,1048576,12.5,,\r\n");
    }

    @Test
    void whatATrialHasNotStaysEmptyAndAnErrorIsNoFormula() {
        TrialView failed = new TrialView(
                12,
                3,
                1,
                CANDIDATE.fingerprint(),
                "label",
                -7,
                0,
                TrialState.FAILED,
                0.5,
                3,
                null,
                null,
                null,
                "TRAINER_CRASHED",
                "=cmd|'/C calc', \"boom\"",
                ExampleSearch.NOW);

        assertThat(TrialTable.line(row(failed)))
                .isEqualTo("12," + NETWORK
                        + "-7,0,FAILED,,,,,,,,,,,TRAINER_CRASHED,\"'=cmd|'/C calc', \"\"boom\"\"\"\r\n");
    }

    private static TrialRow row(TrialView trial) {
        return new TrialRow(trial, new Coefficients(1.2, 1.1, 1.15), 1.9, CANDIDATE.costRatio(), CANDIDATE.cost(), 28);
    }
}
