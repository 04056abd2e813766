package io.phiscale.scaling.candidate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/**
 * Takes some of many points so that none of the others is far from all that are taken: first the one nearest to the middle,
 * then always the one that is farthest from those before (Gonzalez, 1985: no choice leaves less than half as large a gap).
 */
public final class EvenCover {
    private EvenCover() {}

    /** @return so many, or all where there are no more; equally good ones in the order given */
    public static <T> List<T> of(List<T> all, Function<T, Shares> place, int most) {
        if (all.size() <= most) {
            return all;
        }
        List<Shares> places = all.stream().map(place).toList();
        double[] distances = new double[all.size()];
        Arrays.setAll(distances, i -> -places.get(i).squaredDistanceFromEven());
        List<T> taken = new ArrayList<>();
        while (taken.size() < most) {
            int farthest = farthest(distances);
            boolean first = taken.isEmpty();
            taken.add(all.get(farthest));
            Shares last = places.get(farthest);
            for (int i = 0; i < distances.length; i++) {
                double distance = places.get(i).squaredDistance(last);
                distances[i] = first ? distance : Math.min(distances[i], distance);
            }
            distances[farthest] = -1;
        }
        return taken;
    }

    private static int farthest(double[] distances) {
        int farthest = 0;
        for (int i = 1; i < distances.length; i++) {
            if (distances[i] > distances[farthest]) {
                farthest = i;
            }
        }
        return farthest;
    }
}
