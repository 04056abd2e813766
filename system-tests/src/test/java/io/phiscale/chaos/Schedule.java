package io.phiscale.chaos;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.Random;

/** The order of faults: each kind once, shuffled, and then each as often as its weight says. */
final class Schedule {
    private final List<Kind> kinds;
    private final Queue<Kind> first;
    private final Random random;

    Schedule(List<Kind> kinds, Random random) {
        this.kinds = List.copyOf(kinds);
        this.random = random;
        List<Kind> shuffled = new ArrayList<>(kinds);
        Collections.shuffle(shuffled, random);
        this.first = new ArrayDeque<>(shuffled);
    }

    boolean hasHadEach() {
        return first.isEmpty();
    }

    Kind next() {
        return hasHadEach() ? draw() : first.remove();
    }

    private Kind draw() {
        int drawn = random.nextInt(kinds.stream().mapToInt(kind -> kind.weight).sum());
        for (Kind kind : kinds) {
            drawn -= kind.weight;
            if (drawn < 0) {
                return kind;
            }
        }
        throw new IllegalStateException();
    }
}
