package io.phiscale.search.configuration;

import io.phiscale.scaling.validation.InvalidValueException;
import io.phiscale.scaling.validation.Require;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Everything that can be configured, with its default.
 *
 * @param readyFile where the coordinator writes its address once it answers; nowhere by default
 * @param pricePerHour of one training at a time, in any currency: previews multiply by it
 * @param datasets more data sets by name: folders of images that workers know under the same name
 */
@ConfigurationProperties(prefix = "phiscale", ignoreUnknownFields = false)
public record PhiscaleProperties(
        @Nullable Path readyFile,
        @DefaultValue Database database,
        @DefaultValue Security security,
        @DefaultValue Worker worker,
        @DefaultValue Artifacts artifacts,
        @DefaultValue Limits limits,
        @Nullable Double pricePerHour,
        @DefaultValue Map<String, ImageFolder> datasets) {
    public PhiscaleProperties {
        if (pricePerHour != null) {
            Require.between("phiscale.price-per-hour", pricePerHour, 0, 1_000_000);
        }
    }

    /** An empty variable of the environment is meant as none; of paths and addresses Spring thinks so by itself. */
    private static @Nullable String given(@Nullable String text) {
        return text == null || text.isBlank() ? null : text;
    }

    /**
     * @param url of a PostgreSQL; an embedded one is started where there is none
     * @param directory of the embedded one; by default under XDG_DATA_HOME, else ~/.local/share
     * @param patience how long an answer may take before the connection counts as dead
     */
    public record Database(
            @Nullable String url,
            @DefaultValue("phiscale") String user,
            @DefaultValue("") String password,
            @Nullable Path directory,
            @DefaultValue("2m") Duration patience) {
        public Database {
            url = given(url);
            // The driver counts whole seconds, and takes none for no limit.
            Require.between("phiscale.database.patience", patience, Duration.ofSeconds(1), Duration.ofDays(1));
        }
    }

    /**
     * @param user who may use everything; without one there is no authentication, and only the loopback address
     * @param allowedHosts names that requests may address this coordinator by, beside loopback names
     */
    public record Security(@Nullable String user, @Nullable String password, @DefaultValue List<String> allowedHosts) {
        public Security {
            user = given(user);
        }
    }

    /**
     * @param tokenFile holds a worker token that is registered at start
     * @param lease how long a claim lasts without a heartbeat
     * @param attempts how often a trial may fail by itself
     * @param losses how often a trial's lease may be lost
     * @param backoff before the second attempt; doubled before each further one, six times at most
     * @param poll between two looks at the queue while an agent waits
     * @param overrunFactor an attempt may take so many times what finished trials let expect,
     * @param overrunAllowance and so much more
     * @param putAside for how long a worker that failed too often in a row is given nothing
     * @param putAsideAfter so many failures in a row
     * @param memoryFactor a trial that ran out of memory needs so many times what was estimated
     */
    public record Worker(
            @Nullable Path tokenFile,
            @DefaultValue("60s") Duration lease,
            @DefaultValue("3") int attempts,
            @DefaultValue("10") int losses,
            @DefaultValue("5s") Duration backoff,
            @DefaultValue("500ms") Duration poll,
            @DefaultValue("3") double overrunFactor,
            @DefaultValue("10m") Duration overrunAllowance,
            @DefaultValue("15m") Duration putAside,
            @DefaultValue("3") int putAsideAfter,
            @DefaultValue("1.5") double memoryFactor) {
        /** Of the pause before another attempt: 64 times the first one, some minutes by default, is the longest. */
        public static final int BACKOFF_DOUBLINGS = 6;

        private static final Duration LATELY = Duration.ofMinutes(2);

        public Worker {
            // Agents beat six times a lease.
            Require.between("phiscale.worker.lease", lease, Duration.ofSeconds(6), Duration.ofHours(1));
            Require.between("phiscale.worker.backoff", backoff, Duration.ZERO, Duration.ofHours(1));
            Require.between("phiscale.worker.poll", poll, Duration.ofMillis(2), Duration.ofMinutes(1));
            Require.between(
                    "phiscale.worker.overrun-allowance", overrunAllowance, Duration.ofSeconds(1), Duration.ofDays(7));
            Require.between("phiscale.worker.put-aside", putAside, Duration.ZERO, Duration.ofDays(7));
            Require.between("phiscale.worker.attempts", attempts, 1, 100);
            Require.between("phiscale.worker.losses", losses, 1, 10_000);
            Require.between("phiscale.worker.overrun-factor", overrunFactor, 1, 1_000);
            // One failure alone never says whether the trial or the worker is what is wrong.
            Require.between("phiscale.worker.put-aside-after", putAsideAfter, 2, 100);
            Require.between("phiscale.worker.memory-factor", memoryFactor, 1.1, 10);
        }

        /** How lately, in seconds, somebody must have been heard of to count as there. */
        public double presentSeconds() {
            // Workers that hold a lease are heard of six times in it.
            return Math.max(LATELY.toMillis(), lease.toMillis()) / 1e3;
        }
    }

    /**
     * Where checkpoints are kept. Several coordinators of one database need one store: a bucket, or a shared directory.
     *
     * @param directory by default beside the embedded database, else under XDG_DATA_HOME or ~/.local/share
     * @param s3 is used instead of the directory where it names a bucket
     * @param largest a checkpoint may be, in bytes
     * @param unfinished how long an upload may take before what is there of it counts as left behind
     */
    public record Artifacts(
            @Nullable Path directory,
            @DefaultValue S3 s3,
            @DefaultValue("5368709120") long largest,
            @DefaultValue("1h") Duration unfinished) {
        private static final long MOST_BYTES = 1L << 40;

        public Artifacts {
            Require.between("phiscale.artifacts.largest", largest, 1L, MOST_BYTES);
            // What takes as long as this is removed, whether its writer lives or not.
            Require.between("phiscale.artifacts.unfinished", unfinished, Duration.ofSeconds(10), Duration.ofDays(7));
        }
    }

    /**
     * @param endpoint Amazon's own for the region by default
     * @param accessKey with the secret key; without them, what Amazon's tools find in the environment
     * @param pathStyle whether the bucket stands in the path, as other servers than Amazon's mostly want it
     */
    public record S3(
            @Nullable String bucket,
            @Nullable URI endpoint,
            @DefaultValue(REGION) String region,
            @DefaultValue("") String prefix,
            @Nullable String accessKey,
            @Nullable String secretKey,
            @DefaultValue("false") boolean pathStyle) {
        private static final String REGION = "us-east-1";

        public S3 {
            bucket = given(bucket);
            region = region.isBlank() ? REGION : region;
            accessKey = given(accessKey);
            secretKey = given(secretKey);
            needs("access-key", accessKey, "secret-key", secretKey);
            needs("secret-key", secretKey, "access-key", accessKey);
        }

        private static void needs(String key, @Nullable String value, String other, @Nullable String itsValue) {
            if (value != null && itsValue == null) {
                throw new InvalidValueException(
                        "phiscale.artifacts.s3." + other,
                        "not set",
                        "what belongs to phiscale.artifacts.s3.%s, which is; or neither".formatted(key));
            }
        }
    }

    /**
     * What one search may ask for.
     *
     * @param body of a request, in bytes
     */
    public record Limits(
            @DefaultValue("100000") int candidates,
            @DefaultValue("200000") int trials,
            @DefaultValue("1000") int epochs,
            @DefaultValue("1024") int resolution,
            @DefaultValue("4194304") int body) {}

    /** As {@link io.phiscale.protocol.dataset.DataSetFacts}. */
    public record ImageFolder(
            int classes,
            @DefaultValue("3") int channels,
            @DefaultValue("0") int resolution,
            int trainingImages,
            @DefaultValue("0") int validationImages,
            @DefaultValue("true") boolean mirrorable) {}
}
