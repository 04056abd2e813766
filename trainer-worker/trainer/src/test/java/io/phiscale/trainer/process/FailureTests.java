package io.phiscale.trainer.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.phiscale.protocol.error.ErrorCode;
import io.phiscale.protocol.trainer.TrainerEvent;
import io.phiscale.scaling.validation.InvalidValueException;
import io.phiscale.trainer.error.TrainingException;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FailureTests {
    @Test
    void ourOwnExceptionKeepsItsCodeAndMessage() {
        TrainingException exception = new TrainingException(ErrorCode.DATA_NOT_FOUND, "not there");

        assertThat(Failure.of(exception)).isEqualTo(new TrainerEvent.Failed(ErrorCode.DATA_NOT_FOUND, "not there"));
    }

    @Test
    void aValueThatIsNotAllowedKeepsItsMessageWhateverWrapsIt() {
        Throwable wrapped =
                new ExecutionException(new IllegalStateException(new InvalidValueException("epochs", 0, "1 to 10")));

        assertThat(Failure.of(wrapped))
                .isEqualTo(new TrainerEvent.Failed(ErrorCode.INVALID_VALUE, "epochs is 0; allowed: 1 to 10"));
    }

    @Test
    void theHeapsEndIsALackOfMemory() {
        assertThat(Failure.of(new OutOfMemoryError("Java heap space")).code()).isEqualTo(ErrorCode.OUT_OF_MEMORY);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CUDA out of memory. Tried to allocate 2.00 GiB",
                "std::bad_alloc",
                "Failed to allocate 1024 bytes from DEVICE [0] memory",
                "Physical memory usage is too high: physicalBytes (1024M) > maxPhysicalBytes (512M)",
                "DefaultCPUAllocator: can't allocate memory: you tried to allocate 5 bytes",
                "[CUDA_ERROR_OUT_OF_MEMORY]"
            })
    void aNativeAllocatorsComplaintIsALackOfMemory(String message) {
        assertThat(Failure.of(new IllegalStateException("op failed", new RuntimeException(message)))
                        .code())
                .isEqualTo(ErrorCode.OUT_OF_MEMORY);
    }

    @Test
    void anythingElseIsUnexpectedAndKeepsItsDetailsToTheLog() {
        TrainerEvent.Failed failed = Failure.of(new NullPointerException("secret detail"));

        assertThat(failed.code()).isEqualTo(ErrorCode.UNEXPECTED);
        assertThat(failed.message()).contains("NullPointerException").doesNotContain("secret", "\n");
    }

    @Test
    void anExceptionThatCausesItselfIsNotFollowedForever() {
        Exception outer = new Exception("outer");
        Exception inner = new Exception("inner", outer);
        outer.initCause(inner);

        assertThat(Failure.of(outer).code()).isEqualTo(ErrorCode.UNEXPECTED);
    }
}
