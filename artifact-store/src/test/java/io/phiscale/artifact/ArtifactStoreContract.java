package io.phiscale.artifact;

import static io.phiscale.artifact.Bytes.get;
import static io.phiscale.artifact.Bytes.put;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.phiscale.artifact.ArtifactStoreException.Kind;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every artifact store does. */
abstract class ArtifactStoreContract {
    private static final int MEBIBYTE = 1 << 20;
    private static final int THREADS = 8;

    /** The store of this test, empty at its beginning. */
    abstract ArtifactStore store();

    /** What is there, seen past the store. */
    abstract List<String> keys();

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 1000, 65536, MEBIBYTE, 5 * MEBIBYTE + 7})
    void whatIsStoredComesBack(int size) {
        byte[] bytes = Bytes.random(size);

        Stored stored = put(store(), "trial/7/checkpoint-1.bin", bytes);

        assertThat(stored).isEqualTo(new Stored(Bytes.sha256(bytes), size));
        assertThat(get(store(), "trial/7/checkpoint-1.bin")).isEqualTo(bytes);
    }

    @Test
    void theSizeIsKnownBeforeAnythingIsRead() throws IOException {
        put(store(), "a", Bytes.random(12345));

        try (Content content = store().open("a")) {
            assertThat(content.size()).isEqualTo(12345);
        }
    }

    @Test
    void aReaderMaySkipAndStopInTheMiddle() throws IOException {
        byte[] bytes = Bytes.random(3 * MEBIBYTE);
        put(store(), "a", bytes);

        for (int reader = 0; reader < 100; reader++) {
            try (Content content = store().open("a")) {
                content.stream().skipNBytes(1000);
                assertThat(content.stream().read()).isEqualTo(Byte.toUnsignedInt(bytes[1000]));
                assertThat(content.stream().readNBytes(10)).isEqualTo(Arrays.copyOfRange(bytes, 1001, 1011));
            }
        }
    }

    @Test
    void anUnknownKeyIsMissing() {
        put(store(), "folder/key", Bytes.random(10));

        for (String unknown : List.of("unknown", "folder", "folder/other", "other/key")) {
            assertThatThrownBy(() -> store().open(unknown))
                    .isInstanceOf(ArtifactMissingException.class)
                    .hasMessageStartingWith("cannot open " + unknown + ": there is no such artifact in ");
        }
    }

    @Test
    void deletingTwiceIsDeletingOnce() {
        put(store(), "folder/a", Bytes.random(10));
        put(store(), "folder/b", Bytes.random(20));

        store().delete("folder/a");
        store().delete("folder/a");
        store().delete("never/there");
        store().delete("folder");

        assertThatThrownBy(() -> store().open("folder/a")).isInstanceOf(ArtifactMissingException.class);
        assertThat(keys()).containsExactly("folder/b");
        assertThat(get(store(), "folder/b")).hasSize(20);
    }

    @Test
    void aKeyThatWasDeletedCanBeUsedAgain() {
        put(store(), "folder/a", Bytes.random(10));
        store().delete("folder/a");

        put(store(), "folder/a", Bytes.random(20));

        assertThat(get(store(), "folder/a")).isEqualTo(Bytes.random(20));
    }

    @Test
    void aNewObjectReplacesTheOldOne() {
        put(store(), "a", Bytes.random(MEBIBYTE));

        put(store(), "a", Bytes.random(17));

        assertThat(get(store(), "a")).isEqualTo(Bytes.random(17));
        assertThat(keys()).containsExactly("a");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 1000, 3 * MEBIBYTE})
    void contentThatBreaksOffLeavesNothing(int sent) {
        assertThatInvalid(() -> store().put("a", Bytes.breakingOffAfter(Bytes.random(sent)), 4 * MEBIBYTE))
                .hasMessageContaining("cannot store a, because of what was sent and not of the store")
                .hasMessageContaining("broke off after %d of %d bytes", sent, 4 * MEBIBYTE)
                .hasRootCauseMessage("the sender is gone");

        assertThatNothingIsLeft();
    }

    @Test
    void contentThatBreaksOffWhereItsEndShouldBeLeavesNothing() {
        assertThatInvalid(() -> store().put("a", Bytes.breakingOffAfter(Bytes.random(MEBIBYTE)), MEBIBYTE));

        assertThatNothingIsLeft();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 1000, 3 * MEBIBYTE})
    void contentThatIsTooShortLeavesNothing(int missing) {
        byte[] bytes = Bytes.random(2 * MEBIBYTE);

        assertThatInvalid(() -> store().put("a", new ByteArrayInputStream(bytes), bytes.length + missing))
                .hasMessageContaining("ended after %d of %d bytes", bytes.length, bytes.length + missing);

        assertThatNothingIsLeft();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 1000, 2 * MEBIBYTE - 1})
    void contentThatIsTooLongLeavesNothing(int size) {
        assertThatInvalid(() -> store().put("a", new ByteArrayInputStream(Bytes.random(2 * MEBIBYTE)), size))
                .hasMessageContaining("goes on after %d bytes", size);

        assertThatNothingIsLeft();
    }

    @Test
    void aSizeBelowZeroIsInvalid() {
        assertThatInvalid(() -> store().put("a", InputStream.nullInputStream(), -1));
    }

    @Test
    void contentThatBreaksOffLeavesTheOldObject() {
        put(store(), "a", Bytes.random(1000));

        assertThatInvalid(() -> store().put("a", Bytes.breakingOffAfter(Bytes.random(MEBIBYTE)), 4 * MEBIBYTE));

        assertThat(get(store(), "a")).isEqualTo(Bytes.random(1000));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a",
                "A-b_c.9",
                "a/b/c",
                "_",
                "-",
                "a./b",
                "trial/00000000-0000-4000-8000-000000000000/checkpoint"
            })
    void usualNamesAreKeys(String key) {
        put(store(), key, Bytes.random(10));

        assertThat(keys()).containsExactly(key);
        assertThat(get(store(), key)).isEqualTo(Bytes.random(10));
    }

    @Test
    void aKeyMayHave512Characters() {
        String longest = "x".repeat(255) + "/" + "x".repeat(254) + "/y";

        put(store(), longest, Bytes.random(10));

        assertThat(get(store(), longest)).isEqualTo(Bytes.random(10));
        assertThatInvalidKey(longest + "z");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "/a",
                "a/",
                "a//b",
                ".",
                "..",
                "../a",
                "a/../b",
                "a/..",
                "a..b",
                ".hidden",
                "a/.b",
                ".unfinished/a",
                "a b",
                "a\\b",
                "ä",
                "a\u0000",
                "a\n",
                "C:a",
                "~",
                "a?",
                "a*",
                "%2e%2e"
            })
    void otherNamesAreNone(String key) {
        assertThatInvalidKey(key);
        assertThatInvalidKey("x".repeat(256));
    }

    private void assertThatInvalidKey(String key) {
        for (Runnable use : List.<Runnable>of(
                () -> put(store(), key, Bytes.random(10)), () -> store().open(key), () -> store().delete(key))) {
            assertThatThrownBy(use::run)
                    .isInstanceOfSatisfying(ArtifactStoreException.class, invalid -> assertThat(invalid.kind())
                            .isEqualTo(Kind.INVALID_KEY))
                    .hasMessageContaining("'" + key + "' is no key: give ");
        }
    }

    @Test
    void manyKeysAreWrittenReadAndDeletedAtOnce() throws Exception {
        List<Callable<Object>> users = new ArrayList<>();
        for (int user = 0; user < THREADS; user++) {
            int mine = user;
            users.add(() -> {
                for (int round = 0; round < 40; round++) {
                    // One folder for all of them, empty again and again.
                    String key = "shared/folder/" + mine;
                    byte[] bytes = Bytes.random(1 + new Random(mine * 1000 + round).nextInt(100_000));
                    put(store(), key, bytes);
                    assertThat(get(store(), key)).isEqualTo(bytes);
                    store().delete(key);
                }
                return mine;
            });
        }

        atOnce(users);

        assertThat(keys()).isEmpty();
    }

    @Test
    void aReaderSeesOneWholeVersionOfAnObjectThatIsReplaced() throws Exception {
        put(store(), "a", version(0));
        List<Callable<Object>> users = new ArrayList<>();
        for (int user = 0; user < THREADS; user++) {
            int mine = user;
            users.add(() -> {
                for (int round = 0; round < 40; round++) {
                    if (mine % 2 == 0) {
                        put(store(), "a", version(mine * 10 + round % 10));
                    } else {
                        byte[] read = wholeVersion();
                        assertThat(read).isEqualTo(version(read[0]));
                    }
                }
                return mine;
            });
        }

        atOnce(users);

        assertThat(keys()).containsExactly("a");
    }

    private byte[] wholeVersion() throws IOException {
        try (Content content = store().open("a")) {
            byte[] read = content.stream().readAllBytes();
            assertThat(read).hasSize((int) content.size());
            return read;
        }
    }

    /** Every one of another size, and of one byte's value. */
    private static byte[] version(int number) {
        byte[] bytes = new byte[100_000 + number * 1000];
        Arrays.fill(bytes, (byte) number);
        return bytes;
    }

    @Test
    void readersAndWritersOfAKeyThatIsDeletedSeeAllOfItOrNone() throws Exception {
        List<Callable<Object>> users = new ArrayList<>();
        for (int user = 0; user < THREADS; user++) {
            int mine = user;
            users.add(() -> {
                for (int round = 0; round < 40; round++) {
                    switch (mine % 3) {
                        case 0 -> put(store(), "folder/a", version(mine));
                        case 1 -> store().delete("folder/a");
                        default -> readIfThere();
                    }
                }
                return mine;
            });
        }

        atOnce(users);

        assertThatCode(() -> put(store(), "folder/a", version(1))).doesNotThrowAnyException();
    }

    private void readIfThere() {
        try {
            byte[] read = get(store(), "folder/a");
            assertThat(read).isEqualTo(version(read[0]));
        } catch (ArtifactMissingException deleted) {
            assertThat(deleted.kind()).isEqualTo(Kind.MISSING);
        }
    }

    /** More than the heap holds. */
    @Test
    void aLargeObjectIsNotHeldInMemory() throws IOException {
        long size = 256L << 20;
        assertThat(Runtime.getRuntime().maxMemory()).isLessThan(size);

        Stored stored = store().put("large", Bytes.zeros(size), size);

        assertThat(stored.size()).isEqualTo(size);
        try (Content content = store().open("large")) {
            assertThat(content.size()).isEqualTo(size);
            assertThat(Bytes.sha256(content.stream())).isEqualTo(stored.sha256());
        }
    }

    /** The object is never there; a server may take a while to see that its sender is gone. */
    private void assertThatNothingIsLeft() {
        Instant giveUp = Instant.now().plus(Duration.ofSeconds(10));
        List<String> left = keys();
        while (!left.isEmpty() && Instant.now().isBefore(giveUp)) {
            assertThat(left).doesNotContain("a");
            left = keys();
        }
        assertThat(left).isEmpty();
    }

    private static void atOnce(List<Callable<Object>> users) throws InterruptedException, ExecutionException {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            for (Future<Object> user : threads.invokeAll(users)) {
                user.get();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static AbstractThrowableAssert<?, ? extends Throwable> assertThatInvalid(Runnable put) {
        return assertThatThrownBy(put::run)
                .isInstanceOfSatisfying(ArtifactStoreException.class, invalid -> assertThat(invalid.kind())
                        .isEqualTo(Kind.INVALID_CONTENT));
    }
}
