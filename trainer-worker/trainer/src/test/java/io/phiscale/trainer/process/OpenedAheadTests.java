package io.phiscale.trainer.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.phiscale.protocol.error.ErrorCode;
import io.phiscale.trainer.dataset.DataSet;
import io.phiscale.trainer.dataset.shapes.Shapes;
import io.phiscale.trainer.error.TrainingException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OpenedAheadTests {
    private final List<String> opened = new ArrayList<>();
    private final OpenedAhead dataSets = new OpenedAhead(this::open);

    @Test
    void theExpectedOneIsOpenedOnce() {
        dataSets.open("shapes");

        assertThat(dataSets.apply("shapes")).isNotNull();
        assertThat(opened).containsExactly("shapes");
    }

    @Test
    void anotherOneIsOpenedWhenItIsAskedFor() {
        dataSets.open("shapes");

        assertThat(dataSets.apply("others")).isNotNull();
        assertThat(opened).containsExactly("shapes", "others");
    }

    @Test
    void onlyWhoAsksForAMissingOneIsToldThatItIs() {
        dataSets.open("missing");

        assertThatExceptionOfType(TrainingException.class).isThrownBy(() -> dataSets.apply("missing"));
        assertThat(opened).containsExactly("missing", "missing");
    }

    private DataSet open(String name) {
        opened.add(name);
        if (name.equals("missing")) {
            throw new TrainingException(ErrorCode.DATA_NOT_FOUND, name);
        }
        return new Shapes();
    }
}
