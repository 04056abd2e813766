package io.phiscale.cli.search;

import picocli.CommandLine.Command;
import tools.jackson.databind.JsonNode;

/** Tries again what failed of one search. */
@Command(name = "retry", description = "Queues a search's failed trials again. What succeeded is not run again.")
final class RetryCommand extends ChangeCommand {
    @Override
    JsonNode change(SearchApi searches, String id) {
        return searches.retry(id);
    }

    @Override
    String inWords() {
        return "tries its failed trials again";
    }
}
