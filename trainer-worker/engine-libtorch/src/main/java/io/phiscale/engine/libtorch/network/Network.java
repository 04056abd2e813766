package io.phiscale.engine.libtorch.network;

import io.phiscale.engine.libtorch.network.Variable.Role;
import io.phiscale.protocol.recipe.Regularization;
import io.phiscale.scaling.architecture.Architecture;
import io.phiscale.scaling.architecture.Block;
import io.phiscale.scaling.architecture.Convolution;
import io.phiscale.trainer.engine.LayerName;
import io.phiscale.trainer.engine.TimmNames;
import io.phiscale.trainer.engine.TimmNames.BlockNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;

/** An architecture as libtorch tensors and what is computed with them. */
public final class Network implements AutoCloseable {
    private final List<Layer> layers = new ArrayList<>();
    private final List<Variable> variables;
    private final RunningStatistic means;
    private final RunningStatistic variances;
    private final Survival survival = new Survival();
    private final double dropout;
    private final Tensor classes;
    private final Tensor classesBias;

    /** @param seed of the weights */
    public Network(Architecture architecture, Regularization regularization, long seed, Place place) {
        Variables made = new Variables(seed, place);
        TimmNames names = TimmNames.of(architecture);
        layers.add(new NormalizedConvolution(names.stem(), architecture.stemConvolution(), made));
        architecture.stemPooling().ifPresent(pooling -> layers.add(new LargestOfEach(pooling)));
        List<Block> blocks = architecture.blocks();
        for (int index = 0; index < blocks.size(); index++) {
            double dropRate = regularization.dropRate(index, blocks.size());
            ResidualBlock block = block(blocks.get(index), names.blocks().get(index), dropRate, made);
            layers.add(block);
            if (block.drops()) {
                survival.add(dropRate, 1);
            }
        }
        architecture
                .headConvolution()
                .ifPresent(head -> layers.add(new NormalizedConvolution(names.head(), head, made)));
        dropout = regularization.dropout();
        if (dropout > 0) {
            survival.add(dropout, architecture.features());
        }
        int outputs = architecture.classes();
        String name = names.classifier();
        classes = made.uniform(name + ".weight", 1 / Math.sqrt(outputs), outputs, architecture.features());
        classesBias = made.constant(name + ".bias", Role.WEIGHT, 0, outputs);
        variables = made.all();
        means = statistic(variables, Role.RUNNING_MEAN);
        variances = statistic(variables, Role.RUNNING_VARIANCE);
    }

    private static RunningStatistic statistic(List<Variable> variables, Role role) {
        return new RunningStatistic(variables.stream()
                .filter(variable -> variable.role() == role)
                .map(Variable::tensor)
                .toList());
    }

    private static ResidualBlock block(Block block, BlockNames names, double dropRate, Variables variables) {
        List<Layer> layers = new ArrayList<>();
        for (io.phiscale.scaling.architecture.Layer layer : block.layers()) {
            layers.add(layer(names.layers().get(layers.size()), layer, variables));
        }
        Optional<Layer> projection =
                block.projection().map(layer -> new NormalizedConvolution(names.projection(), layer, variables));
        return new ResidualBlock(layers, block.skips(), projection, dropRate, block.afterSum());
    }

    private static Layer layer(LayerName name, io.phiscale.scaling.architecture.Layer layer, Variables variables) {
        if (layer instanceof Convolution convolution) {
            return new NormalizedConvolution(name, convolution, variables);
        }
        if (layer instanceof io.phiscale.scaling.architecture.SqueezeExcitation squeeze) {
            return new SqueezeExcitation(name, squeeze, variables);
        }
        throw new IllegalArgumentException("unknown layer " + layer);
    }

    /** In forward order. */
    public List<Variable> variables() {
        return variables;
    }

    /** @return what survives of so many images in a pass of training, on the processor */
    public Tensor drawSurvival(long seed, long images) {
        return survival.draw(seed, images);
    }

    /**
     * @param images [batch, channels, resolution, resolution], as {@link Place#images} has them
     * @return logits, [batch, classes], in single precision
     */
    public Tensor forward(Tensor images, Pass pass) {
        Tensor features = pass.through(layers, images);
        if (pass.isTraining()) {
            means.moveTowards(RunningStatistic.joined(pass.means()), pass.newShare());
            Tensor inverseDeviations = RunningStatistic.joined(pass.inverseDeviations());
            variances.moveTowards(NormalizedConvolution.variance(inverseDeviations), pass.newShare());
        }
        // The classifier and the loss are in single precision: a small part of the work.
        Tensor pooled = Place.single(Pooling.average(features));
        if (pass.isTraining() && dropout > 0) {
            pooled = pooled.mul(pass.survival(pooled.size(0), pooled.size(1)));
        }
        return torch.linear(pooled.flatten(1, -1), classes, new TensorOptional(classesBias));
    }

    @Override
    public void close() {
        variables.forEach(variable -> variable.tensor().close());
        means.close();
        variances.close();
    }
}
