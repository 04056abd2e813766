package io.phiscale.cli.search;

import picocli.CommandLine.Command;

/** A better answer around a larger model. */
@Command(
        name = "refine",
        description = "Writes a search for better coefficients around the larger model that a search's answer gives.")
final class RefineCommand extends FollowUpCommand {
    @Override
    String kind() {
        return "refine";
    }
}
