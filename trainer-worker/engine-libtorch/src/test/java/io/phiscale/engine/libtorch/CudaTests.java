package io.phiscale.engine.libtorch;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.phiscale.protocol.engine.DeviceKind;
import io.phiscale.trainer.engine.DeviceShare;
import io.phiscale.trainer.error.TrainingException;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;

class CudaTests {

    @Test
    void aBuildForProcessorsSaysHowToMakeOneForGpus() {
        assumeThat(torch.hasCUDA()).as("skipped: this is a build for GPUs").isFalse();

        assertThatThrownBy(() -> new LibtorchEngine(new DeviceShare(DeviceKind.CUDA, 1L << 30)))
                .isInstanceOf(TrainingException.class)
                .hasMessageContaining("-Pcuda-13")
                .hasMessageContaining("--device cpu");
    }
}
