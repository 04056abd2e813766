package io.phiscale.engine.dl4j;

import io.phiscale.contract.ProcessContract;
import java.util.Map;

class MainIT extends ProcessContract {
    MainIT() {
        super(Main.class, Map.of("engine", "dl4j", "engineVersion", "1.0.0-M2.1", "backend", "CPU"));
    }
}
