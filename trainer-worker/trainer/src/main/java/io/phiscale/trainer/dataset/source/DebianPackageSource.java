package io.phiscale.trainer.dataset.source;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Downloads a Debian package and unpacks it into the data folder, which needs no root: nothing is installed.
 *
 * @param unpackedFolder where the files lie inside the package
 */
record DebianPackageSource(String packageName, Path unpackedFolder, Commands commands, Destination destination)
        implements Source {

    @Override
    public String description() {
        return "apt-get download " + packageName;
    }

    @Override
    public Outcome look() {
        return destination.fetch(this::gather);
    }

    private Path gather(Path staging) throws IOException, InterruptedException {
        download(staging);
        Path unpacked = staging.resolve("unpacked");
        commands.run(staging, "dpkg-deb", "-x", downloaded(staging).toString(), unpacked.toString());
        return unpacked.resolve(unpackedFolder);
    }

    private void download(Path staging) throws IOException, InterruptedException {
        try {
            commands.run(staging, "apt-get", "download", packageName);
        } catch (IOException withSystemLists) {
            // Fresh machines and containers have no package lists; those that we fetch for ourselves need no root.
            List<Path> folders = List.of(staging.resolve("lists/partial"), staging.resolve("cache/archives/partial"));
            for (Path folder : folders) {
                Files.createDirectories(folder);
            }
            String lists = "Dir::State::Lists=" + staging.resolve("lists");
            String cache = "Dir::Cache=" + staging.resolve("cache");
            // Root's apt-get would otherwise become another user, who may not write here.
            String user = "APT::Sandbox::User=root";
            commands.run(staging, "apt-get", "-q", "-o", lists, "-o", cache, "-o", user, "update");
            commands.run(staging, "apt-get", "-q", "-o", lists, "-o", cache, "-o", user, "download", packageName);
        }
    }

    private static Path downloaded(Path staging) throws IOException {
        try (Stream<Path> files = Files.list(staging)) {
            return files.filter(file -> file.toString().endsWith(".deb"))
                    .findFirst()
                    .orElseThrow(() -> new IOException("apt-get left no package behind"));
        }
    }
}
