package io.phiscale.specification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.phiscale.analysis.selection.CostIndicator;
import io.phiscale.analysis.selection.Objective;
import io.phiscale.protocol.dataset.BuiltInDataSets;
import io.phiscale.protocol.dataset.DataSelection;
import io.phiscale.protocol.dataset.DataSetFacts;
import io.phiscale.protocol.recipe.Optimizer;
import io.phiscale.protocol.recipe.RandAugment;
import io.phiscale.protocol.recipe.Recipe;
import io.phiscale.protocol.recipe.Regularization;
import io.phiscale.protocol.recipe.Schedule;
import io.phiscale.scaling.architecture.Activation;
import io.phiscale.scaling.architecture.Operator;
import io.phiscale.scaling.architecture.Stage;
import io.phiscale.scaling.baseline.BuiltInBaselines;
import io.phiscale.scaling.candidate.CandidateSet;
import io.phiscale.scaling.candidate.Grid;
import io.phiscale.scaling.candidate.Simplex;
import io.phiscale.scaling.validation.InvalidValueException;
import java.util.List;
import org.junit.jupiter.api.Test;

class SpecificationReaderTests {
    private static final String SHORTEST =
            """
            baseline: efficientnet-b0
            dataset: {name: fashion-mnist}
            """;
    private static final String NETWORK =
            """
            name: small
            resolution: 32
            stem: {kernel: 3, stride: 1, channels: 16}
            stages:
              - {operator: convolution, channels: 16}
              - {operator: mbconv, kernel: 5, stride: 2, expansion: 4, channels: 24, layers: 2, inputChannels: 16}
            head: 64
            """;

    @Test
    void whatIsLeftOutTakesItsDefault() {
        SearchSpecification search = SpecificationReader.readSearch(SHORTEST);

        assertThat(search.name()).isEqualTo("efficientnet-b0 on fashion-mnist");
        assertThat(search.strategy()).isEqualTo(Grid.DEFAULT);
        assertThat(search.recipe().recipe()).isEqualTo(Recipe.DEFAULT);
        assertThat(search.budget().seeds()).containsExactly(1L);
        assertThat(search.labels()).isEmpty();
    }

    @Test
    void jsonIsReadToo() {
        String json = "{\"baseline\": \"mbconv-nano\", \"dataset\": {\"name\": \"mnist\"}, \"seeds\": [3, 4]}";
        assertThat(SpecificationReader.readSearch(json).budget().seeds()).containsExactly(3L, 4L);
    }

    @Test
    void everyPartMayBeGiven() {
        SearchSpecification search = SpecificationReader.readSearch(
                """
                name: mine
                baseline: mbconv-nano
                resolution: 20
                strategy: {kind: simplex, divisions: 3, target: 2}
                rounding: {resolutionMultiple: 4}
                dataset: {name: fashion-mnist, trainingImages: 6000, validationImages: 2000}
                recipe:
                  epochs: 2
                  optimizer: {kind: rmsprop, learningRate: 0.01}
                  regularization: {stochasticDepth: 0.2}
                objective: {kind: reward}
                labels: [a100, v2.1_x, a100]
                ladder: [1, 2.5]
                """);

        assertThat(search.strategy()).isEqualTo(new Simplex(3, 2, 1));
        assertThat(search.recipe().recipe().optimizer().kind()).isEqualTo(Optimizer.Kind.RMSPROP);
        assertThat(search.recipe().recipe().regularization().stochasticDepth()).isEqualTo(0.2);
        assertThat(search.objective().exponent()).isEqualTo(-0.07);
        assertThat(search.labels()).containsExactly("a100", "v2.1_x");
        assertThat(search.ladder()).containsExactly(1.0, 2.5);
        SearchPlan plan = search.plan(BuiltInDataSets.FASHION_MNIST);
        assertThat(plan.scaler().baseline().architecture().resolution()).isEqualTo(20);
        assertThat(plan.data().trainingImages()).isEqualTo(6000);
    }

    @Test
    void theEfficientNetRecipeIsAsPublished() {
        Recipe recipe = recipe("recipe: {preset: efficientnet}");

        assertThat(recipe).isEqualTo(Recipe.EFFICIENTNET.inStages(List.of(350)));
        assertThat(recipe.optimizer())
                .isEqualTo(new Optimizer(Optimizer.Kind.RMSPROP, 0.256, 0.9, 0.9, 1e-3, 1e-5, 0.9999));
        assertThat(recipe.augmentation().randAugment()).isEqualTo(new RandAugment(2, 9));
    }

