package io.phiscale.cli.search;

import picocli.CommandLine.Command;
import tools.jackson.databind.JsonNode;

/** Resumes one search. */
@Command(name = "resume", description = "Resumes a search that was paused.")
final class ResumeCommand extends ChangeCommand {
    @Override
    JsonNode change(SearchApi searches, String id) {
        return searches.resume(id);
    }

    @Override
    String inWords() {
        return "goes on";
    }
}
