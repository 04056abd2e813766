package io.phiscale.trainer.dataset.cifar;

import java.util.List;
import java.util.stream.IntStream;

/**
 * What the binary files are called and how long they are.
 *
 * @param labels bytes before each image
 * @param trainingRecords in each of the training files
 */
public record CifarLayout(
        String archive, String archiveFolder, int labels, List<String> training, int trainingRecords, int testRecords) {
    public static final CifarLayout CIFAR_10 = new CifarLayout(
            "cifar-10-binary.tar.gz",
            "cifar-10-batches-bin",
            1,
            IntStream.rangeClosed(1, 5).mapToObj("data_batch_%d.bin"::formatted).toList(),
            10_000,
            10_000);
    /** The coarse label comes first, the fine one second. */
    public static final CifarLayout CIFAR_100 =
            new CifarLayout("cifar-100-binary.tar.gz", "cifar-100-binary", 2, List.of("train.bin"), 50_000, 10_000);

    String test() {
        return training.size() == 1 ? "test.bin" : "test_batch.bin";
    }
}
