package io.phiscale.engine.libtorch;

import io.phiscale.contract.ProcessContract;
import java.util.Map;

class MainIT extends ProcessContract {
    MainIT() {
        super(Main.class, Map.of("engine", "libtorch", "engineVersion", "2.10.0-1.5.13", "device", "cpu"));
    }
}
