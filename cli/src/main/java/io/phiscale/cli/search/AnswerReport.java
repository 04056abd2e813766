package io.phiscale.cli.search;

import io.phiscale.cli.output.Table;
import io.phiscale.scaling.quantity.Quantity;
import java.io.PrintWriter;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/** The answer of a search as text: coefficients, ranking, ladder. */
public final class AnswerReport {
    private static final int MOST_CANDIDATES = 30;

    private final SearchApi searches;

    public AnswerReport(SearchApi searches) {
        this.searches = searches;
    }

    /** Prints what there is, but for the warnings, which come with the progress; a search that is not done has no answer yet. */
    public void printAnswer(String id, PrintWriter out) {
        JsonNode answer = searches.answer(id, MOST_CANDIDATES);
        JsonNode search = answer.path("search");
        if (!search.path("error").asString("").isEmpty()) {
            out.println("error: " + search.path("error").asString());
        }
        out.println();
        printCandidates(answer.path("candidates"), out);
        long more =
                search.path("candidates").asLong(0) - answer.path("candidates").size();
        if (more > 0) {
            out.printf(Locale.ROOT, "… and %,d more: --json prints all%n", more);
        }
        if (answer.has("selection")) {
            printSelection(answer.path("selection"), out);
            printControls(answer.path("selection").path("controls"), out);
            out.println();
            printLadder(answer.path("ladder"), out);
        }
        out.flush();
    }

    private static void printSelection(JsonNode selection, PrintWriter out) {
        JsonNode chosen = selection.path("coefficients");
        out.printf(
                Locale.ROOT,
                "%nalpha = %s (depth), beta = %s (width), gamma = %s (resolution)%n%s%n",
                Quantity.plain(chosen.path("alpha").asDouble(), 4),
                Quantity.plain(chosen.path("beta").asDouble(), 4),
                Quantity.plain(chosen.path("gamma").asDouble(), 4),
                selection.path("explanation").asString(""));
        String surface = selection.path("surface").path("words").asString("");
        if (!surface.isEmpty()) {
            out.println(surface);
        }
        for (JsonNode agreement : selection.path("agreements")) {
            out.println(agreement.path("words").asString());
        }
    }

    private static void printControls(JsonNode controls, PrintWriter out) {
        if (controls.isEmpty()) {
            return;
        }
        Table table = new Table(
                "control", "alpha", "beta", "gamma", "px", "ratio", "top-1", "seeds", "the chosen network is");
        for (JsonNode control : controls) {
            JsonNode coefficients = control.path("coefficients");
            table.add(
                    control.path("kind").asString().toLowerCase(Locale.ROOT),
                    Quantity.plain(coefficients.path("alpha").asDouble(), 4),
                    Quantity.plain(coefficients.path("beta").asDouble(), 4),
                    Quantity.plain(coefficients.path("gamma").asDouble(), 4),
                    control.path("resolution").asString(),
                    String.format(Locale.ROOT, "%.2f", control.path("costRatio").asDouble()),
                    Quantity.percent(control.path("top1").asDouble()),
                    control.path("seeds").asString(),
                    control.path("words").asString());
        }
        out.println();
        table.print(out);
    }

    private static void printCandidates(JsonNode candidates, PrintWriter out) {
        Table table = new Table(
                "rank",
                "alpha",
                "beta",
                "gamma",
                "aliases",
                "px",
                "parameters",
                "multiply-adds",
                "ratio",
                "epochs",
                "top-1",
                "±",
                "seeds",
                "",
                "state");
        boolean ranked = candidates.path(0).path("rank").isNumber();
        int row = 0;
        for (JsonNode candidate : candidates) {
            row++;
            JsonNode alias = candidate.path("aliases").path(0);
            JsonNode top1 = candidate.path("top1");
            table.add(
                    ranked ? rank(candidate) : top1.isNumber() ? Integer.toString(row) : "–",
                    Quantity.plain(alias.path("alpha").asDouble(), 4),
                    Quantity.plain(alias.path("beta").asDouble(), 4),
                    Quantity.plain(alias.path("gamma").asDouble(), 4),
                    Integer.toString(candidate.path("aliases").size()),
                    candidate.path("resolution").asString(),
                    Quantity.metric(candidate.path("cost").path("parameters").asLong()),
                    Quantity.metric(candidate.path("cost").path("multiplyAdds").asLong()),
                    String.format(
                            Locale.ROOT, "%.2f", candidate.path("costRatio").asDouble()),
                    candidate.path("epochs").asString("–"),
                    top1.isNumber() ? Quantity.percent(top1.asDouble()) : "–",
                    deviation(candidate.path("deviation")),
                    candidate.path("seeds").asString("0"),
                    candidate.path("contender").asBoolean(false) ? "*" : "",
                    candidate.path("state").asString("").toLowerCase(Locale.ROOT));
        }
        table.print(out);
        if (candidates.valueStream().anyMatch(one -> one.path("contender").asBoolean(false))) {
            out.println("*: not separated from the best");
        }
    }

    /** Standard deviation over seeds, in points. */
    private static String deviation(JsonNode deviation) {
        return deviation.isNumber() ? String.format(Locale.ROOT, "%.2f", 100 * deviation.asDouble()) : "";
    }

    /** A control has no rank where it is no candidate. */
    private static String rank(JsonNode candidate) {
        return candidate.path("rank").isNumber()
                ? candidate.path("rank").asString()
                : candidate.path("control").asString("–").toLowerCase(Locale.ROOT);
    }

    private static void printLadder(JsonNode ladder, PrintWriter out) {
        if (ladder.isNull()) {
            out.println("note: there is no ladder: its models cannot be built");
            return;
        }
        Table table = new Table("model", "phi", "px", "blocks", "parameters", "multiply-adds", "activations");
        for (JsonNode model : ladder.path("models")) {
            JsonNode cost = model.path("cost");
            table.add(
                    model.path("name").asString(),
                    Quantity.plain(model.path("phi").asDouble(), 2),
                    model.path("resolution").asString(),
                    model.path("blocks").asString(),
                    Quantity.metric(cost.path("parameters").asLong()),
                    Quantity.metric(cost.path("multiplyAdds").asLong()),
                    Quantity.metric(cost.path("activations").asLong()));
        }
        table.print(out);
    }
}
