package io.phiscale.trainer.catalog;

import io.phiscale.protocol.dataset.DataSetFacts;
import java.nio.file.Path;

/**
 * A data set that somebody has put into the configuration file under a name.
 *
 * @param folder of images, absolute
 */
record ConfiguredFolder(DataSetFacts facts, Path folder) {}
