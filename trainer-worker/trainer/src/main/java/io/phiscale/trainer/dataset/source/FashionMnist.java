package io.phiscale.trainer.dataset.source;

import java.nio.file.Path;
import java.util.List;

/** Where Fashion-MNIST (Xiao, Rasul and Vollgraf, 2017) is looked for, nearest first. */
public final class FashionMnist {
    private static final Path DEBIAN = Path.of("/usr/share/datasets/fashion-mnist");

    private FashionMnist() {}

    /** @param folder of this data set inside the data folder; what is fetched ends up there */
    public static FirstFound in(Path folder) {
        return new FirstFound(
                "fashion-mnist",
                List.of(
                        new FolderSource("the configured data folder " + folder, folder),
                        new FolderSource("Debian's package dataset-fashion-mnist in " + DEBIAN, DEBIAN)),
                "Install the package dataset-fashion-mnist, or put the four files into " + folder + ".");
    }
}
