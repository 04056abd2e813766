package io.phiscale.trainer.dataset.source;

import java.net.URI;

/**
 * The authors' own server. It speaks plain HTTP alone, which is why nothing is believed before its SHA-256 is checked.
 *
 * @param base ends in a slash
 */
record DownloadSource(URI base, Fetch fetch, Destination destination) implements Source {

    @Override
    public String description() {
        return "download from " + base;
    }

    @Override
    public Outcome look() {
        return destination.fetch(staging -> {
            for (PublishedFile file : destination.files()) {
                fetch.fetch(base.resolve(file.name()), staging.resolve(file.name()), file.mostPacked());
            }
            return staging;
        });
    }
}
