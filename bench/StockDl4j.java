import java.util.Arrays;
import java.util.Locale;
import org.deeplearning4j.nn.conf.CacheMode;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DepthwiseConvolution2D;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Nesterovs;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/**
 * Images per second that Deeplearning4j trains EfficientNet-B0 with out of layers that it brings itself, without
 * squeeze-and-excitation, which it has no layers for: what `phiscale bench train --engine dl4j --no-squeeze-excitation`
 * is to be compared with. From the folder of the installation, once it is built:
 *
 * <pre>
 * OMP_NUM_THREADS=2 java -Xmx2g -Dorg.bytedeco.javacpp.maxbytes=8g -cp 'trainer-worker/engine-dl4j/target/app/*' \
 *     bench/StockDl4j.java [RESOLUTION=32] [BATCH=32] [RUNS=5] [SECONDS=2]
 * </pre>
 */
public final class StockDl4j {
    /** Kernel, stride, expansion, channels, layers. */
    private static final int[][] STAGES = {
        {3, 1, 1, 16, 1},
        {3, 2, 6, 24, 2},
        {5, 2, 6, 40, 2},
        {3, 2, 6, 80, 3},
        {5, 1, 6, 112, 3},
        {5, 2, 6, 192, 4},
        {3, 1, 6, 320, 1},
    };
    private static final int STEM = 32;
    private static final int HEAD = 1280;
    private static final int CLASSES = 1000;

    private final GraphBuilder graph;
    private String last = "images";
    private int layers;

    private StockDl4j(GraphBuilder graph) {
        this.graph = graph;
    }

    public static void main(String... arguments) {
        int resolution = number(arguments, 0, 32);
        int batch = number(arguments, 1, 32);
        int runs = number(arguments, 2, 5);
        int seconds = number(arguments, 3, 2);
        ComputationGraph network = network(resolution);
        DataSet[] images = {images(batch, resolution), images(batch, resolution)};
        double fastest = Double.MAX_VALUE;
        double total = 0;
        for (int step = 0; step < 3 || total < seconds; step++) {
            double time = steps(network, images, 1);
            total += time;
            fastest = Math.min(fastest, time);
        }
        int perRun = (int) Math.max(2, Math.round(seconds / fastest));
        double[] speeds = new double[runs];
        for (int run = 0; run < runs; run++) {
            speeds[run] = perRun * batch / steps(network, images, perRun);
        }
        Arrays.sort(speeds);
        System.out.printf(
                Locale.ROOT,
                "stock Deeplearning4j, %,d parameters, %d px, batch %d: %.1f images/s (%.1f to %.1f, %d runs of %d steps)%n",
                network.numParams(),
                resolution,
                batch,
                speeds[runs / 2],
                speeds[0],
                speeds[runs - 1],
                runs,
                perRun);
    }

    private static int number(String[] arguments, int place, int otherwise) {
        return place < arguments.length ? Integer.parseInt(arguments[place]) : otherwise;
    }

    private static DataSet images(int batch, int resolution) {
        INDArray labels = Nd4j.zeros(DataType.FLOAT, batch, CLASSES);
        for (int image = 0; image < batch; image++) {
            labels.putScalar(image, image % CLASSES, 1);
        }
        return new DataSet(Nd4j.randn(DataType.FLOAT, batch, 3, resolution, resolution), labels);
    }

    private static double steps(ComputationGraph network, DataSet[] images, int count) {
        long start = System.nanoTime();
        for (int step = 0; step < count; step++) {
            network.fit(images[step % images.length]);
        }
        return (System.nanoTime() - start) / 1e9;
    }

    /** The stem's stride is 1. */
    private static ComputationGraph network(int resolution) {
        GraphBuilder builder = new NeuralNetConfiguration.Builder()
                .seed(1)
                .dataType(DataType.FLOAT)
                .cacheMode(CacheMode.NONE)
                .updater(new Nesterovs(0.1, 0.9))
                .convolutionMode(ConvolutionMode.Same)
                .graphBuilder()
                .addInputs("images")
                .setInputTypes(InputType.convolutional(resolution, resolution, 3));
        StockDl4j stock = new StockDl4j(builder);
        stock.convolution(STEM, 3, 1, true);
        int channels = STEM;
        for (int[] stage : STAGES) {
            for (int layer = 0; layer < stage[4]; layer++) {
                int stride = layer == 0 ? stage[1] : 1;
                stock.block(stage[0], stride, channels, stage[2], stage[3]);
                channels = stage[3];
            }
        }
        stock.convolution(HEAD, 1, 1, true);
        builder.addLayer("pool", new GlobalPoolingLayer(PoolingType.AVG), stock.last)
                .addLayer(
                        "classes",
                        new OutputLayer.Builder(LossFunction.MCXENT)
                                .nOut(CLASSES)
                                .activation(Activation.SOFTMAX)
                                .build(),
                        "pool")
                .setOutputs("classes");
        ComputationGraph network = new ComputationGraph(builder.build());
        network.init();
        return network;
    }

    private void block(int kernel, int stride, int inputs, int expansion, int outputs) {
        String input = last;
        if (expansion > 1) {
            convolution(inputs * expansion, 1, 1, true);
        }
        String name = "depthwise-" + layers++;
        graph.addLayer(
                name,
                new DepthwiseConvolution2D.Builder()
                        .kernelSize(kernel, kernel)
                        .stride(stride, stride)
                        .convolutionMode(ConvolutionMode.Same)
                        .depthMultiplier(1)
                        .nOut(inputs * expansion)
                        .hasBias(false)
                        .activation(Activation.IDENTITY)
                        .build(),
                last);
        last = name;
        normalization(true);
        convolution(outputs, 1, 1, false);
        if (stride == 1 && inputs == outputs) {
            String sum = "sum-" + layers++;
            graph.addVertex(sum, new ElementWiseVertex(ElementWiseVertex.Op.Add), last, input);
            last = sum;
        }
    }

    private void convolution(int outputs, int kernel, int stride, boolean activated) {
        String name = "convolution-" + layers++;
        graph.addLayer(
                name,
                new ConvolutionLayer.Builder(kernel, kernel)
                        .stride(stride, stride)
                        .convolutionMode(ConvolutionMode.Same)
                        .nOut(outputs)
                        .hasBias(false)
                        .activation(Activation.IDENTITY)
                        .build(),
                last);
        last = name;
        normalization(activated);
    }

    private void normalization(boolean activated) {
        String name = "norm-" + layers++;
        graph.addLayer(name, new BatchNormalization.Builder().eps(1e-3).build(), last);
        last = name;
        if (activated) {
            String silu = "silu-" + layers++;
            graph.addLayer(silu, new ActivationLayer(Activation.SWISH), last);
            last = silu;
        }
    }
}
