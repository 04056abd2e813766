package io.phiscale.trainer.loop;

import io.phiscale.protocol.engine.Numerics;
import io.phiscale.trainer.engine.TrainableNetwork;
import io.phiscale.trainer.engine.TrainingEngine;
import java.util.LinkedHashMap;
import java.util.Map;

/** What computes: engine, versions, machine. */
public final class EngineFacts {
    private EngineFacts() {}

    /** @param network once it is trained: how it was may turn out on the way */
    public static Map<String, String> of(TrainingEngine engine, TrainableNetwork network, Numerics numerics) {
        Map<String, String> facts = new LinkedHashMap<>(engine.provenance());
        facts.putAll(network.provenance());
        facts.put("engine", engine.name());
        facts.put("precision", numerics.precision().id());
        facts.put("phiscale", version());
        facts.put("java", System.getProperty("java.vm.name") + " " + System.getProperty("java.runtime.version"));
        facts.put("machine", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
        facts.put("processors", String.valueOf(Runtime.getRuntime().availableProcessors()));
        return facts;
    }

    /** As the jar's manifest has it. */
    private static String version() {
        String version = EngineFacts.class.getPackage().getImplementationVersion();
        return version == null ? "built from source, not packaged" : version;
    }
}
