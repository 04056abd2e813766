package io.phiscale.artifact;

import static io.phiscale.artifact.Bytes.get;
import static io.phiscale.artifact.Bytes.put;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.phiscale.artifact.ArtifactStoreException.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which keys every artifact store takes, and which it refuses. */
interface KeyContract extends StoreUnderTest {
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
    default void usualNamesAreKeys(String key) {
        put(store(), key, Bytes.random(10));

        assertThat(keys()).containsExactly(key);
        assertThat(get(store(), key)).isEqualTo(Bytes.random(10));
    }

    @Test
    default void aKeyMayHave512Characters() {
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
    default void otherNamesAreNone(String key) {
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
}
