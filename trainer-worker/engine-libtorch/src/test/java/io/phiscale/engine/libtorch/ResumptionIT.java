package io.phiscale.engine.libtorch;

import io.phiscale.contract.ResumptionContract;

class ResumptionIT extends ResumptionContract {
    ResumptionIT() {
        super(Main.class);
    }
}
