package io.phiscale.cli.search;

import io.phiscale.cli.failure.UserException;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;

/** Stays with a search until it is over. */
public final class SearchWatch {
    private static final long PAUSE_MILLISECONDS = 1_000;

    private final SearchApi searches;
    private final ProgressDisplay display;

    public SearchWatch(SearchApi searches, ProgressDisplay display) {
        this.searches = searches;
        this.display = display;
    }

    /** Shows progress, and warnings as they come up. */
    public void untilOver(String id) throws InterruptedException {
        SearchProgress progress = searches.progress(id);
        display.show(progress);
        while (!progress.isOver()) {
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLISECONDS);
            progress = searches.progress(id);
            display.show(progress);
        }
    }

    /** @throws UserException where a search ended otherwise than with an answer */
    public static void requireDone(JsonNode search) {
        String id = search.path("id").asString("");
        String why = search.path("error").asString("");
        switch (search.path("state").asString("")) {
            case "DONE" -> {}
            case "CANCELLED" -> throw new UserException("search %s was cancelled: run it again".formatted(id));
            default ->
                throw new UserException("search %s failed: %s".formatted(id, why.isEmpty() ? "no reason given" : why));
        }
    }
}
