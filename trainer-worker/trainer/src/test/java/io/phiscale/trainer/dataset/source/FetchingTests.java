package io.phiscale.trainer.dataset.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.phiscale.trainer.dataset.ContentHash;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Fetching from the network and through Debian's tools, both played by fakes. */
class FetchingTests {
    private static final URI BASE = URI.create("http://data.invalid/");
    private static final Path INSIDE = Path.of("usr", "share", "set");

    @TempDir
    Path data;

    private final List<String> commands = new ArrayList<>();

    @Test
    void aDownloadThatIsWhatItShouldBeEndsUpInTheFolder() throws IOException {
        Source source = new DownloadSource(BASE, FetchingTests::write, destination());

        assertThat(source.look()).isEqualTo(new Source.Found(folder()));
        assertThat(names(folder())).containsExactly("one.gz", "two.gz");
        assertThat(names(data)).containsExactly("set");
    }

    @Test
    void aDownloadWithOtherContentLeavesNothingBehind() throws IOException {
        Fetch forged = (address, target, most) ->
                Files.write(target, gzipped(address.getPath().equals("/two.gz") ? "forged" : "/one.gz"));

        Source.Outcome outcome = new DownloadSource(BASE, forged, destination()).look();

        assertThat(reason(outcome)).contains("two.gz", "expected", "SHA-256", sha256("/two.gz"), sha256("forged"));
        assertThat(names(data)).isEmpty();
    }

    @Test
    void noMoreIsFetchedThanAFileOfTheKnownSizeCanTake() {
        List<Long> limits = new ArrayList<>();
        Fetch modest = (address, target, most) -> {
            limits.add(most);
            write(address, target, most);
        };

        assertThat(new DownloadSource(BASE, modest, destination()).look()).isInstanceOf(Source.Found.class);
        assertThat(limits).allMatch(most -> most >= 7 && most < 10_000);
    }

    @Test
    void aFileThatUnpacksToFarMoreThanItShouldIsNotReadToItsEnd() throws IOException {
        Path endless = Files.createFile(data.resolve("endless.gz"));
        try (OutputStream gzip = new GZIPOutputStream(Files.newOutputStream(endless))) {
            gzip.write(new byte[100]);
        }
        // What follows is no gzip: whoever reads on trips over it.
        byte[] broken = Files.readAllBytes(endless);
        broken[broken.length - 1] ^= 1;
        Files.write(endless, broken);

        assertThat(catchThrowable(() -> new PublishedFile("endless.gz", sha256("/one.gz"), 7).verify(endless)))
                .hasMessageContaining("expected 7 bytes of content, found more");
    }

    @Test
    void aDownloadThatIsCutOffLeavesNothingBehind() throws IOException {
        Fetch cutOff = (address, target, most) -> {
            write(address, target, most);
            if (address.getPath().equals("/two.gz")) {
                throw new ConnectException("reset");
            }
        };

        Source.Outcome outcome = new DownloadSource(BASE, cutOff, destination()).look();

        assertThat(reason(outcome)).contains("reset");
        assertThat(names(data)).isEmpty();
    }

    @Test
    void aPageInsteadOfAFileIsToldFromIt() throws IOException {
        Fetch page = (address, target, most) -> Files.writeString(target, "<html>Log in to this network</html>");

        assertThat(reason(new DownloadSource(BASE, page, destination()).look())).contains("GZIP");
        assertThat(names(data)).isEmpty();
    }

    @Test
    void whatOthersHaveFetchedMeanwhileIsReplacedByTheSame() throws IOException {
        Files.createDirectories(folder());
        Files.writeString(folder().resolve("one.gz"), "half of it");

        Source.Outcome outcome = new DownloadSource(BASE, FetchingTests::write, destination()).look();

        assertThat(outcome).isEqualTo(new Source.Found(folder()));
        assertThat(Files.readAllBytes(folder().resolve("one.gz"))).isEqualTo(gzipped("/one.gz"));
    }

    @Test
    void whatAKilledProcessLeftBehindIsClearedAwayLater() throws IOException {
        Path abandoned = Files.createDirectories(data.resolve(".fetching-1"));
        Files.writeString(abandoned.resolve("one.gz"), "half of it");
        Files.setLastModifiedTime(abandoned, FileTime.from(Instant.now().minus(Duration.ofDays(1))));
        Files.createDirectories(data.resolve(".fetching-2"));

        destination().clearAbandoned();

        assertThat(names(data)).containsExactly(".fetching-2");
    }

    @Test
    void leftoversAreClearedAwayThoughNothingNeedsToBeFetched() throws IOException {
        Path abandoned = Files.createDirectories(data.resolve(".fetching-1"));
        Files.setLastModifiedTime(abandoned, FileTime.from(Instant.now().minus(Duration.ofDays(1))));
        Commands none = (directory, command) -> {
            throw new IOException(command[0] + " is not here");
        };

        FashionMnist.in(folder(), data, none, FetchingTests::write);

        assertThat(names(data)).isEmpty();
    }

