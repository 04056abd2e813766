package io.phiscale.engine.libtorch;

import io.phiscale.contract.StateContract;
import io.phiscale.trainer.engine.DeviceShare;
import io.phiscale.trainer.engine.TrainingEngine;

class LibtorchStateTests extends StateContract {
    @Override
    protected TrainingEngine engine() {
        return new LibtorchEngine(DeviceShare.PROCESSOR);
    }
}
