package io.phiscale.engine.libtorch;

import io.phiscale.contract.EngineContract;
import io.phiscale.trainer.engine.DeviceShare;
import io.phiscale.trainer.engine.TrainingEngine;

class LibtorchEngineTests extends EngineContract {
    @Override
    protected TrainingEngine engine() {
        return new LibtorchEngine(DeviceShare.PROCESSOR);
    }
}
