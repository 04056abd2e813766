package io.phiscale.bench;

import io.phiscale.protocol.measurement.Runs;
import io.phiscale.protocol.measurement.TrainingSpeed;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What trainers that did the same at the same time come to, taken as one. */
final class Together {
    private Together() {}

    /** @return speeds and memory of all of them; what the device can do at best is not to be had so, and is that of any one */
    static TrainingSpeed of(List<TrainingSpeed> each) {
        TrainingSpeed first = each.get(0);
        List<Double> speeds = IntStream.range(0, first.runs().imagesPerSecond().size())
                .mapToObj(run -> each.stream()
                        .mapToDouble(one -> one.runs().imagesPerSecond().get(run))
                        .sum())
                .toList();
        return new TrainingSpeed(
                first.parameters(),
                new Runs(each.size() * first.runs().batchSize(), first.runs().steps(), speeds),
                each.stream().mapToLong(TrainingSpeed::peakMemory).sum(),
                first.peakOperations(),
                provenance(each));
    }

    /** Where they differ, all that any of them says. */
    private static Map<String, String> provenance(List<TrainingSpeed> each) {
        return each.stream()
                .flatMap(one -> one.provenance().entrySet().stream())
                .distinct()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (one, other) -> one + "; " + other));
    }
}
