package io.phiscale.artifact;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The files below a folder while others come and go: what vanishes meanwhile is no error. Folders whose names are in no
 * key are not entered: {@code .unfinished} is one, a disk's own {@code lost+found} another, which only root may read.
 */
final class DirectoryListing extends SimpleFileVisitor<Path> {
    private final List<Path> files = new ArrayList<>();
    private final Path start;

    private DirectoryListing(Path start) {
        this.start = start;
    }

    /** @param folder may be missing, and is empty then */
    static List<Path> files(Path folder) throws IOException {
        DirectoryListing listing = new DirectoryListing(folder);
        Files.walkFileTree(folder, listing);
        return listing.files;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
        return isForeign(folder) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
        if (attributes.isRegularFile()) {
            files.add(file);
        }
        return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException failed) throws IOException {
        return isForeign(file) ? FileVisitResult.CONTINUE : unlessMissing(failed);
    }

    @Override
    public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failed) throws IOException {
        return failed == null ? FileVisitResult.CONTINUE : unlessMissing(failed);
    }

    private boolean isForeign(Path path) {
        return !path.equals(start) && !ArtifactKey.isValid(String.valueOf(path.getFileName()));
    }

    private static FileVisitResult unlessMissing(IOException failed) throws IOException {
        if (failed instanceof NoSuchFileException) {
            return FileVisitResult.CONTINUE;
        }
        throw failed;
    }
}
