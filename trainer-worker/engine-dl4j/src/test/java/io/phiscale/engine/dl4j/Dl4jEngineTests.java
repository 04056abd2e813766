package io.phiscale.engine.dl4j;

import static org.assertj.core.api.Assertions.assertThat;

import io.phiscale.contract.EngineContract;
import io.phiscale.contract.Samples;
import io.phiscale.scaling.architecture.Architecture;
import io.phiscale.trainer.engine.Batch;
import io.phiscale.trainer.engine.DeviceShare;
import io.phiscale.trainer.engine.TrainingEngine;
import org.junit.jupiter.api.Test;

class Dl4jEngineTests extends EngineContract {
    @Override
    protected TrainingEngine engine() {
        return new Dl4jEngine(DeviceShare.PROCESSOR);
    }

    @Test
    void colourImagesAreReadChannelByChannel() {
        Architecture colour = Samples.NANO.forImages(3, Samples.CLASSES);
        Batch batch = Samples.batch(colour, 4);
        float[] images = Tensors.images(batch).data().asFloat();

        for (int channel = 0; channel < 3; channel++) {
            int ours = ((2 * 12 + 5) * 12 + 7) * 3 + channel;
            int given = ((2 * 3 + channel) * 12 + 5) * 12 + 7;
            assertThat(images[ours]).isEqualTo(batch.images()[given]);
        }
    }
}
