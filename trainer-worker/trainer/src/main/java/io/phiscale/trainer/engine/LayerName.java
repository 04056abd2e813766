package io.phiscale.trainer.engine;

/**
 * What a layer's numbers are called.
 *
 * @param layer of the convolution, or of squeeze-and-excitation
 * @param norm of the batch norm behind the convolution; empty where there is none
 */
public record LayerName(String layer, String norm) {}
