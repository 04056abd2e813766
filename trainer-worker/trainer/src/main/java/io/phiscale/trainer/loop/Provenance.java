package io.phiscale.trainer.loop;

import io.phiscale.protocol.trainer.TrainingJob;
import io.phiscale.trainer.dataset.DataSet;
import io.phiscale.trainer.dataset.PublishedContent;
import io.phiscale.trainer.engine.TrainableNetwork;
import io.phiscale.trainer.engine.TrainingEngine;
import io.phiscale.trainer.pipeline.PreparedImages;
import io.phiscale.trainer.pipeline.TrainingData;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What trained a network, with which data, versions and machine (after Tribuo). */
record Provenance(TrainingEngine engine, TrainableNetwork network, DataSet data, TrainingJob job) {
    private static final int NAMED = 5;

    Map<String, String> facts(TrainingData images) {
        Map<String, String> facts = new LinkedHashMap<>(EngineFacts.of(engine, network, job.numerics()));
        facts.put("seed", String.valueOf(job.seed()));
        facts.put("architecture", job.architecture().fingerprint());
        facts.put("microBatches", String.valueOf(job.microBatches()));
        if (job.microBatches() > 1) {
            facts.put("microBatches.batchNorm", "over parts of %d images at most".formatted(images.imagesAtOnce()));
        }
        facts.put("dataset.name", data.facts().name());
        facts.put("dataset.hash", data.contentHash());
        PublishedContent.is(data).ifPresent(published -> facts.put("dataset.published", published ? "yes" : "no"));
        facts.put("dataset.splitSeed", String.valueOf(job.data().splitSeed()));
        facts.put("dataset.sourceResolution", String.valueOf(job.data().sourceResolution()));
        facts.put("dataset.trainingImages", String.valueOf(images.training().size()));
        facts.put("dataset.validationImages", String.valueOf(images.validation().size()));
        facts.put("dataset.testImages", String.valueOf(images.test().size()));
        putCorrupt(facts, List.of(images.training(), images.validation(), images.test()));
        return facts;
    }

    private static void putCorrupt(Map<String, String> facts, List<PreparedImages> splits) {
        facts.put(
                "dataset.corruptImages",
                String.valueOf(splits.stream().mapToInt(PreparedImages::corrupt).sum()));
        splits.stream()
                .flatMap(split -> split.firstCorrupt().stream())
                .limit(NAMED)
                // Decoders quote what they found in a file, which may be no text at all.
                .map(complaint -> complaint.replaceAll("\\p{Cntrl}", "?"))
                .reduce((all, next) -> all + "; " + next)
                .ifPresent(named -> facts.put("dataset.corruptImages.first", named));
    }
}
