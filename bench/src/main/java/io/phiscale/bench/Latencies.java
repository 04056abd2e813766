package io.phiscale.bench;

import java.util.Arrays;
import java.util.List;

/**
 * How long one kind of request took.
 *
 * @param milliseconds sorted
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Latencies(String step, double[] milliseconds) {
    static Latencies of(String step, List<Long> nanoseconds) {
        double[] sorted = nanoseconds.stream().mapToDouble(time -> time / 1e6).toArray();
        Arrays.sort(sorted);
        return new Latencies(step, sorted);
    }

    /** @param share from 0 to 1 @return the least time that at least this share stays within; NaN where there is none */
    double percentile(double share) {
        if (milliseconds.length == 0) {
            return Double.NaN;
        }
        int index = (int) Math.ceil(share * milliseconds.length) - 1;
        return milliseconds[Math.min(milliseconds.length - 1, Math.max(0, index))];
    }
}
