package io.phiscale.engine.dl4j;

import io.phiscale.contract.StateContract;
import io.phiscale.trainer.engine.DeviceShare;
import io.phiscale.trainer.engine.TrainingEngine;

class Dl4jStateTests extends StateContract {
    @Override
    protected TrainingEngine engine() {
        return new Dl4jEngine(DeviceShare.PROCESSOR);
    }
}
