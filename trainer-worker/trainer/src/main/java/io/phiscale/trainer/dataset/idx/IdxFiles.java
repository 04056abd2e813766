package io.phiscale.trainer.dataset.idx;

import io.phiscale.protocol.dataset.DataSetFacts;
import io.phiscale.protocol.error.ErrorCode;
import io.phiscale.trainer.dataset.DataSet;
import io.phiscale.trainer.dataset.StoredDataSet;
import io.phiscale.trainer.dataset.StoredSplit;
import io.phiscale.trainer.error.TrainingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A folder with the four files of MNIST and of those made in its image, each gzipped or not. */
public record IdxFiles(Path folder) {
    private static final String GZIPPED = ".gz";
    private static final List<String> NAMES = List.of(
            "train-images-idx3-ubyte", "train-labels-idx1-ubyte", "t10k-images-idx3-ubyte", "t10k-labels-idx1-ubyte");

    /** The names of those that the folder lacks. */
    public List<String> missing() {
        return NAMES.stream().filter(name -> find(name).isEmpty()).toList();
    }

    /** @param name that the file is published under, gzipped @return where the folder has it, gzipped or not */
    public Path path(String name) {
        return present(name.substring(0, name.length() - GZIPPED.length()));
    }

    /** @throws TrainingException {@code DATA_NOT_FOUND}, or {@code DATA_UNREADABLE}: file, expected, found */
    public DataSet read(DataSetFacts declared) {
        return StoredDataSet.of(
                declared, split(declared, NAMES.get(0), NAMES.get(1)), split(declared, NAMES.get(2), NAMES.get(3)));
    }

    private StoredSplit split(DataSetFacts declared, String images, String labels) {
        int resolution = declared.resolution();
        byte[] pixels = new IdxFile(present(images)).images(resolution);
        int size = pixels.length / (resolution * resolution);
        return new StoredSplit(1, resolution, pixels, new IdxFile(present(labels)).labels(size, declared.classes()));
    }

    private Path present(String name) {
        return find(name)
                .orElseThrow(() -> new TrainingException(
                        ErrorCode.DATA_NOT_FOUND,
                        "%s holds neither %s nor %s%s".formatted(folder, name, name, GZIPPED)));
    }

    private Optional<Path> find(String name) {
        return List.of(name, name + GZIPPED).stream()
                .map(folder::resolve)
                .filter(Files::isRegularFile)
                .findFirst();
    }
}