    @Test
    void whatIsWrittenBesideAPresetTakesPrecedence() {
        Recipe recipe = recipe(
                """
                recipe:
                  preset: efficientnet
                  epochs: 20
                  batchSize: 64
                  schedule: {warmupEpochs: 1}
                  optimizer: {weightAveraging: 0}
                  regularization: {dropout: 0}
                  augmentation: {randAugment: {magnitude: 5}}
                """);

        assertThat(recipe.epochs()).isEqualTo(20);
        // 0.016 per 256 images.
        assertThat(recipe.optimizer().learningRate()).isEqualTo(0.004);
        assertThat(recipe.optimizer().averagesWeights()).isFalse();
        assertThat(recipe.schedule().kind()).isEqualTo(Schedule.Kind.EXPONENTIAL);
        assertThat(recipe.schedule().warmupEpochs()).isEqualTo(1);
        assertThat(recipe.regularization()).isEqualTo(new Regularization(0, 0.2, 0.1));
        assertThat(recipe.augmentation().randAugment()).isEqualTo(new RandAugment(2, 5));
    }

    @Test
    void aPresetsWarmUpIsHeldAgainstTheEpochsThatAreWritten() {
        assertThatThrownBy(() -> recipe("recipe: {preset: efficientnet, epochs: 4}"))
                .hasMessageContaining("recipe.schedule.warmupEpochs is 5.0; allowed: less than the 4 epochs");
    }

    private static Recipe recipe(String document) {
        return SpecificationReader.readSearch("baseline: mbconv-nano\ndataset: {name: shapes}\n" + document)
                .recipe()
                .recipe();
    }

    @Test
    void aNetworkOfOnesOwnIsABaseline() {
        var architecture = SpecificationReader.readBaseline(NETWORK).baseline().architecture();

        assertThat(architecture.stages())
                .extracting(stage -> stage.operator())
                .containsExactly(Operator.CONVOLUTION, Operator.MBCONV);
        assertThat(architecture.stages().get(1).squeezeRatio()).isEqualTo(0.25);
    }

    @Test
    void aNetworkOfResidualBlocksMayHaveWhatResnetsHave() {
        var architecture = SpecificationReader.readBaseline(
                        """
                        resolution: 64
                        activation: relu
                        stem: {kernel: 7, channels: 32, pool: 3}
                        stages:
                          - {operator: basic, channels: 32}
                          - {operator: bottleneck, stride: 2, channels: 64}
                        head: 0
                        """)
                .baseline()
                .architecture();

        assertThat(architecture.activation()).isEqualTo(Activation.RELU);
        assertThat(architecture.stemPooling()).isPresent();
        assertThat(architecture.headConvolution()).isEmpty();
        assertThat(architecture.stages()).extracting(Stage::expansion).containsExactly(1, 4);
        assertThat(architecture.features()).isEqualTo(64);
    }

    @Test
    void aSearchTakesTheClassesAndChannelsOfItsData() {
        String indented = NETWORK.indent(2);
        SearchPlan plan = SpecificationReader.readSearch("dataset: {name: fashion-mnist}\nbaseline:\n" + indented)
                .plan(BuiltInDataSets.FASHION_MNIST);

        assertThat(plan.scaler().baseline().architecture().classes()).isEqualTo(10);
        assertThat(plan.scaler().baseline().architecture().inputChannels()).isEqualTo(1);
    }

    @Test
    void moreClassesThanTheDataHasAreRefused() {
        String network = (NETWORK + "classes: 11\n").indent(2);
        SearchSpecification search =
                SpecificationReader.readSearch("dataset: {name: fashion-mnist}\nbaseline:\n" + network);

        assertThatThrownBy(() -> search.plan(BuiltInDataSets.FASHION_MNIST))
                .hasMessage("baseline.classes is 11; allowed: 10, as data set fashion-mnist has (or leave it out)");
    }

