package io.phiscale.cli.simulation;

import io.phiscale.analysis.budget.Budget;
import io.phiscale.analysis.budget.Promotion;
import io.phiscale.analysis.budget.Rungs;
import io.phiscale.analysis.simulation.LearningCurves;
import io.phiscale.analysis.simulation.RecordedCurves;
import io.phiscale.analysis.simulation.Recording;
import io.phiscale.analysis.simulation.Summary;
import io.phiscale.analysis.simulation.Summary.Chosen;
import io.phiscale.analysis.simulation.SyntheticCurves;
import io.phiscale.analysis.simulation.SyntheticCurves.World;
import io.phiscale.cli.output.JsonOutput;
import io.phiscale.cli.output.Table;
import io.phiscale.scaling.validation.InvalidValueException;
import io.phiscale.scaling.validation.Require;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.LongFunction;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Compares a budget with the plain ways over many made-up searches. */
@Command(
        name = "simulate",
        description = {
            "What a budget finds, and what it spends on it: searches over made-up learning",
            "curves, with seeds that move accuracies and wide networks that are ahead early,",
            "or over the trainings of a real search, with their seeds in another order each",
            "time; under the scheduler that real searches have. Beside it stand the plain ways:",
            "every candidate trained as long, with one seed, and with as many as the budget",
            "allows."
        })
