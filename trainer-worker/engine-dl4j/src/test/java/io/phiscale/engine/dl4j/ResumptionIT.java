package io.phiscale.engine.dl4j;

import io.phiscale.contract.ResumptionContract;

class ResumptionIT extends ResumptionContract {
    ResumptionIT() {
        super(Main.class);
    }
}
