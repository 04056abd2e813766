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

/** The files below a folder while others come and go: what vanishes meanwhile is no error. */
final class DirectoryListing extends SimpleFileVisitor<Path> {
    private final List<Path> files = new ArrayList<>();
    private final Path hidden;

    private DirectoryListing(Path hidden) {
        this.hidden = hidden;
    }

    /**
     * @param folder may be missing, and is empty then
     * @param hidden a folder that is left out, unless it is the first one
     */
    static List<Path> files(Path folder, Path hidden) throws IOException {
        DirectoryListing listing = new DirectoryListing(hidden);
        Files.walkFileTree(folder, listing);
        return listing.files;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
        return folder.equals(hidden) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
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
        return unlessMissing(failed);
    }

    @Override
    public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failed) throws IOException {
        return failed == null ? FileVisitResult.CONTINUE : unlessMissing(failed);
    }

    private static FileVisitResult unlessMissing(IOException failed) throws IOException {
        if (failed instanceof NoSuchFileException) {
            return FileVisitResult.CONTINUE;
        }
        throw failed;
    }
}
