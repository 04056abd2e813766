package io.phiscale.artifact;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;

/**
 * Artifacts as files of a directory, a key being a path in it, readable by their owner alone. They are written beside the
 * others, in {@code .unfinished}, flushed to the disk and then moved into place. Any number of processes can use one
 * directory.
 */
public final class DirectoryStore implements ArtifactStore {
    private static final int MOVES = 1000;

    private final Path root;
    private final Unfinished unfinished;
    private final OwnerOnlyFolders folders;
    private final DirectoryFailures failures;

    /**
     * Removes what writers left unfinished more than a day ago.
     *
     * @param root made where it does not exist
     * @throws ArtifactStoreException where it cannot be used
     */
    public DirectoryStore(Path root) {
        this.root = root.toAbsolutePath().normalize();
        this.unfinished = new Unfinished(this.root.resolve(".unfinished"));
        this.folders = new OwnerOnlyFolders(this.root);
        this.failures = new DirectoryFailures(this.root);
        try {
            folders.create(unfinished.folder());
            unfinished.removeDead();
        } catch (IOException unusable) {
            throw failures.of("keep artifacts", unusable);
        }
    }

    @Override
    public Stored put(String key, InputStream content, long size) {
        Path target = path(key);
        MeasuredStream measured = MeasuredStream.of(key, content, size);
        try {
            Path file = unfinished.write(key, measured);
            try {
                move(file, target);
            } catch (IOException | RuntimeException failed) {
                unfinished.remove(file, failed);
                throw failed;
            }
            folders.force(folder(target));
            return measured.stored();
        } catch (IOException failed) {
            throw measured.failure().orElseGet(() -> cannotStore(key, target, failed));
        }
    }

    private void move(Path file, Path target) throws IOException {
        for (int moves = 1; ; moves++) {
            try {
                folders.create(folder(target));
                if (Files.isDirectory(target, LinkOption.NOFOLLOW_LINKS)) {
                    // An empty one was left behind; any other stays and says so.
                    Files.deleteIfExists(target);
                }
                Files.move(file, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
                return;
            } catch (NoSuchFileException | FileAlreadyExistsException failed) {
                // A delete in the same folder takes it away as often as it finds it empty: make it again.
                if (moves == MOVES || !Files.exists(file) || folders.isBelowAFile(target)) {
                    throw failed;
                }
            }
        }
    }

    private ArtifactStoreException cannotStore(String key, Path target, IOException failed) {
        return folders.isBelowAFile(target) || Files.isDirectory(target, LinkOption.NOFOLLOW_LINKS)
                ? failures.takenByAnotherKey(key, failed)
                : failures.of("store " + key, failed);
    }

    @Override
    public Content open(String key) {
        Path file = path(key);
        try {
            if (!isArtifact(file)) {
                throw new ArtifactMissingException(key, root.toString(), null);
            }
            // The size is the opened file's: another may take its place at any moment.
            FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
            return new Content(Channels.newInputStream(channel), channel.size());
        } catch (NoSuchFileException deletedSince) {
            throw new ArtifactMissingException(key, root.toString(), deletedSince);
        } catch (IOException failed) {
            throw failures.of("open " + key, failed);
        }
    }

    @Override
    public void delete(String key) {
        Path file = path(key);
        try {
            if (isArtifact(file)) {
                Files.deleteIfExists(file);
                folders.force(folder(file));
                folders.removeEmpty(folder(file));
            }
        } catch (IOException failed) {
            throw failures.of("delete " + key, failed);
        }
    }

    @Override
    public void deleteUnfinished(String key) {
        ArtifactKey.check(key);
        try {
            unfinished.removeAll(key);
        } catch (IOException failed) {
            throw failures.of("delete what was left of " + key, failed);
        }
    }

    @Override
    public void close() {
        // Nothing is held between calls.
    }

    private boolean isArtifact(Path file) throws IOException {
        try {
            return Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                    .isRegularFile();
        } catch (NoSuchFileException missing) {
            return false;
        } catch (FileSystemException failed) {
            if (folders.isBelowAFile(file)) {
                return false;
            }
            throw failed;
        }
    }

    private Path path(String key) {
        ArtifactKey.check(key);
        return root.resolve(key);
    }

    private static Path folder(Path file) {
        return Objects.requireNonNull(file.getParent(), "a key is below the root");
    }
}
