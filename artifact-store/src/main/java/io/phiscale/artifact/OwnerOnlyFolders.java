package io.phiscale.artifact;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/** The folders below one, that none but their owner can enter where the file system knows owners. */
final class OwnerOnlyFolders {
    private final Path root;
    private final boolean posix;

    OwnerOnlyFolders(Path root) {
        this.root = root;
        this.posix = root.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    void create(Path folder) throws IOException {
        FileAttribute<?>[] attributes = posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
                }
                : new FileAttribute<?>[0];
        Files.createDirectories(folder, attributes);
    }

    /** Makes the names in a folder, its own name and so on up to the root outlast a loss of power. */
    void force(Path folder) throws IOException {
        if (!posix) {
            // Elsewhere folders cannot be opened, and need not be.
            return;
        }
        for (Path each = folder; ; each = parent(each)) {
            try (FileChannel names = FileChannel.open(each, StandardOpenOption.READ)) {
                names.force(true);
            } catch (NoSuchFileException deletedSince) {
                // Then what is above it says so.
            }
            if (each.equals(root)) {
                return;
            }
        }
    }

    /** Removes a folder and those above it below the root, as far as they are empty. */
    void removeEmpty(Path folder) throws IOException {
        for (Path each = folder; !each.equals(root); each = parent(each)) {
            try {
                Files.deleteIfExists(each);
            } catch (DirectoryNotEmptyException inUse) {
                return;
            }
        }
    }

    /** Whether a file is where a path needs a folder. */
    boolean isBelowAFile(Path path) {
        for (Path each = parent(path); !each.equals(root); each = parent(each)) {
            if (Files.isRegularFile(each, LinkOption.NOFOLLOW_LINKS)) {
                return true;
            }
        }
        return false;
    }

    private static Path parent(Path path) {
        Path parent = path.getParent();
        if (parent == null) {
            throw new IllegalArgumentException(path + " is not below the root");
        }
        return parent;
    }
}
