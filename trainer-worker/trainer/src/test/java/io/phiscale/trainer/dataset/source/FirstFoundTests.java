package io.phiscale.trainer.dataset.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.phiscale.protocol.error.ErrorCode;
import io.phiscale.trainer.error.TrainingException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FirstFoundTests {
    private final List<String> asked = new ArrayList<>();

    @Test
    void sourcesAfterTheFirstThatHasItAreNotAsked() {
        FirstFound sources = new FirstFound(
                "set",
                List.of(
                        source("near", new Source.Missing("empty")),
                        source("far", new Source.Found(Path.of("there"))),
                        source("farther", new Source.Found(Path.of("elsewhere")))),
                "");

        assertThat(sources.folder()).isEqualTo(Path.of("there"));
        assertThat(asked).containsExactly("near", "far");
    }

    @Test
    void whereAllFailTheMessageNamesEachWithItsReasonAndTheRemedy() {
        FirstFound sources = new FirstFound(
                "set",
                List.of(source("near", new Source.Missing("empty")), source("far", new Source.Missing("no network"))),
                "Buy it.");

        assertThatExceptionOfType(TrainingException.class)
                .isThrownBy(sources::folder)
                .withMessage("set was not found. Tried: near (empty); far (no network). Buy it.")
                .satisfies(exception -> assertThat(exception.code()).isEqualTo(ErrorCode.DATA_NOT_FOUND));
    }

    private Source source(String name, Source.Outcome outcome) {
        return new Source() {
            @Override
            public String description() {
                return name;
            }

            @Override
            public Outcome look() {
                asked.add(name);
                return outcome;
            }
        };
    }
}
