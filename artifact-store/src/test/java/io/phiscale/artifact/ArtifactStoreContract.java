package io.phiscale.artifact;

import static io.phiscale.artifact.Bytes.get;
import static io.phiscale.artifact.Bytes.put;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.phiscale.artifact.ArtifactStoreException.Kind;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every artifact store does. */
abstract class ArtifactStoreContract implements KeyContract, ConcurrentUseContract {
    private static final int MEBIBYTE = 1 << 20;

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

    private static AbstractThrowableAssert<?, ? extends Throwable> assertThatInvalid(Runnable put) {
        return assertThatThrownBy(put::run)
                .isInstanceOfSatisfying(ArtifactStoreException.class, invalid -> assertThat(invalid.kind())
                        .isEqualTo(Kind.INVALID_CONTENT));
    }
}