    @Test
    void anUnknownKeyIsNamedWithItsLineAndTheKnownOnes() {
        assertThatThrownBy(() -> SpecificationReader.readSearch(SHORTEST + "recipe:\n  epoch: 3\n"))
                .asInstanceOf(type(SpecificationSyntaxException.class))
                .satisfies(error -> {
                    assertThat(error.line()).isEqualTo(4);
                    assertThat(error.key()).isEqualTo("recipe.epoch");
                    assertThat(error).hasMessageContaining("epochs");
                });
    }

    @Test
    void brokenYamlIsNamedWithItsLine() {
        assertThatThrownBy(() -> SpecificationReader.readSearch("name: [1, 2\nbaseline: x\n"))
                .asInstanceOf(type(SpecificationSyntaxException.class))
                .satisfies(error -> assertThat(error.line()).isBetween(1, 3));
    }

    @Test
    void anEmptyDocumentIsRefused() {
        assertThatThrownBy(() -> SpecificationReader.readSearch("")).isInstanceOf(SpecificationSyntaxException.class);
        assertThatThrownBy(() -> SpecificationReader.readSearch("42")).isInstanceOf(SpecificationSyntaxException.class);
    }

    @Test
    void textWhereANumberBelongsIsRefused() {
        assertThatThrownBy(() -> SpecificationReader.readSearch(SHORTEST + "recipe: {epochs: many}\n"))
                .hasMessage("line 3: recipe.epochs is not what belongs here; expected: a whole number");
    }

    @Test
    void aWordThatIsNoChoiceNamesTheChoices() {
        assertThatThrownBy(() -> SpecificationReader.readSearch(SHORTEST + "strategy: {kind: random}\n"))
                .hasMessage("line 3: strategy.kind is not one of: grid, simplex, realised, listed");
    }

    @Test
    void anUnknownBaselineNamesTheKnownOnes() {
        assertThatThrownBy(() -> SpecificationReader.readSearch("baseline: b9\ndataset: {name: mnist}\n"))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageContaining(BuiltInBaselines.names().toString());
    }

    @Test
    void channelsThatDoNotChainAreRefused() {
        assertThatThrownBy(() ->
                        SpecificationReader.readBaseline(NETWORK.replace("inputChannels: 16", "inputChannels: 8")))
                .hasMessageStartingWith("stages[1].inputChannels is 8; allowed: 16");
    }

    @Test
    void aValueThatIsNotAllowedIsNamedByItsWholePath() {
        assertThatThrownBy(() -> SpecificationReader.readSearch(SHORTEST + "recipe: {optimizer: {momentum: 2}}\n"))
                .hasMessageStartingWith("recipe.optimizer.momentum is 2.0; allowed:");
        assertThatThrownBy(() -> SpecificationReader.readSearch(SHORTEST + "strategy: {step: 'NaN'}\n"))
                .hasMessageStartingWith("strategy.step is NaN; allowed:");
        assertThatThrownBy(() -> SpecificationReader.readSearch(SHORTEST + "strategy: {step: .nan}\n"))
                .hasMessageStartingWith("line 3:")
                .hasMessageNotContaining("java.");
    }

    @Test
    void aBatchLargerThanTheTrainingSplitIsRefused() {
        SearchSpecification search = SpecificationReader.readSearch(
                """
                baseline: mbconv-nano
                dataset: {name: mnist, trainingImages: 100, validationImages: 10}
                recipe: {batchSize: 101}
                """);
        assertThatThrownBy(() -> search.plan(BuiltInDataSets.MNIST))
                .hasMessage("recipe.batchSize is 101; allowed: at most the 100 images to train on");
    }

    @Test
    void moreImagesThanThereAreAreRefused() {
        SearchSpecification search = SpecificationReader.readSearch(
                "{baseline: mbconv-nano, dataset: {name: mnist, trainingImages: 59000, validationImages: 2000}}");
        assertThatThrownBy(() -> search.plan(BuiltInDataSets.MNIST)).hasMessageContaining("from 1 to 58,000");
    }

    @Test
    void resolutionsAboveTheImagesOwnAreWarnedOf() {
        SearchPlan plan = SpecificationReader.readSearch("{baseline: mbconv-nano, dataset: {name: mnist}}")
                .plan(BuiltInDataSets.MNIST);
        assertThat(plan.warnings(plan.candidates())).anyMatch(warning -> warning.contains("28 px"));
    }

