package io.phiscale.trainer.checkpoint;

import static io.phiscale.trainer.checkpoint.TensorFileException.quoted;

import io.phiscale.protocol.json.ProtocolJson;
import io.phiscale.protocol.recipe.Recipe;
import io.phiscale.protocol.trainer.TrainingJob;
import io.phiscale.trainer.dataset.DataSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ObjectNode;

/**
 * Which training a checkpoint is of: whatever decides its results.
 *
 * @param facts by the names that they have in a checkpoint's metadata
 */
public record Identity(Map<String, String> facts) {
    /** Rises with every change that makes older checkpoints lead elsewhere. */
    private static final String FORMAT = "phiscale-checkpoint-1";

    private static final String STAGES = "stages";

    /** @param trainingImages that could be read, which all orders are orders of */
    public static Identity of(String engine, TrainingJob job, DataSet data, int trainingImages) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("format", FORMAT);
        facts.put("engine", engine);
        facts.put("architecture", job.architecture().fingerprint());
        facts.put("seed", String.valueOf(job.seed()));
        facts.put("recipe", withoutStages(job.recipe()));
        facts.put(STAGES, job.recipe().stages().stream().map(String::valueOf).collect(Collectors.joining(" ")));
        facts.put("data", ProtocolJson.MAPPER.writeValueAsString(job.data()));
        facts.put("dataHash", data.contentHash());
        facts.put("trainingImages", String.valueOf(trainingImages));
        facts.put("microBatches", String.valueOf(job.microBatches()));
        facts.put("numerics", ProtocolJson.MAPPER.writeValueAsString(job.numerics()));
        return new Identity(facts);
    }

    /** What a training in stages has in common with the shorter one that it goes on from. */
    private static String withoutStages(Recipe recipe) {
        ObjectNode tree = ProtocolJson.MAPPER.valueToTree(recipe);
        tree.remove("epochs");
        tree.withObject("schedule").remove("restarts");
        // What came later is written where it is used: older checkpoints hold it nowhere.
        if (!recipe.optimizer().averagesWeights()) {
            tree.withObject("optimizer").remove("weightAveraging");
        }
        if (!recipe.augmentation().randAugment().changesImages()) {
            tree.withObject("augmentation").remove("randAugment");
        }
        return tree.toString();
    }

    /** @throws TensorFileException that names the first fact which is another one */
    void check(Map<String, String> metadata) throws TensorFileException {
        for (Map.Entry<String, String> fact : facts.entrySet()) {
            String found = metadata.getOrDefault(fact.getKey(), "missing");
            // The first stages of a longer training are the same training.
            boolean matches = fact.getKey().equals(STAGES)
                    ? (fact.getValue() + " ").startsWith(found + " ")
                    : found.equals(fact.getValue());
            if (!matches) {
                throw new TensorFileException("is of another training: its %s is %s, and should be %s"
                        .formatted(fact.getKey(), quoted(found), quoted(fact.getValue())));
            }
        }
    }
}
