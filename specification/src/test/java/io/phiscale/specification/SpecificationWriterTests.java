package io.phiscale.specification;

import static org.assertj.core.api.Assertions.assertThat;

import io.phiscale.protocol.dataset.DataSetFacts;
import io.phiscale.protocol.engine.DeviceKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpecificationWriterTests {
    private static final DataSetFacts SHAPES = new DataSetFacts("shapes", 8, 3, 0, 4_000);

    /** Each key is given a value that is not its default, in one document or another. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "baseline: mbconv-nano\ndataset: {name: shapes}\n",
                """
                name: "yes: a name, with # all that YAML minds"
                baseline: mbconv-nano
                resolution: 20
                strategy: {kind: realised, costs: [activations, memory], band: 0.3, candidates: 7, step: 0.02, target: 3, phi: 0.5}
                rounding: {channelDivisor: 4, resolutionMultiple: 2, depth: nearest, resolutionCap: 64}
                dataset: {name: shapes, trainingImages: 300, validationImages: 50, splitSeed: 9}
                recipe:
                  batchSize: 32
                  optimizer: {kind: rmsprop, learningRate: 0.02, momentum: 0.8, decay: 0.95, epsilon: 0.01, weightDecay: 0.0001}
                  schedule: {kind: cosine, warmupEpochs: 0.5, decayRate: 0.9, decayEpochs: 3}
                  regularization: {dropout: 0.3, stochasticDepth: 0.1, labelSmoothing: 0.2}
                  augmentation: {flip: false, cropPadding: 0.2, randAugment: {operations: 3, magnitude: 4}}
                seeds: [4, 7]
                budget: {rungs: [2, 8], keep: 0.5, least: 3, promotion: early, mostSeeds: 5, confidence: 0.9}
                limit: {hours: 3, price: 12.5, images: 100000}
                controls: false
                objective: {kind: reward, exponent: -0.1, costTarget: 3, cost: latency, select: knee, coefficients: centre}
                engine: libtorch
                device: cuda
                precision: bf16
                deterministic: true
                labels: [a100, night]
                ladder: [1, 2.5]
                """,
                """
                baseline:
                  name: own
                  resolution: 32
                  squeezeRatio: 0.5
                  activation: relu6
                  stem: {kernel: 5, stride: 1, channels: 8, pool: 5}
                  stages:
                    - {operator: convolution, channels: 16, stride: 2}
                    - {operator: mbconv, channels: 24, layers: 2, kernel: 5, expansion: 4}
                    - {operator: bottleneck, channels: 32, expansion: 2}
                  head: 64
                strategy: {kind: grid, alpha: "1:1.5", beta: "1:1.3", gamma: "1.1", step: 0.1, tolerance: 0.2, target: 1.7, phi: 2}
                dataset: {name: shapes}
                recipe: {epochs: 9}
                budget: {medianAfter: 0.4}
                """,
                """
                baseline: mbconv-nano
                strategy: {kind: listed, coefficients: [[1.2, 1.1, 1.15], [1.5, 1, 1.0]], target: 2.2, phi: 0.5}
                dataset: {name: shapes}
                """,
                """
                baseline: mbconv-nano
                strategy: {kind: realised, around: [1.3, 1.1, 1.1], within: 0.2, phi: 2}
                dataset: {name: shapes}
                """,
                """
                baseline: efficientnet-b0
                resolution: 64
                strategy: {kind: simplex, divisions: 3, target: 2.5, phi: 1.5}
                dataset: {name: shapes}
                recipe: {preset: efficientnet, batchSize: 32, schedule: {warmupEpochs: 1}}
                budget: {rungs: [4], mostSeeds: 3, confidence: 0.8}
                objective: {select: knee, cost: activations, coefficients: optimum}
                """
            })
    void whatIsWrittenIsTheSameSearch(String document) {
        SearchPlan plan = SpecificationReader.readSearch(document).plan(SHAPES);

        String written = SpecificationWriter.write(plan);
        SearchPlan read = SpecificationReader.readSearch(written).plan(SHAPES);

        assertThat(read.scaler()).isEqualTo(plan.scaler());
        assertThat(read.data()).isEqualTo(plan.data());
        assertThat(read.recipe()).isEqualTo(plan.recipe());
        assertThat(read.platform()).isEqualTo(plan.platform());
        assertThat(read.specification())
                .usingRecursiveComparison()
                .as("but for what the data set and the coordinator chose, which is compared above")
                .ignoringFields("baseline", "data", "recipe", "platform")
                .isEqualTo(plan.specification());
        assertThat(SpecificationWriter.write(read)).isEqualTo(written);
    }

    @Test
    void whatWasLeftToTheDataSetAndTheCoordinatorIsWrittenOut() {
        SearchPlan plan = SpecificationReader.readSearch("baseline: mbconv-nano\ndataset: {name: shapes}\n")
                .plan(SHAPES);

        assertThat(SpecificationWriter.write(plan))
                .startsWith("name: mbconv-nano on shapes\nbaseline: mbconv-nano\nresolution: 28\n")
                .contains("trainingImages: %d\n".formatted(plan.data().trainingImages()))
                .contains("flip: " + SHAPES.mirrorable() + "\n")
                .contains("device: %s\n".formatted(DeviceKind.CPU.id()))
                .contains("controls: true\n")
                .doesNotContain("null", "budget", "limit");
    }
}
