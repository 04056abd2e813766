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
import java.util.Optional;
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

    private final Optional<RecordedSteps> recorded;

    /** @param recorder of steps; nothing where each is to be computed operation by operation */
    LibtorchNetwork(NetworkPlan plan, DeviceKind device, Optional<Recorder> recorder) {
        this.plan = plan;
        place = Place.of(device, plan.numerics().precision());
        network = new Network(plan.architecture(), plan.regularization(), plan.seed(), place);
        groups = List.of(
                WeightGroup.of(
                        variables(Role.WEIGHT),
                        plan.optimizer(),
                        plan.optimizer().weightDecay()),
                WeightGroup.of(variables(Role.NORMALIZATION), plan.optimizer(), 0));
        recorded = recorder.map(by -> new RecordedSteps(by, place, this::compute));
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
        Tensor lost = Scope.within(() -> {
            StepInputs inputs = inputs(number, parts, learningRate);
            return recorded.map(steps -> steps.take(inputs))
                    .orElseGet(() -> compute(inputs.map(place::bring)))
                    .retainReference();
        });
        Loss loss = Loss.later(() -> told(lost));
        if (place.isProcessor()) {
            // There is nothing to wait for, and a loss that is no number ends a training at once.
            double unused = loss.value();
        }
        return loss;
    }

    /** @return on the processor */
    private StepInputs inputs(long number, List<Batch> parts, double learningRate) {
        List<PartInputs> inputs = new ArrayList<>();
        for (Batch part : parts) {
            long before = number * parts.size() + inputs.size();
            long seed = new SeededRandom(plan.seed(), before).nextLong();
            inputs.add(PartInputs.of(part, part.placed().map(this::stored), network, before, seed));
        }
        return new StepInputs(inputs, torch.scalar_tensor(new Scalar(learningRate)));
    }

    /** Waits for the device, and frees it. */
    private static double told(Tensor loss) {
        double value = loss.item_float();
        loss.close();
        return value;
    }

    /** @return the whole batch's mean loss, before the step that it takes */
    private Tensor compute(StepInputs inputs) {
        Tensor loss = place.zero();
        try {
            for (PartInputs part : inputs.parts()) {
                double share = (double) part.size() / inputs.size();
                Scope.within(() -> loss.add_(addGradient(part, share)));
            }
            return Scope.withoutGradient(() -> {
                groups.forEach(group -> group.step(inputs.learningRate()));
                return loss;
            });
        } finally {
            groups.forEach(WeightGroup::forgetGradients);
        }
    }

    /**
     * @param share of the whole batch that this part is
     * @return its part of the whole batch's mean loss
     */
    private Tensor addGradient(PartInputs part, double share) {
        Pass pass = Pass.training(part.variation(), place);
        Tensor logits = network.forward(part.featureMap(place), pass);
        Tensor loss = torch.cross_entropy_loss(
                        logits,
                        part.labels(),
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
        return loss.detach();
    }

    @Override
    public float[] logits(Batch batch) {
        return Scope.withoutGradient(() -> Tensors.numbers(network.forward(images(batch), Pass.inference(place))));
    }

    private Tensor images(Batch batch) {
        return place.images(batch.placed().map(this::put).orElseGet(() -> Tensors.images(batch)));
    }

    private Tensor put(PlacedImages placed) {
        return stored(placed).batch(place.bring(DeviceImages.shown(placed)));
    }

    private DeviceImages stored(PlacedImages placed) {
        return deviceImages.computeIfAbsent(placed.stored(), stored -> new DeviceImages(stored, place));
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
        recorded.ifPresent(RecordedSteps::close);
        network.close();
        groups.forEach(group -> group.state().forEach(tensor -> tensor.tensor().close()));
        deviceImages.values().forEach(DeviceImages::close);
    }
}
