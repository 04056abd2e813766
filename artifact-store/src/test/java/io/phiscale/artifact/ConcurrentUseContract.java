package io.phiscale.artifact;

import static io.phiscale.artifact.Bytes.get;
import static io.phiscale.artifact.Bytes.put;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.phiscale.artifact.ArtifactStoreException.Kind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** What every artifact store does where many use it at once. */
interface ConcurrentUseContract extends StoreUnderTest {
    int THREADS = 8;
    int ROUNDS = 40;

    @Test
    default void manyKeysAreWrittenReadAndDeletedAtOnce() throws Exception {
        atOnce((user, round) -> {
            // One folder for all of them, empty again and again.
            String key = "shared/folder/" + user;
            byte[] bytes = Bytes.random(1 + new Random(user * 1000 + round).nextInt(100_000));
            put(store(), key, bytes);
            assertThat(get(store(), key)).isEqualTo(bytes);
            store().delete(key);
        });

        assertThat(keys()).isEmpty();
    }

    @Test
    default void aReaderSeesOneWholeVersionOfAnObjectThatIsReplaced() throws Exception {
        put(store(), "a", version(0));

        atOnce((user, round) -> {
            if (user % 2 == 0) {
                put(store(), "a", version(user * 10 + round % 10));
            } else {
                byte[] read = wholeVersion();
                assertThat(read).isEqualTo(version(read[0]));
            }
        });

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
    default void readersAndWritersOfAKeyThatIsDeletedSeeAllOfItOrNone() throws Exception {
        atOnce((user, round) -> {
            switch (user % 3) {
                case 0 -> put(store(), "folder/a", version(user));
                case 1 -> store().delete("folder/a");
                default -> readIfThere();
            }
        });

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

    /** What one of several users does, again and again. */
    @FunctionalInterface
    interface Use {
        void inRound(int user, int round) throws Exception;
    }

    private static void atOnce(Use use) throws InterruptedException, ExecutionException {
        List<Callable<Object>> users = new ArrayList<>();
        for (int number = 0; number < THREADS; number++) {
            int user = number;
            users.add(() -> {
                for (int round = 0; round < ROUNDS; round++) {
                    use.inRound(user, round);
                }
                return user;
            });
        }
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            for (Future<Object> user : threads.invokeAll(users)) {
                user.get();
            }
        } finally {
            threads.shutdownNow();
        }
    }
}
