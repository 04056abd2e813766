package io.phiscale.cli.search;

import picocli.CommandLine.Command;

/** Whether an answer extrapolates. */
@Command(
        name = "check",
        description =
                "Writes a search that trains what a search's answer makes of the baseline at another phi, beside networks of the same cost that grow in one dimension alone: does the ranking hold there?")
final class CheckCommand extends FollowUpCommand {
    @Override
    String kind() {
        return "check";
    }
}
