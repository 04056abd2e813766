package io.phiscale.engine.libtorch;

import io.phiscale.engine.libtorch.StepInputs.Rates;
import io.phiscale.engine.libtorch.network.Network;
import io.phiscale.engine.libtorch.network.Pass;
import io.phiscale.engine.libtorch.network.Place;
import io.phiscale.engine.libtorch.network.Scope;
import io.phiscale.engine.libtorch.network.Variable;
import io.phiscale.engine.libtorch.network.Variable.Role;
import io.phiscale.engine.libtorch.optimizer.WeightAverage;
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
import java.util.function.Supplier;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;

/** A libtorch network and its optimizer. Gradients are libtorch's own, but for those that it is slow at. */
final class LibtorchNetwork implements TrainableNetwork {
    /** As libtorch numbers the ways to sum up a batch's losses. */
    private static final long MEAN = 1;

    private static final long NO_LABEL = -100;

    private final NetworkPlan plan;
    private final Place place;
    private final Network network;
    private final List<WeightGroup> groups;
    private final List<Tensor> trained;
    /** Of the network over steps, where the recipe asks for it. */
    private final Optional<Network> average;

    private final Optional<WeightAverage> averaging;
    /** Sent over when the first batch of them comes. */
    private final Map<StoredImages, DeviceImages> deviceImages = new HashMap<>();

    private final Optional<RecordedSteps> recorded;

    /** @param recorder of steps; nothing where each is to be computed operation by operation */
    LibtorchNetwork(NetworkPlan plan, DeviceKind device, Optional<Recorder> recorder) {
        this.plan = plan;
        place = Place.of(device, plan.numerics().precision());
        network = built(plan);
        groups = List.of(
                WeightGroup.of(
                        variables(Role.WEIGHT),
                        plan.optimizer(),
                        plan.optimizer().weightDecay()),
                WeightGroup.of(variables(Role.NORMALIZATION), plan.optimizer(), 0));
        trained = network.variables().stream()
                .filter(Variable::isTrained)
                .map(Variable::tensor)
                .toList();
        average = plan.optimizer().averagesWeights() ? Optional.of(built(plan)) : Optional.empty();
        averaging = average.map(of -> new WeightAverage(tensors(of), tensors(network)));
        recorded = recorder.map(by -> new RecordedSteps(by, place, this::compute));
    }

    /** Two of the same plan are the same. */
    private Network built(NetworkPlan plan) {
        return new Network(plan.architecture(), plan.regularization(), plan.seed(), place);
    }

    private static List<Tensor> tensors(Network network) {
        return network.variables().stream().map(Variable::tensor).toList();
    }

    private List<Variable> variables(Role role) {
        return network.variables().stream()
                .filter(variable -> variable.role() == role)
                .toList();
    }

    @Override
    public long parameters() {
        return trained.stream().mapToLong(Tensor::numel).sum();
    }

    @Override
    public double step(long number, List<Batch> parts, double learningRate) {
        return begin(number, parts, learningRate).value();
    }

    @Override
    public Loss begin(long number, List<Batch> parts, double learningRate) {
        Tensor lost = Scope.within(() -> {
            Rates rates = new Rates(
                    torch.scalar_tensor(new Scalar(learningRate)),
                    torch.scalar_tensor(new Scalar(plan.optimizer().averageShare(number))));
            return recorded.filter(steps -> parts.size() == 1)
                    .map(steps -> steps.take(new StepInputs(inputs(parts.get(0), number), rates)))
                    .orElseGet(() -> compute(number, parts, rates.map(place::bring)))
                    .retainReference();
        });
        Loss loss = Loss.later(() -> told(lost));
        if (place.isProcessor()) {
            // There is nothing to wait for, and a loss that is no number ends a training at once.
            double unused = loss.value();
        }
        return loss;
    }

    /**
     * @param before parts that came before, in this step and in those before it
     * @return on the processor
     */
    private PartInputs inputs(Batch part, long before) {
        long seed = new SeededRandom(plan.seed(), before).nextLong();
        return PartInputs.of(part, part.placed().map(this::stored), network, before, seed);
    }

    /** Waits for the device, and frees it. */
    private static double told(Tensor loss) {
        double value = loss.item_float();
        loss.close();
        return value;
    }

    private Tensor compute(long number, List<Batch> parts, Rates rates) {
        List<Supplier<PartInputs>> inputs = new ArrayList<>();
        for (Batch part : parts) {
            long before = number * parts.size() + inputs.size();
            inputs.add(() -> inputs(part, before).map(place::bring));
        }
        return compute(inputs, parts.stream().mapToLong(Batch::size).sum(), rates);
    }

    private Tensor compute(StepInputs inputs) {
        return compute(List.of(inputs::part), inputs.part().size(), inputs.rates());
    }

    /**
     * @param parts one after the other, each of which is freed before the next is asked for
     * @param images of all of them
     * @return the whole batch's mean loss, before the step that it takes
     */
    private Tensor compute(List<Supplier<PartInputs>> parts, long images, Rates rates) {
        Tensor loss = place.zero();
        try (Gradients gradients = new Gradients(trained)) {
            for (Supplier<PartInputs> each : parts) {
                Scope.within(() -> {
                    PartInputs part = each.get();
                    return loss.add_(addGradients(part, (double) part.size() / images, gradients));
                });
            }
            return Scope.withoutGradient(() -> {
                groups.forEach(group -> group.step(gradients, rates.learning()));
                averaging.ifPresent(each -> each.step(rates.average()));
                return loss;
            });
        }
    }

    /**
     * @param share of the whole batch that this part is
     * @return its part of the whole batch's mean loss
     */
    private Tensor addGradients(PartInputs part, double share, Gradients gradients) {
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
        gradients.add(loss, pass);
        return loss.detach();
    }

    @Override
    public float[] logits(Batch batch) {
        Network evaluated = average.orElse(network);
        Supplier<float[]> work = () ->
                Scope.withoutGradient(() -> Tensors.numbers(evaluated.forward(images(batch), Pass.inference(place))));
        return recorded.map(steps -> steps.beside(work)).orElseGet(work);
    }

    @Override
    public Map<String, String> provenance() {
        return recorded.map(steps -> Map.of("steps", steps.how())).orElse(Map.of());
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
        List<TorchTensor> tensors = new ArrayList<>(state("network", network));
        average.ifPresent(of -> tensors.addAll(state("average", of)));
        groups.forEach(group -> tensors.addAll(group.state()));
        return tensors;
    }

    private static List<TorchTensor> state(String group, Network network) {
        return network.variables().stream()
                .map(variable -> new TorchTensor(group + "/" + variable.name(), variable.tensor()))
                .toList();
    }

    @Override
    public void close() {
        recorded.ifPresent(RecordedSteps::close);
        network.close();
        average.ifPresent(Network::close);
        groups.forEach(group -> group.state().forEach(tensor -> tensor.tensor().close()));
        deviceImages.values().forEach(DeviceImages::close);
    }
}
