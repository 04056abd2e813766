package io.phiscale.trainer.augmentation;

import java.util.Arrays;
import java.util.function.UnaryOperator;

/** Operations that look at how often each level of a channel occurs, and treat each channel by itself. */
final class Histograms {
    private Histograms() {}

    /** The darkest level becomes 0 and the lightest 255. */
    static Pixels stretched(Pixels image) {
        return byChannel(image, Histograms::stretching);
    }

    private static int[] stretching(int[] count) {
        int least = least(count);
        int range = most(count) - least;
        int[] table = new int[count.length];
        for (int level = 0; level < count.length; level++) {
            table[level] = range == 0 ? level : (level - least) * Pixels.MOST / range;
        }
        return table;
    }

    /** All levels become about as frequent as each other, as the Python Imaging Library has it. */
    static Pixels equalized(Pixels image) {
        return byChannel(image, Histograms::equalizing);
    }

    /** @param table of what becomes of each level, by how often each occurs */
    private static Pixels byChannel(Pixels image, UnaryOperator<int[]> table) {
        int[][] tables = Arrays.stream(counts(image)).map(table).toArray(int[][]::new);
        return image.with(index -> tables[index / image.area()][image.at(index)]);
    }

    private static int[] equalizing(int[] count) {
        int pixels = Arrays.stream(count).sum();
        int step = (pixels - count[most(count)]) / Pixels.MOST;
        int[] table = new int[count.length];
        int before = step / 2;
        for (int level = 0; level < count.length; level++) {
            table[level] = step == 0 ? level : before / step;
            before += count[level];
        }
        return table;
    }

    private static int[][] counts(Pixels image) {
        int[][] counts = new int[image.channels()][Pixels.MOST + 1];
        for (int index = 0; index < image.values().length; index++) {
            counts[index / image.area()][image.at(index)]++;
        }
        return counts;
    }

    private static int least(int[] count) {
        int level = 0;
        while (count[level] == 0) {
            level++;
        }
        return level;
    }

    private static int most(int[] count) {
        int level = Pixels.MOST;
        while (count[level] == 0) {
            level--;
        }
        return level;
    }
}
