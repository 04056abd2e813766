package io.phiscale.artifact;

import io.phiscale.artifact.ArtifactStoreException.Kind;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** What a file system's errors mean, and what to do about them. */
record DirectoryFailures(Path root) {
    /** @param tried follows "cannot" */
    ArtifactStoreException of(String tried, IOException failed) {
        if (failed instanceof AccessDeniedException) {
            return failure(
                    Kind.DENIED,
                    tried,
                    "the user %s may not use %s: give it the directory"
                            .formatted(System.getProperty("user.name"), failed.getMessage()),
                    failed);
        }
        if (isFull(failed)) {
            return failure(
                    Kind.NO_SPACE,
                    tried,
                    "no space is left there or a quota is used up: delete what is not needed, or give it more",
                    failed);
        }
        return failure(Kind.FAILED, tried, reason(failed) + ": see to the disk or the mount, then try again", failed);
    }

    ArtifactStoreException takenByAnotherKey(String key, IOException failed) {
        return failure(
                Kind.INVALID_KEY,
                "store " + key,
                "it would be a folder of another artifact, or another one its folder: give it another key",
                failed);
    }

    private ArtifactStoreException failure(Kind kind, String tried, String why, IOException cause) {
        return new ArtifactStoreException(kind, "cannot %s in the directory %s: %s".formatted(tried, root, why), cause);
    }

    /** Java has no type for it, and the system's words are in the user's language: therefore the second look. */
    private boolean isFull(IOException failed) {
        String words = reason(failed).toLowerCase(Locale.ROOT);
        if (words.contains("no space left") || words.contains("quota")) {
            return true;
        }
        try {
            return Files.getFileStore(root).getUsableSpace() == 0;
        } catch (IOException unknown) {
            return false;
        }
    }

    private static String reason(IOException failed) {
        if (failed instanceof FileSystemException file && file.getReason() != null) {
            return file.getReason();
        }
        return failed.toString();
    }
}
