package io.phiscale.trainer.dataset.source;

import io.phiscale.protocol.dataset.DataSetFacts;
import io.phiscale.protocol.error.ErrorCode;
import io.phiscale.trainer.dataset.DataSet;
import io.phiscale.trainer.dataset.PublishedContent;
import io.phiscale.trainer.dataset.idx.IdxFiles;
import io.phiscale.trainer.error.TrainingException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Where Fashion-MNIST (Xiao, Rasul and Vollgraf, 2017) is looked for, nearest first. */
public final class FashionMnist {
    /**
     * SHA-256 and size of the uncompressed files in Debian's package dataset-fashion-mnist 0.0~git20200523.55506a9-1, whose
     * gzip files differ from the authors' (other headers). The two label files have been compared with those in the
     * authors' repository and are the same inside; the two image files have not been.
     */
    static final List<PublishedFile> FILES = List.of(
            new PublishedFile(
                    "train-images-idx3-ubyte.gz",
                    "c59f468a2f672dc815687fe0f83887768d799fd8a3f3276145d20f83aa44d888",
                    47_040_016),
            new PublishedFile(
                    "train-labels-idx1-ubyte.gz",
                    "bad3541b69d912435c50bb6ba87bec294ff4f6a2e1246121d8633921760443d9",
                    60_008),
            new PublishedFile(
                    "t10k-images-idx3-ubyte.gz",
                    "5b4141f0afbad91edebe8549f8fcffe087ea10ca49f1dbef5c9a5cd8815ce37b",
                    7_840_016),
            new PublishedFile(
                    "t10k-labels-idx1-ubyte.gz",
                    "0402a96d92fd2663957122ceb108a494c5af83dab82d92729df917d7dec38c34",
                    10_008));

    private static final String PACKAGE = "dataset-fashion-mnist";
    private static final Path UNPACKED = Path.of("usr", "share", "datasets", "fashion-mnist");
    private static final URI OFFICIAL = URI.create("http://fashion-mnist.s3-website.eu-central-1.amazonaws.com/");
    private static final long COMMAND_SECONDS = 300;

    private FashionMnist() {}

    /** @param folder of this data set inside the data folder; what is fetched ends up there */
    public static FirstFound in(Path folder) {
        Fetch http = new HttpFetch(Duration.ofSeconds(10), Duration.ofSeconds(COMMAND_SECONDS));
        return in(folder, Path.of("/").resolve(UNPACKED), new SystemCommands(COMMAND_SECONDS), http);
    }

    /**
     * Reads a folder that holds the published files, or a set of one's own of another size.
     *
     * @throws TrainingException {@code DATA_UNREADABLE} also for a set of the same size that is not the published one:
     *     MNIST and others have files of the same names, and would pass for it
     */
    public static DataSet read(Path folder, DataSetFacts declared) {
        IdxFiles files = new IdxFiles(folder);
        DataSet data = files.read(declared);
        if (data.facts().equals(declared) && PublishedContent.nameOf(data).isEmpty()) {
            throw new TrainingException(
                    ErrorCode.DATA_UNREADABLE,
                    "%s: expected the files of %s as they were published, or fewer images of your own; found another data set of the same size (%s). Put the published files there, or move these away."
                            .formatted(folder, declared.name(), difference(files)));
        }
        return data;
    }

    private static String difference(IdxFiles files) {
        for (PublishedFile file : FILES) {
            try {
                file.verify(files.path(file.name()));
            } catch (IOException differs) {
                return String.valueOf(differs.getMessage());
            }
        }
        return "its files have changed since they were read";
    }

    static FirstFound in(Path folder, Path debianFolder, Commands commands, Fetch fetch) {
        Destination destination = new Destination(folder, FILES);
        destination.clearAbandoned();
        return new FirstFound(
                "fashion-mnist",
                List.of(
                        new FolderSource("the configured data folder " + folder, folder),
                        new FolderSource("Debian's package " + PACKAGE + " in " + debianFolder, debianFolder),
                        new DebianPackageSource(PACKAGE, UNPACKED, commands, destination),
                        new DownloadSource(OFFICIAL, fetch, destination)),
                "Install the package %s, or put the four files of https://github.com/zalandoresearch/fashion-mnist into %s."
                        .formatted(PACKAGE, folder));
    }
}
