package io.phiscale.trainer.dataset.folder;

import io.phiscale.protocol.error.ErrorCode;
import io.phiscale.trainer.error.TrainingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** A folder with one sub folder for each class. Hidden files, and files that are not images by their name, are not seen. */
record ClassFolders(Path folder) {
    private static final Set<String> ENDINGS = Set.of("jpg", "jpeg", "png", "gif", "bmp");

    /** In alphabetical order, which is the order of the labels. */
    List<String> classes() {
        return children(folder, Files::isDirectory).stream()
                .map(path -> path.getFileName().toString())
                .toList();
    }

    /**
     * @param classes of the training split; fewer of them may occur here, but no others
     * @throws TrainingException {@code DATA_UNREADABLE} where a class is unknown or there is no image at all
     */
    List<LabelledFile> files(List<String> classes) {
        List<LabelledFile> files = new ArrayList<>();
        for (String name : classes()) {
            int label = classes.indexOf(name);
            if (label < 0) {
                throw new TrainingException(
                        ErrorCode.DATA_UNREADABLE,
                        "%s: expected classes of the training split, found %s".formatted(folder, name));
            }
            children(folder.resolve(name), ClassFolders::isImage).stream()
                    .map(path -> new LabelledFile(path, label))
                    .forEach(files::add);
        }
        if (files.isEmpty()) {
            throw new TrainingException(
                    ErrorCode.DATA_UNREADABLE,
                    "%s: expected a folder for each class, with images in it (%s); found none"
                            .formatted(
                                    folder,
                                    String.join(", ", ENDINGS.stream().sorted().toList())));
        }
        return files;
    }

    private static boolean isImage(Path path) {
        String name = path.getFileName().toString().toLowerCase(Locale.ROOT);
        return ENDINGS.contains(name.substring(name.lastIndexOf('.') + 1)) && Files.isRegularFile(path);
    }

    /** Sorted: the order in which a file system lists its entries differs between machines. */
    private static List<Path> children(Path folder, Predicate<Path> wanted) {
        try (Stream<Path> children = Files.list(folder)) {
            return children.filter(path -> !path.getFileName().toString().startsWith("."))
                    .filter(wanted)
                    .sorted((one, other) -> one.getFileName()
                            .toString()
                            .compareTo(other.getFileName().toString()))
                    .toList();
        } catch (IOException exception) {
            throw new TrainingException(
                    ErrorCode.DATA_UNREADABLE, "%s cannot be read: %s".formatted(folder, exception), exception);
        }
    }
}
