package io.phiscale.db;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * Where PostgreSQL's programs are unpacked. The library's own choice is a folder for all users of the machine, where
 * any of them could put other programs in their place.
 */
final class Binaries {
    private Binaries() {}

    /**
     * In the user's cache folder, so that they are unpacked once.
     *
     * @param otherwise takes them where there is no such folder
     */
    static Path directory(Path otherwise) throws IOException {
        try {
            return makePrivate(cache().resolve("phiscale")).resolve("postgresql");
        } catch (IOException noHome) {
            return makePrivate(otherwise.resolve("programs")).resolve("postgresql");
        }
    }

    private static Path cache() {
        String given = System.getenv("XDG_CACHE_HOME");
        return given == null || given.isBlank() ? Path.of(System.getProperty("user.home"), ".cache") : Path.of(given);
    }

    private static Path makePrivate(Path directory) throws IOException {
        Files.createDirectories(directory);
        return Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
    }
}