    @Test
    void aLeftoverThatAnotherProcessHasJustClearedAwayDoesNotEndTheFetch() throws IOException {
        // Listed, but no longer there when it is looked at.
        Files.createSymbolicLink(data.resolve(".fetching-1"), data.resolve("gone"));
        destination().clearAbandoned();

        assertThat(new DownloadSource(BASE, FetchingTests::write, destination()).look())
                .isEqualTo(new Source.Found(folder()));
    }

    @Test
    void twoThatClearTheSameLeftoverDoNotDisturbEachOther() throws Exception {
        Path abandoned = Files.createDirectories(data.resolve(".fetching-1"));
        for (int i = 0; i < 2_000; i++) {
            Files.createFile(abandoned.resolve("file" + i));
        }
        Staging staging = new Staging(data);
        CyclicBarrier start = new CyclicBarrier(2);
        Callable<Void> clearing = () -> {
            start.await();
            staging.clear(abandoned);
            return null;
        };
        ExecutorService executor = Executors.newFixedThreadPool(2);
        try {
            for (Future<Void> cleared : executor.invokeAll(List.of(clearing, clearing))) {
                cleared.get();
            }
        } finally {
            executor.shutdownNow();
        }

        assertThat(names(data)).isEmpty();
    }

    @Test
    void aPackageIsDownloadedAndUnpackedWithoutBeingInstalled() throws IOException {
        Source source = new DebianPackageSource("set", INSIDE, debian(true), destination());

        assertThat(source.look()).isEqualTo(new Source.Found(folder()));
        assertThat(names(folder())).containsExactly("one.gz", "two.gz");
        assertThat(commands).containsExactly("apt-get download", "dpkg-deb -x");
        assertThat(names(data)).containsExactly("set");
    }

    @Test
    void withoutPackageListsAPrivateCopyOfThemIsFetched() {
        Source source = new DebianPackageSource("set", INSIDE, debian(false), destination());

        assertThat(source.look()).isEqualTo(new Source.Found(folder()));
        assertThat(commands).containsExactly("apt-get download", "apt-get update", "apt-get download", "dpkg-deb -x");
    }

    @Test
    void aSystemWithoutDebiansToolsSaysSo() throws IOException {
        Commands none = (directory, command) -> {
            throw new IOException("Cannot run program \"" + command[0] + "\"");
        };

        Source.Outcome outcome = new DebianPackageSource("set", INSIDE, none, destination()).look();

        assertThat(reason(outcome)).contains("apt-get");
        assertThat(names(data)).isEmpty();
    }

    @Test
    void whereFashionMnistIsNowhereAllFourPlacesAreNamed() {
        Commands none = (directory, command) -> {
            throw new IOException(command[0] + " is not here");
        };
        Fetch offline = (address, target, most) -> {
            throw new ConnectException("no network");
        };
        FirstFound sources = FashionMnist.in(folder(), data.resolve("debian"), none, offline);

        assertThat(catchThrowable(sources::folder))
                .hasMessageContainingAll(
                        folder().toString(),
                        data.resolve("debian").toString(),
                        "apt-get download dataset-fashion-mnist",
                        "apt-get is not here",
                        "http://fashion-mnist.s3-website.eu-central-1.amazonaws.com/",
                        "no network",
                        "Install the package");
    }

    /** Debian's tools, as far as they are used here. */
    private Commands debian(boolean hasLists) {
        return (directory, command) -> {
            List<String> words = List.of(command);
            boolean update = words.contains("update");
            commands.add(command[0] + " " + (update ? "update" : words.contains("-x") ? "-x" : "download"));
            if (update) {
                return;
            }
            if (words.contains("download")) {
                if (!hasLists && commands.size() == 1) {
                    throw new IOException("E: Unable to locate package set");
                }
                Files.writeString(directory.resolve("set_1_all.deb"), "a package");
                return;
            }
            Path unpacked = Files.createDirectories(Path.of(command[3]).resolve(INSIDE));
            write(URI.create("file:/one.gz"), unpacked.resolve("one.gz"), Long.MAX_VALUE);
            write(URI.create("file:/two.gz"), unpacked.resolve("two.gz"), Long.MAX_VALUE);
        };
    }

    private Path folder() {
        return data.resolve("set");
    }

    private Destination destination() {
        return new Destination(
                folder(),
                List.of(
                        new PublishedFile("one.gz", sha256("/one.gz"), 7),
                        new PublishedFile("two.gz", sha256("/two.gz"), 7)));
    }

    /** Every file holds its own path. */
    private static void write(URI address, Path target, long most) throws IOException {
        Files.write(target, gzipped(address.getPath()));
    }

    private static byte[] gzipped(String content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(content.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    private static String sha256(String content) {
        return HexFormat.of().formatHex(ContentHash.sha256().digest(content.getBytes(StandardCharsets.UTF_8)));
    }

    private static String reason(Source.Outcome outcome) {
        return ((Source.Missing) outcome).reason();
    }

    private static List<String> names(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
    }
}
