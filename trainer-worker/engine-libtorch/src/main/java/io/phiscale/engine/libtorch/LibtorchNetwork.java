package io.phiscale.engine.libtorch;

import io.phiscale.engine.libtorch.network.Network;
import io.phiscale.engine.libtorch.network.Pass;
import io.phiscale.engine.libtorch.network.Place;
import io.phiscale.engine.libtorch.network.Variable;
import io.phiscale.engine.libtorch.network.Variable.Role;
import io.phiscale.protocol.engine.DeviceKind;
import io.phiscale.trainer.engine.Batch;
import io.phiscale.trainer.engine.Loss;
import io.phiscale.trainer.engine.NetworkPlan;
import io.phiscale.trainer.engine.PlacedImages;
import io.phiscale.trainer.engine.StateTensor;
import io.phiscale.trainer.engine.StoredImages;
import io.phiscale.trainer.engine.TrainableNetwork;
import io.phiscale.trainer.random.SeededRandom;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;

/** A libtorch network and its optimizer. Gradients are libtorch's own. */
final class LibtorchNetwork implements TrainableNetwork {
    /** As libtorch numbers the ways to sum up a batch's losses. */
    private static final long MEAN = 1;

    private static final long NO_LABEL = -100;

    private final NetworkPlan plan;
    private final Place place;
    private final Network network;
    private final List<WeightGroup> groups;
    /** Sent over when the first batch of them comes. */
    private final Map<StoredImages, DeviceImages> deviceImages = new HashMap<>();

    LibtorchNetwork(NetworkPlan plan, DeviceKind device) {
        this.plan = plan;
        place = Place.of(device, plan.numerics().precision());
        network = new Network(plan.architecture(), plan.regularization(), plan.seed(), place);
        groups = List.of(
                WeightGroup.of(
                        variables(Role.WEIGHT),
                        plan.optimizer(),
                        plan.optimizer().weightDecay()),
                WeightGroup.of(variables(Role.NORMALIZATION), plan.optimizer(), 0));
    }

    private List<Variable> variables(Role role) {
        return network.variables().stream()
                .filter(variable -> variable.role() == role)
                .toList();
    }

    @Override
    public long parameters() {
        return network.variables().stream()
                .filter(Variable::isTrained)
                .mapToLong(variable -> variable.tensor().numel())
                .sum();
    }

    @Override
    public double step(long number, List<Batch> parts, double learningRate) {
        return begin(number, parts, learningRate).value();
    }

    @Override
    public Loss begin(long number, List<Batch> parts, double learningRate) {
        int images = parts.stream().mapToInt(Batch::size).sum();
        List<Tensor> losses = new ArrayList<>();
        for (int part = 0; part < parts.size(); part++) {
            long before = number * parts.size() + part;
            Batch batch = parts.get(part);
            double share = (double) batch.size() / images;
            losses.add(Scope.within(() -> addGradient(batch, share, before)));
        }
        Scope.withoutGradient(() -> {
            groups.forEach(group -> group.step(learningRate));
            return groups;
        });
        Loss loss = Loss.later(() -> sum(losses));
        if (place.isProcessor()) {
            // There is nothing to wait for, and a loss that is no number ends a training at once.
            double unused = loss.value();
        }
        return loss;
    }

    /** Waits for the device, and frees them. */
    private static double sum(List<Tensor> losses) {
        double sum = 0;
        for (Tensor loss : losses) {
            sum += loss.item_float();
            loss.close();
        }
        return sum;
    }

    /**
     * @param share of the whole batch that this part is
     * @param before parts that came before, in this step and in those before it
     * @return its part of the whole batch's mean loss, which is to be closed
     */
    private Tensor addGradient(Batch batch, double share, long before) {
        long seed = new SeededRandom(plan.seed(), before).nextLong();
        Pass pass = Pass.training(seed, before, place);
        Tensor logits = network.forward(images(batch), pass);
        Tensor loss = torch.cross_entropy_loss(
                        logits,
                        place.bring(Tensors.labels(batch)),
                        new TensorOptional(),
                        MEAN,
                        NO_LABEL,
                        plan.regularization().labelSmoothing())
                .mul(new Scalar(share));
        loss.backward();
        Scope.withoutGradient(() -> {
            pass.addGradients();
            return pass;
        });
        return loss.detach().retainReference();
    }

    @Override
    public float[] logits(Batch batch) {
        return Scope.withoutGradient(() -> Tensors.numbers(network.forward(images(batch), Pass.inference(place))));
    }

    private Tensor images(Batch batch) {
        return place.images(batch.placed().map(this::put).orElseGet(() -> Tensors.images(batch)));
    }

    private Tensor put(PlacedImages placed) {
        return deviceImages
                .computeIfAbsent(placed.stored(), stored -> new DeviceImages(stored, place))
                .batch(placed);
    }

    @Override
    public List<StateTensor> state() {
        return new ArrayList<>(tensors());
    }

    private List<TorchTensor> tensors() {
        List<TorchTensor> tensors = new ArrayList<>();
        network.variables()
                .forEach(variable -> tensors.add(new TorchTensor("network/" + variable.name(), variable.tensor())));
        groups.forEach(group -> tensors.addAll(group.state()));
        return tensors;
    }

    @Override
    public void close() {
        tensors().forEach(tensor -> tensor.tensor().close());
        deviceImages.values().forEach(DeviceImages::close);
    }
}
