package io.phiscale.cli.search;

import picocli.CommandLine.Command;
import tools.jackson.databind.JsonNode;

/** Pauses one search. */
@Command(
        name = "pause",
        description = "Pauses a search: trials that run are given back, and none is given out until it is resumed.")
final class PauseCommand extends ChangeCommand {
    @Override
    JsonNode change(SearchApi searches, String id) {
        return searches.pause(id);
    }

    @Override
    String inWords() {
        return "is paused";
    }
}
