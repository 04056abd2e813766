package io.phiscale.cli.network;

import io.phiscale.cli.output.JsonOutput;
import io.phiscale.cli.output.Table;
import io.phiscale.scaling.candidate.Candidate;
import io.phiscale.scaling.candidate.CandidateSet;
import io.phiscale.scaling.coefficient.Coefficients;
import io.phiscale.scaling.coefficient.Scaler;
import io.phiscale.scaling.quantity.Quantity;
import io.phiscale.scaling.validation.Require;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The distinct networks that coefficients build. */
@Command(
        name = "candidates",
        description = {
            "The distinct networks that a strategy tries. Of the grid and the simplex, these",
            "are what coefficients with alpha·beta²·gamma² near the target build: rounding",
            "makes many coefficients one network, and moves the cost away from the target;",
            "compare the realised cost ratio with the nominal product. The strategy",
            "realised takes networks that really cost the same."
        })
public final class CandidatesCommand implements Callable<Integer> {
    private static final int SHOWN = 60;
    private static final int MOST_BATCH = 1_000_000;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private BaselineOption baseline = new BaselineOption();

    @Mixin
    private RoundingOptions rounding = new RoundingOptions();

    @Mixin
    private StrategyOptions strategy = new StrategyOptions();

    @Option(
            names = "--batch",
            paramLabel = "N",
            description = "Batch size for the estimate of training memory. Default: ${DEFAULT-VALUE}")
    private int batch = 64;

    @Option(names = "--json", description = "Print one JSON document, with all candidates.")
    private boolean json;

    record AliasDocument(double alpha, double beta, double gamma, double product) {
        static AliasDocument of(Coefficients alias) {
            return new AliasDocument(alias.alpha(), alias.beta(), alias.gamma(), alias.product());
        }
    }

    record ItemDocument(String fingerprint, List<AliasDocument> aliases, CostDocument cost, double costRatio) {
        static ItemDocument of(Candidate candidate) {
            return new ItemDocument(
                    candidate.fingerprint(),
                    candidate.aliases().stream().map(AliasDocument::of).toList(),
                    CostDocument.of(candidate.architecture()),
                    candidate.costRatio());
        }
    }

    /** @param distinct networks, of which the candidates are some, or all */
    record CandidatesDocument(int coefficients, int distinct, int candidates, List<ItemDocument> items) {}

    @Override
    public Integer call() {
        Scaler scaler = new Scaler(baseline.resolve(), rounding.resolve());
        Require.between("--batch", batch, 1, MOST_BATCH);
        CandidateSet set = strategy.resolve().candidates(scaler, batch);
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            List<ItemDocument> items =
                    set.candidates().stream().map(ItemDocument::of).toList();
            JsonOutput.print(out, new CandidatesDocument(set.coefficients(), set.distinct(), items.size(), items));
        } else {
            print(set, out);
        }
        return 0;
    }

    private static void print(CandidateSet set, PrintWriter out) {
        List<Candidate> candidates = set.candidates();
        String networks = set.distinct() == candidates.size()
                ? "%,d distinct networks".formatted(candidates.size())
                : "the %,d networks that are taken of %,d".formatted(candidates.size(), set.distinct());
        out.printf(
                Locale.ROOT,
                "%,d coefficients build %s, at %.2f to %.2f times the baseline's multiply-adds%n%n",
                set.coefficients(),
                networks,
                candidates.get(0).costRatio(),
                candidates.get(candidates.size() - 1).costRatio());
        Table table = new Table(
                "fingerprint",
                "alpha",
                "beta",
                "gamma",
                "product",
                "aliases",
                "px",
                "parameters",
                "multiply-adds",
                "ratio");
        for (Candidate candidate : candidates.subList(0, Math.min(SHOWN, candidates.size()))) {
            Coefficients first = candidate.aliases().get(0);
            table.add(
                    candidate.fingerprint(),
                    Quantity.plain(first.alpha(), 4),
                    Quantity.plain(first.beta(), 4),
                    Quantity.plain(first.gamma(), 4),
                    Quantity.plain(first.product(), 4),
                    Integer.toString(candidate.aliases().size()),
                    Integer.toString(candidate.architecture().resolution()),
                    Quantity.metric(candidate.cost().parameters()),
                    Quantity.metric(candidate.cost().multiplyAdds()),
                    String.format(Locale.ROOT, "%.3f", candidate.costRatio()));
        }
        table.print(out);
        if (candidates.size() > SHOWN) {
            out.printf(Locale.ROOT, "… and %,d more: --json prints all%n", candidates.size() - SHOWN);
        }
        out.flush();
    }
}
