package io.phiscale.cli.search;

import io.phiscale.cli.output.Quantity;
import io.phiscale.cli.output.Table;
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

    /** Prints what there is; a search that is not done has no answer yet. */
    public void print(String id, PrintWriter out) {
        JsonNode answer = searches.answer(id);
        JsonNode search = answer.path("search");
        for (JsonNode warning : search.path("warnings")) {
            out.println("note: " + warning.asString());
        }
        if (!search.path("error").asString("").isEmpty()) {
            out.println("error: " + search.path("error").asString());
        }
        out.println();
        printCandidates(answer.path("candidates"), out);
        if (answer.has("selection")) {
            printSelection(answer.path("selection"), out);
            printLadder(answer.path("ladder"), out);
        }
        out.flush();
    }

    private static void printSelection(JsonNode selection, PrintWriter out) {
        JsonNode chosen = selection.path("coefficients");
        out.printf(
                Locale.ROOT,
                "%nalpha = %s (depth), beta = %s (width), gamma = %s (resolution)%n%s%n%n",
                Quantity.plain(chosen.path("alpha").asDouble(), 4),
                Quantity.plain(chosen.path("beta").asDouble(), 4),
                Quantity.plain(chosen.path("gamma").asDouble(), 4),
                selection.path("explanation").asString(""));
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
                "top-1",
                "state");
        int rank = 1;
        for (JsonNode candidate : candidates) {
            if (rank > MOST_CANDIDATES) {
                break;
            }
            JsonNode alias = candidate.path("aliases").path(0);
            JsonNode top1 = candidate.path("top1");
            table.add(
                    top1.isNumber() ? Integer.toString(rank) : "–",
                    Quantity.plain(alias.path("alpha").asDouble(), 4),
                    Quantity.plain(alias.path("beta").asDouble(), 4),
                    Quantity.plain(alias.path("gamma").asDouble(), 4),
                    Integer.toString(candidate.path("aliases").size()),
                    candidate.path("resolution").asString(),
                    Quantity.metric(candidate.path("cost").path("parameters").asLong()),
                    Quantity.metric(candidate.path("cost").path("multiplyAdds").asLong()),
                    String.format(
                            Locale.ROOT, "%.2f", candidate.path("costRatio").asDouble()),
                    top1.isNumber() ? Quantity.percent(top1.asDouble()) : "–",
                    candidate.path("state").asString("").toLowerCase(Locale.ROOT));
            rank++;
        }
        table.print(out);
    }

    private static void printLadder(JsonNode ladder, PrintWriter out) {
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
