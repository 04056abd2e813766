package io.phiscale.analysis.simulation;

import io.phiscale.scaling.candidate.Shares;
import java.util.List;

/** What trainings would come to, known in advance. */
public interface LearningCurves {
    /** Fingerprints. */
    List<String> candidates();

    /** How a candidate's growth is spent. */
    Shares shares(String candidate);

    /** Multiply-adds, in any unit. */
    double cost(String candidate);

    /** Validation accuracy after so many epochs, from 0 to 1; the same each time. */
    double accuracy(String candidate, long seed, int epochs);

    /** What a candidate comes to at the last of so many epochs, on average over all seeds there could be. */
    double expected(String candidate, int epochs);
}
