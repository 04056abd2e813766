package io.phiscale.trainer.dataset.folder;

import io.phiscale.protocol.dataset.DataSetFacts;
import io.phiscale.protocol.error.ErrorCode;
import io.phiscale.trainer.dataset.DataSet;
import io.phiscale.trainer.dataset.decoded.DecodedImages;
import io.phiscale.trainer.error.TrainingException;
import io.phiscale.trainer.random.SeededRandom;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A folder of images: {@code train}, {@code test} and perhaps {@code validation}, each with a folder for each class.
 * Without {@code test}, {@code val} or {@code validation} is the test split, as is the custom with ImageNet. Without
 * {@code train}, the classes lie in the folder itself, and every fifth image of a seeded shuffle is for testing.
 *
 * @param kept where images go that were decoded
 */
public record ImageFolder(Path folder, DecodedImages kept) {
    private static final int TEST_SHARE = 5;
    private static final long TEST_SEED = 0;

    /** @throws TrainingException {@code DATA_NOT_FOUND} or {@code DATA_UNREADABLE}: expected and found */
    public DataSet read(DataSetFacts declared) {
        if (!Files.isDirectory(folder)) {
            throw new TrainingException(
                    ErrorCode.DATA_NOT_FOUND,
                    "The folder of data set %s, %s, does not exist.".formatted(declared.name(), folder));
        }
        Optional<ClassFolders> train = subFolder("train");
        ClassFolders training = train.orElse(new ClassFolders(folder));
        List<String> classes = training.classes();
        if (classes.size() != declared.classes()) {
            throw new TrainingException(
                    ErrorCode.DATA_UNREADABLE,
                    "%s: expected %d classes, as configured, found %d folders"
                            .formatted(training.folder(), declared.classes(), classes.size()));
        }
        List<LabelledFile> files = training.files(classes);
        if (train.isEmpty()) {
            return withTestHeldOut(declared, files);
        }
        Optional<ClassFolders> validation = Stream.of("validation", "val")
                .flatMap(name -> subFolder(name).stream())
                .findFirst();
        Optional<ClassFolders> test = subFolder("test");
        Optional<ClassFolders> own = test.isPresent() ? validation : Optional.empty();
        return test.or(() -> validation)
                .map(found ->
                        dataSet(declared, files, own.map(folders -> folders.files(classes)), found.files(classes)))
                .orElseGet(() -> withTestHeldOut(declared, files));
    }

    private DataSet withTestHeldOut(DataSetFacts declared, List<LabelledFile> files) {
        if (files.size() < TEST_SHARE) {
            throw new TrainingException(
                    ErrorCode.DATA_UNREADABLE,
                    "%s: expected at least %d images, found %d".formatted(folder, TEST_SHARE, files.size()));
        }
        List<LabelledFile> training = new ArrayList<>();
        List<LabelledFile> test = new ArrayList<>();
        int[] order = new SeededRandom(TEST_SEED).permutation(files.size());
        for (int i = 0; i < order.length; i++) {
            (i % TEST_SHARE == 0 ? test : training).add(files.get(order[i]));
        }
        return dataSet(declared, training, Optional.empty(), test);
    }

    private DataSet dataSet(
            DataSetFacts declared,
            List<LabelledFile> training,
            Optional<List<LabelledFile>> validation,
            List<LabelledFile> test) {
        int channels = declared.channels();
        DataSetFacts facts =
                new DataSetFacts(declared.name(), declared.classes(), channels, declared.resolution(), training.size());
        return new FileDataSet(
                folder,
                kept,
                facts,
                new FileSplit(training, channels),
                validation.map(files -> new FileSplit(files, channels)),
                new FileSplit(test, channels));
    }

    private Optional<ClassFolders> subFolder(String name) {
        return Optional.of(folder.resolve(name)).filter(Files::isDirectory).map(ClassFolders::new);
    }
}
