package io.phiscale.layers.dl4j;

import org.nd4j.linalg.api.ndarray.INDArray;

/** How a convolution is computed. Feature maps are [batch, height, width, channels], padding is "same". */
sealed interface ConvolutionKernel {

    void forward(INDArray input, INDArray weights, INDArray output);

    /** Writes the gradients with respect to input and weights. */
    void backward(
            INDArray input,
            INDArray weights,
            INDArray gradient,
            INDArray inputGradient,
            INDArray weightGradient,
            Memory memory);

    /** Shape of the weights, row-major. */
    long[] shape();

    static ConvolutionKernel of(NormalizedConvolution convolution) {
        if (convolution.isDepthwise()) {
            return new Depthwise(convolution.getKernel(), convolution.getStride(), convolution.getNOut());
        }
        if (convolution.getKernel() == 1 && convolution.getStride() == 1) {
            return new Pointwise(convolution.getNIn(), convolution.getNOut());
        }
        return new Full(convolution.getKernel(), convolution.getStride(), convolution.getNIn(), convolution.getNOut());
    }

    /** 1×1 with stride 1: a matrix product over [batch · height · width, channels]. */
    record Pointwise(long inputs, long outputs) implements ConvolutionKernel {
        @Override
        public void forward(INDArray input, INDArray weights, INDArray output) {
            Operations.matmul(matrix(input), weights, matrix(output));
        }

        @Override
        public void backward(
                INDArray input,
                INDArray weights,
                INDArray gradient,
                INDArray inputGradient,
                INDArray weightGradient,
                Memory memory) {
            Operations.matmulLeftTransposed(matrix(input), matrix(gradient), weightGradient);
            Operations.matmulRightTransposed(matrix(gradient), weights, matrix(inputGradient));
        }

        @Override
        public long[] shape() {
            return new long[] {inputs, outputs};
        }
    }

    record Full(int kernel, int stride, long inputs, long outputs) implements ConvolutionKernel {
        @Override
        public void forward(INDArray input, INDArray weights, INDArray output) {
            Operations.window("conv2d", kernel, kernel, stride, Operations.SAME).execute(output, input, weights);
        }

        @Override
        public void backward(
                INDArray input,
                INDArray weights,
                INDArray gradient,
                INDArray inputGradient,
                INDArray weightGradient,
                Memory memory) {
            Operations.window("conv2d_bp", kernel, kernel, stride, Operations.SAME)
                    .execute(new INDArray[] {inputGradient, weightGradient}, input, weights, gradient);
        }

        @Override
        public long[] shape() {
            return new long[] {kernel, kernel, inputs, outputs};
        }
    }

    record Depthwise(int kernel, int stride, long channels) implements ConvolutionKernel {
        @Override
        public void forward(INDArray input, INDArray weights, INDArray output) {
            Operations.window("depthwise_conv2d", kernel, kernel, stride, Operations.SAME)
                    .execute(output, input, weights);
        }

        @Override
        public void backward(
                INDArray input,
                INDArray weights,
                INDArray gradient,
                INDArray inputGradient,
                INDArray weightGradient,
                Memory memory) {
            new DepthwiseGradient(kernel, stride, memory)
                    .write(input, weights, gradient, inputGradient, weightGradient);
        }

        @Override
        public long[] shape() {
            return new long[] {kernel, kernel, channels, 1};
        }
    }

    /** [batch · height · width, channels], a view. */
    static INDArray matrix(INDArray featureMap) {
        return featureMap.reshape('c', featureMap.length() / featureMap.size(3), featureMap.size(3));
    }
}
