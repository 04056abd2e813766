package io.phiscale.trainer.dataset.folder;

import java.nio.file.Path;

/** @param label from 0, by the order of the classes' names */
record LabelledFile(Path path, int label) {}
