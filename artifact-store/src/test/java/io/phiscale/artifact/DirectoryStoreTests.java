package io.phiscale.artifact;

import static io.phiscale.artifact.Bytes.put;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.phiscale.artifact.ArtifactStoreException.Kind;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectoryStoreTests extends ArtifactStoreContract {
    @TempDir
    private Path directory;

    private Path root;
    private DirectoryStore store;

    @BeforeEach
    void open() {
        root = directory.resolve("new/artifacts");
        store = new DirectoryStore(root);
    }

    @AfterEach
    void nothingIsLeftUnfinished() throws IOException {
        assertThat(root.resolve(".unfinished")).isEmptyDirectory();
        store.close();
    }

    @Override
    public ArtifactStore store() {
        return store;
    }

    @Override
    public List<String> keys() {
        return Bytes.keys(root);
    }

    @Test
    void whatADeadWriterLeftGoesWithItsKey() throws Exception {
        DirectoryStore store = new DirectoryStore(directory);
        Path left = new Unfinished(directory.resolve(".unfinished"))
                .write("trial/1/a", MeasuredStream.of("trial/1/a", new ByteArrayInputStream(new byte[3]), 3));
        Path others = new Unfinished(directory.resolve(".unfinished"))
                .write("trial/1/b", MeasuredStream.of("trial/1/b", new ByteArrayInputStream(new byte[3]), 3));

        store.deleteUnfinished("trial/1/a");

        assertThat(left).doesNotExist();
        assertThat(others).exists();
    }

    @Test
    void onlyTheirOwnerCanReadArtifacts() throws IOException {
        put(store, "folder/below/a", Bytes.random(10));

        assertThat(permissions(root)).isEqualTo("rwx------");
        assertThat(permissions(root.resolve(".unfinished"))).isEqualTo("rwx------");
        assertThat(permissions(root.resolve("folder"))).isEqualTo("rwx------");
        assertThat(permissions(root.resolve("folder/below"))).isEqualTo("rwx------");
        assertThat(permissions(root.resolve("folder/below/a"))).isEqualTo("rw-------");
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    @Test
    void foldersGoWithTheirLastArtifact() throws IOException {
        put(store, "a/b/c/d", Bytes.random(10));
        put(store, "a/e", Bytes.random(10));

        store.delete("a/b/c/d");
        assertThat(root.resolve("a/b")).doesNotExist();
        assertThat(root.resolve("a/e")).exists();

        store.delete("a/e");
        try (Stream<Path> left = Files.list(root)) {
            assertThat(left).containsExactly(root.resolve(".unfinished"));
        }
    }

    @Test
    void whatADeadWriterLeftIsRemovedAfterADay() throws IOException {
        Path dead = unfinished("put-dead", Duration.ofHours(25));
        Path alive = unfinished("put-alive", Duration.ofHours(23));

        new DirectoryStore(root).close();

        assertThat(dead).doesNotExist();
        assertThat(alive).exists();
        assertThat(keys()).isEmpty();
        Files.delete(alive);
    }

    private Path unfinished(String name, Duration age) throws IOException {
        Path file = Files.write(root.resolve(".unfinished").resolve(name), Bytes.random(10));
        return Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(age)));
    }

    @Test
    void anotherStoreOfTheSameDirectorySeesTheSameArtifacts() {
        put(store, "a", Bytes.random(10));

        try (DirectoryStore other = new DirectoryStore(root)) {
            assertThat(Bytes.get(other, "a")).isEqualTo(Bytes.random(10));
        }
    }

    @Test
    void aKeyThatIsAFolderOfAnotherOneIsRefused() {
        put(store, "a/b", Bytes.random(10));

        for (String key : new String[] {"a", "a/b/c", "a/b/c/d"}) {
            assertThatThrownBy(() -> put(store, key, Bytes.random(10)))
                    .isInstanceOfSatisfying(ArtifactStoreException.class, refused -> assertThat(refused.kind())
                            .isEqualTo(Kind.INVALID_KEY))
                    .hasMessageStartingWith("cannot store %s in the directory %s: it would be a folder", key, root);
        }
        assertThat(keys()).containsExactly("a/b");
    }

    @Test
    void nothingIsBelowAnArtifact() {
        put(store, "a", Bytes.random(10));

        assertThatThrownBy(() -> store.open("a/b/c")).isInstanceOf(ArtifactMissingException.class);
        store.delete("a/b/c");
        assertThat(keys()).containsExactly("a");
    }

    @Test
    void anEmptyFolderThatWasLeftBehindIsNoObstacle() throws IOException {
        Files.createDirectories(root.resolve("a"));

        put(store, "a", Bytes.random(10));

        assertThat(keys()).containsExactly("a");
    }

    @Test
    void aFileIsNoDirectory() throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "x");

        assertThatThrownBy(() -> new DirectoryStore(file))
                .isInstanceOf(ArtifactStoreException.class)
                .hasMessageStartingWith("cannot keep artifacts in the directory " + file);
    }
}