public final class SimulateCommand implements Callable<Integer> {
    private static final double POINTS = 100;
    private static final int MOST_SEARCHES = 100_000;
    private static final List<Integer> DEFAULT_RUNGS = List.of(2, 18);

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--rungs",
            split = ",",
            paramLabel = "EPOCHS",
            description = "Epochs in all of each rung. Default: 2,18; of a replay, the recorded ones.")
    private @Nullable List<Integer> rungs;

    @Option(
            names = "--replay",
            paramLabel = "FILE",
            description = "Instead of made-up curves: a search as search export --format json writes it, all of whose"
                    + " candidates came to every rung with several seeds.")
    private @Nullable Path replay;

    @Option(names = "--keep", paramLabel = "SHARE", description = "That goes on. Default: ${DEFAULT-VALUE}")
    private double keep = Rungs.DEFAULT_KEEP;

    @Option(names = "--least", paramLabel = "N", description = "How many go on at least. Default: ${DEFAULT-VALUE}")
    private int least = Rungs.DEFAULT_LEAST;

    @Option(
            names = "--promotion",
            paramLabel = "KIND",
            description = "${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}")
    private Promotion promotion = Promotion.CORRECTED;

    @Option(names = "--seeds", paramLabel = "N", description = "Of every candidate. Default: ${DEFAULT-VALUE}")
    private int seeds = 1;

    @Option(
            names = "--most-seeds",
            paramLabel = "N",
            description = "Of candidates that cannot be told apart. Default: ${DEFAULT-VALUE}")
    private int mostSeeds = 3;

    @Option(names = "--confidence", paramLabel = "SHARE", description = "Default: ${DEFAULT-VALUE}")
    private double confidence = Budget.DEFAULT_CONFIDENCE;

    @Mixin
    private WorldOptions world = new WorldOptions();

    @Option(names = "--searches", paramLabel = "N", description = "Default: ${DEFAULT-VALUE}")
    private int searches = 1_000;

    @Option(names = "--workers", paramLabel = "N", description = "Side by side. Default: ${DEFAULT-VALUE}")
    private int workers = 4;

    @Option(
            names = "--tolerance",
            paramLabel = "POINTS",
            description = "Behind the truly best that is as good as it. Default: ${DEFAULT-VALUE}")
    private double tolerance = 0.2;

    @Option(names = "--json", description = "Print one JSON document.")
    private boolean json;

    @Override
    public Integer call() {
        Require.between("--searches", searches, 1, MOST_SEARCHES);
        Require.between("--workers", workers, 1, 1_000);
        Require.between("--tolerance", tolerance, 0, POINTS);
        Require.between("--seeds", seeds, 1, Budget.MOST_SEEDS);
        Recording recording = replay == null ? null : RecordingFile.read(replay);
        Budget budget = budget(recording);
        int epochs = budget.rungs().epochs().get(budget.rungs().last());
        Require.between("last of --rungs", epochs, 2, 10_000);
        Map<String, Budget> budgets = new LinkedHashMap<>();
        budgets.put("every candidate, 1 seed", same(epochs, 1));
        budgets.put("every candidate, %d seeds".formatted(mostSeeds), same(epochs, mostSeeds));
        budgets.put("this budget", budget);
        LongFunction<LearningCurves> worlds = recording == null ? madeUp(epochs) : replayed(recording, budget);
        Map<String, Summary> summaries = new LinkedHashMap<>();
        budgets.forEach(
                (name, one) -> summaries.put(name, Summary.of(one, worlds, searches, workers, tolerance / POINTS)));
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            JsonOutput.print(out, summaries);
        } else {
            print(summaries, out);
            if (recording != null) {
                printRecording(recording, out);
            }
        }
        return 0;
    }

    private Budget budget(@Nullable Recording recording) {
        List<Integer> epochs =
                rungs == null ? recording == null ? DEFAULT_RUNGS : List.copyOf(recording.epochs()) : rungs;
        return new Budget(
                new Rungs(epochs, keep, least, promotion),
                LongStream.rangeClosed(1, seeds).boxed().toList(),
                mostSeeds,
                confidence);
    }

    private LongFunction<LearningCurves> madeUp(int epochs) {
        World difficulty = world.world(epochs);
        return number -> new SyntheticCurves(difficulty, number);
    }

    private LongFunction<LearningCurves> replayed(Recording recording, Budget budget) {
        WorldOptions.NAMES.stream()
                .filter(name -> spec.commandLine().getParseResult().hasMatchedOption(name))
                .findFirst()
                .ifPresent(name -> {
                    throw new InvalidValueException(
                            name, "given", "nothing with --replay: what was recorded is as hard as it is");
                });
        RecordedCurves.check(recording, budget);
        return number -> new RecordedCurves(recording, budget.mostSeeds(), number);
    }

    private void printRecording(Recording recording, PrintWriter out) {
        out.printf(
                "replayed: %d networks, %d seeds each, of which the search gets %d at most and the others tell the truth%s%n",
                recording.networks().size(),
                recording.seeds().size(),
                mostSeeds,
                recording.incomplete() == 0
                        ? ""
                        : "; %d left out that lack a training".formatted(recording.incomplete()));
        out.flush();
    }

    private static Budget same(int epochs, int count) {
        return Budget.same(epochs, LongStream.rangeClosed(1, count).boxed().toList());
    }

    private void print(Map<String, Summary> summaries, PrintWriter out) {
        double exhaustive =
                summaries.values().stream().mapToDouble(Summary::spent).max().orElse(1);
        Table table = new Table("", "chosen by", "within", "behind", "not separated", "epochs", "of all", "time");
        summaries.forEach((name, summary) -> {
            add(table, name, "highest mean", summary.measured(), summary, exhaustive);
            add(table, "", "surface", summary.surface(), summary, exhaustive);
        });
        table.print(out);
        out.printf(
                Locale.ROOT,
                "%,d searches each. Within: of %.2g points of the truly best network; behind: points behind it on average;%n"
                        + "time: of %d workers, in epochs%n",
                searches,
                tolerance,
                workers);
        out.flush();
    }

    private static void add(Table table, String name, String rule, Chosen chosen, Summary summary, double exhaustive) {
        table.add(
                name,
                rule,
                String.format(Locale.ROOT, "%.1f %%", 100 * chosen.within()),
                String.format(Locale.ROOT, "%.3f", POINTS * chosen.behind()),
                String.format(Locale.ROOT, "%.1f", summary.contenders()),
                String.format(Locale.ROOT, "%,.0f", summary.spent()),
                String.format(Locale.ROOT, "%.0f %%", 100 * summary.spent() / exhaustive),
                String.format(Locale.ROOT, "%,.0f", summary.time()));
    }
}
