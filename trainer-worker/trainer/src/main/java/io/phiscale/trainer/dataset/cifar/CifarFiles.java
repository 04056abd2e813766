package io.phiscale.trainer.dataset.cifar;

import io.phiscale.protocol.dataset.DataSetFacts;
import io.phiscale.protocol.error.ErrorCode;
import io.phiscale.trainer.dataset.DataFile;
import io.phiscale.trainer.dataset.DataSet;
import io.phiscale.trainer.dataset.StoredDataSet;
import io.phiscale.trainer.dataset.StoredSplit;
import io.phiscale.trainer.error.TrainingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A folder with the binary files of CIFAR-10 or CIFAR-100 (Krizhevsky): records of labels and then 3 × 32 × 32 bytes,
 * the last label being the one to learn.
 */
public record CifarFiles(Path folder, CifarLayout layout) {

    /** @throws TrainingException {@code DATA_NOT_FOUND}, or {@code DATA_UNREADABLE}: file, expected, found */
    public DataSet read(DataSetFacts declared) {
        Path found = unpacked();
        return StoredDataSet.of(
                declared,
                split(found, layout.training(), layout.trainingRecords(), declared),
                split(found, List.of(layout.test()), layout.testRecords(), declared));
    }

    /** The archive unpacks into a folder of its own, which people move or leave. */
    private Path unpacked() {
        List<Path> places = List.of(folder, folder.resolve(layout.archiveFolder()));
        return places.stream()
                .filter(place -> Files.isRegularFile(place.resolve(layout.test())))
                .findFirst()
                .orElseThrow(() -> new TrainingException(
                        ErrorCode.DATA_NOT_FOUND,
                        "%s is in none of %s; unpack %s from https://www.cs.toronto.edu/~kriz/cifar.html into %s"
                                .formatted(layout.test(), places, layout.archive(), folder)));
    }

    private StoredSplit split(Path place, List<String> names, int records, DataSetFacts declared) {
        int resolution = declared.resolution();
        int image = declared.channels() * resolution * resolution;
        byte[] pixels = new byte[names.size() * records * image];
        List<Byte> labels = new ArrayList<>();
        for (String name : names) {
            DataFile file = new DataFile(place.resolve(name));
            int recordLength = layout.labels() + image;
            byte[] bytes = file.read(stream -> file.rest(stream, (long) records * recordLength));
            for (int record = 0; record < records; record++) {
                int begin = record * recordLength + layout.labels();
                int label = bytes[begin - 1] & 0xff;
                if (label >= declared.classes()) {
                    throw file.unreadable(
                            "labels from 0 to " + (declared.classes() - 1), label + " at image " + record);
                }
                System.arraycopy(bytes, begin, pixels, labels.size() * image, image);
                labels.add((byte) label);
            }
        }
        byte[] flat = new byte[labels.size()];
        for (int i = 0; i < flat.length; i++) {
            flat[i] = labels.get(i);
        }
        return new StoredSplit(declared.channels(), resolution, pixels, flat);
    }
}
