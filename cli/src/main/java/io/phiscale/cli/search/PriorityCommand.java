package io.phiscale.cli.search;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** Moves one search in the queue. */
@Command(name = "priority", description = "Sets a search's priority: trials of a higher one are given out first.")
final class PriorityCommand extends ChangeCommand {
    @Parameters(index = "1", paramLabel = "PRIORITY", description = "From -1000 to 1000; 0 at first.")
    private int priority;

    @Override
    JsonNode change(SearchApi searches, String id) {
        return searches.prioritize(id, priority);
    }

    @Override
    String inWords() {
        return "has priority " + priority;
    }
}
