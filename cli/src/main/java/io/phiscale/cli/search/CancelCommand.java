package io.phiscale.cli.search;

import picocli.CommandLine.Command;
import tools.jackson.databind.JsonNode;

/** Cancels one search. */
@Command(name = "cancel", description = "Cancels a search. What was measured is kept.")
final class CancelCommand extends ChangeCommand {
    @Override
    JsonNode change(SearchApi searches, String id) {
        return searches.cancel(id);
    }

    @Override
    String inWords() {
        return "is cancelled";
    }
}
