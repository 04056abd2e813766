package io.phiscale.scaling.selection;

import java.util.List;
import java.util.Locale;

/**
 * How far the winner is ahead of the runner-up, in the unit of the objective.
 *
 * @param separated whether the lead exceeds twice its standard error; false where seeds are too few to say
 * @param explanation a sentence or two for the user
 */
record Lead(boolean separated, String explanation) {
    private static final double STANDARD_ERRORS = 2;

    static Lead of(List<Ranked> ranking, Objective objective) {
        if (ranking.size() == 1) {
            return new Lead(false, "Only one candidate was trained: there is nothing to compare it with.");
        }
        Ranked winner = ranking.get(0);
        Ranked runnerUp = ranking.get(1);
        double lead = winner.score() - runnerUp.score();
        String ahead = "The winner leads the runner-up by " + objective.inWords(lead);
        if (winner.seeds() < 2 || runnerUp.seeds() < 2) {
            return new Lead(
                    false,
                    "%s. %s, whether that is more than noise is not known: give more seeds."
                            .formatted(ahead, singleSeed(winner, runnerUp)));
        }
        double error = Math.hypot(winner.scoreError(), runnerUp.scoreError());
        boolean separated = lead > STANDARD_ERRORS * error;
        return new Lead(
                separated,
                "%s, with a standard error of %s: they are %sseparated."
                        .formatted(ahead, objective.inWords(error), separated ? "" : "not "));
    }

    private static String singleSeed(Ranked winner, Ranked runnerUp) {
        if (winner.seeds() == runnerUp.seeds()) {
            return "With one seed each";
        }
        return String.format(Locale.ROOT, "With a single seed for the %s", winner.seeds() < 2 ? "winner" : "runner-up");
    }
}
