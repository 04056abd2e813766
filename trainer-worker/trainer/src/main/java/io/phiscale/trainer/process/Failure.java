package io.phiscale.trainer.process;

import io.phiscale.protocol.error.ErrorCode;
import io.phiscale.protocol.trainer.TrainerEvent;
import io.phiscale.scaling.validation.InvalidValueException;
import io.phiscale.trainer.error.TrainingException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;

/** Turns whatever was thrown into the event that ends a training: a code, and one line for the user. */
final class Failure {
    private static final int DEEPEST_CAUSE = 20;
    /** How allocators of native memory put it: C++, CUDA, JavaCPP, PyTorch, malloc. */
    private static final List<String> OUT_OF_NATIVE_MEMORY = List.of(
            "out of memory",
            "out_of_memory",
            "outofmemory",
            "bad_alloc",
            "cannot allocate memory",
            "can't allocate memory",
            "failed to allocate",
            "allocation failed",
            "physical memory usage is too high");

    private Failure() {}

    static TrainerEvent.Failed of(Throwable thrown) {
        return Stream.iterate(thrown, Objects::nonNull, Throwable::getCause)
                .limit(DEEPEST_CAUSE)
                .flatMap(Failure::known)
                .findFirst()
                .orElseGet(() -> new TrainerEvent.Failed(
                        ErrorCode.UNEXPECTED,
                        "The trainer failed unexpectedly (%s); its log says more."
                                .formatted(thrown.getClass().getSimpleName())));
    }

    private static Stream<TrainerEvent.Failed> known(Throwable thrown) {
        if (thrown instanceof TrainingException exception) {
            return Stream.of(new TrainerEvent.Failed(exception.code(), message(exception)));
        }
        if (thrown instanceof InvalidValueException exception) {
            return Stream.of(new TrainerEvent.Failed(ErrorCode.INVALID_VALUE, message(exception)));
        }
        if (thrown instanceof OutOfMemoryError || saysOutOfMemory(message(thrown))) {
            return Stream.of(new TrainerEvent.Failed(
                    ErrorCode.OUT_OF_MEMORY,
                    "The trainer ran out of memory; train with smaller batches or on a larger machine."));
        }
        return Stream.empty();
    }

    private static boolean saysOutOfMemory(String message) {
        String lower = message.toLowerCase(Locale.ROOT);
        return OUT_OF_NATIVE_MEMORY.stream().anyMatch(lower::contains);
    }

    private static String message(Throwable thrown) {
        return String.valueOf(thrown.getMessage());
    }
}
