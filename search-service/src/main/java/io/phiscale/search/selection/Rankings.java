package io.phiscale.search.selection;

import io.phiscale.scaling.candidate.Candidate;
import io.phiscale.scaling.selection.Measurement;
import io.phiscale.scaling.selection.Ranked;
import io.phiscale.scaling.selection.Selection;
import io.phiscale.search.candidate.Candidates;
import io.phiscale.specification.SearchPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** The candidates of a search in the order of its objective. */
@Component
public class Rankings {
    private final Measured measured;
    private final Candidates candidates;

    Rankings(Measured measured, Candidates candidates) {
        this.measured = measured;
        this.candidates = candidates;
    }

    /** The best first; empty where no trial has a result. */
    public List<Ranked> of(long search, SearchPlan plan) {
        List<Measurement> measurements = measurements(search);
        return measurements.isEmpty() ? List.of() : select(measurements, plan).ranking();
    }

    static Selection select(List<Measurement> measurements, SearchPlan plan) {
        return Selection.select(
                measurements,
                plan.specification().objective(),
                plan.specification().strategy());
    }

    /** Of all candidates that have a result. */
    List<Measurement> measurements(long search) {
        Map<Long, List<Double>> top1 = measured.top1(search);
        List<Measurement> measurements = new ArrayList<>();
        for (Map.Entry<Long, Candidate> entry : candidates.all(search)) {
            List<Double> values = top1.get(entry.getKey());
            if (values != null) {
                measurements.add(new Measurement(entry.getValue(), values));
            }
        }
        return measurements;
    }
}