    @Test
    void imagesAreDecodedForTheLargestCandidate() {
        SearchPlan plan = SpecificationReader.readSearch("{baseline: mbconv-nano, dataset: {name: mnist}}")
                .plan(BuiltInDataSets.MNIST);
        CandidateSet candidates = plan.candidates();

        int largest = plan.withImagesFor(candidates).data().sourceResolution();

        assertThat(candidates.candidates())
                .allMatch(candidate -> candidate.architecture().resolution() <= largest)
                .anyMatch(candidate -> candidate.architecture().resolution() == largest);
    }

    @Test
    void aValidationSplitOfTheDataSetsOwnIsUsedWholeAndCostsNoTrainingImages() {
        DataSetFacts facts = new DataSetFacts("fashion-mnist", 10, 1, 28, 1_000, 50, true);

        DataSelection selection =
                SpecificationReader.readSearch(SHORTEST).plan(facts).data();

        assertThat(selection).isEqualTo(new DataSelection("fashion-mnist", 1_000, 50, 1));
        assertThatThrownBy(() -> SpecificationReader.readSearch(
                                SHORTEST.replace("fashion-mnist", "fashion-mnist, validationImages: 51"))
                        .plan(facts))
                .hasMessage("dataset.validationImages is 51; allowed: a whole number from 1 to 50");
    }

    @Test
    void imagesAreMirroredWhereMirrorImagesMeanTheSameUnlessTheUserSaysOtherwise() {
        String digits = "{baseline: mbconv-nano, dataset: {name: mnist}";

        assertThat(flips(digits + "}", BuiltInDataSets.MNIST)).isFalse();
        assertThat(flips(digits + ", recipe: {augmentation: {flip: true}}}", BuiltInDataSets.MNIST))
                .isTrue();
        assertThat(flips(SHORTEST, BuiltInDataSets.FASHION_MNIST)).isTrue();
        assertThat(flips(SHORTEST + "recipe: {augmentation: {flip: false}}\n", BuiltInDataSets.FASHION_MNIST))
                .isFalse();
    }

    private static boolean flips(String search, DataSetFacts facts) {
        return SpecificationReader.readSearch(search)
                .plan(facts)
                .recipe()
                .augmentation()
                .flip();
    }

    @Test
    void aWarmUpThatNeverEndsIsRefused() {
        assertThatThrownBy(() ->
                        SpecificationReader.readSearch(SHORTEST + "recipe: {epochs: 3, schedule: {warmupEpochs: 5}}\n"))
                .hasMessageContaining("recipe.schedule.warmupEpochs is 5.0; allowed: less than the 3 epochs");
    }

    @Test
    void aPaddingInPixelsIsRefused() {
        assertThatThrownBy(
                        () -> SpecificationReader.readSearch(SHORTEST + "recipe: {augmentation: {cropPadding: 4}}\n"))
                .hasMessageContaining("recipe.augmentation.cropPadding is 4.0; allowed: a number from 0 to 0.5");
    }

    @Test
    void whatIsGoodByTheRewardIsNotEndedForItsAccuracy() {
        String search = SHORTEST + "budget: {medianAfter: 0.5}\n";

        assertThatThrownBy(() -> SpecificationReader.readSearch(search + "objective: {kind: reward}\n"))
                .hasMessageContaining("budget.medianAfter is 0.5; allowed: nothing with objective.kind: reward");
        assertThat(SpecificationReader.readSearch(search + "objective: {select: knee}\n")
                        .budget()
                        .medianAfter())
                .isEqualTo(0.5);
    }

    @Test
    void aCostIsForWhatWeighsItAlone() {
        String search = "baseline: mbconv-nano\ndataset: {name: shapes}\nobjective: ";

        assertThat(SpecificationReader.readSearch(search + "{kind: reward, cost: parameters}")
                        .objective()
                        .cost())
                .isEqualTo(CostIndicator.PARAMETERS);
        assertThat(SpecificationReader.readSearch(search + "{select: knee}").objective())
                .isEqualTo(Objective.ACCURACY);
        assertThatThrownBy(() -> SpecificationReader.readSearch(search + "{cost: latency}"))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageContaining("objective.cost is latency")
                .hasMessageContaining("select: knee");
        assertThatThrownBy(() -> SpecificationReader.readSearch(search + "{kind: reward, cost: money}"))
                .hasMessageContaining("multiply-adds, parameters, activations, memory, latency");
    }
}
