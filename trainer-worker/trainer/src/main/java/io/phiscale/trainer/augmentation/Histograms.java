package io.phiscale.trainer.augmentation;

import java.util.Arrays;

/** Operations that look at how often each level of a channel occurs, and treat each channel by itself. */
final class Histograms {
    private Histograms() {}

    /** The darkest level becomes 0 and the lightest 255. */
    static Pixels stretched(Pixels image) {
        int[][] counts = counts(image);
        return image.with(index -> {
            int[] count = counts[index / image.area()];
            int least = least(count);
            int most = most(count);
            int level = image.at(index);
            return most == least ? level : (int) ((long) (level - least) * Pixels.MOST / (most - least));
        });
    }

    /** All levels become about as frequent as each other, as the Python Imaging Library has it. */
    static Pixels equalized(Pixels image) {
        int[][] counts = counts(image);
        int[][] tables = Arrays.stream(counts).map(Histograms::equalizing).toArray(int[][]::new);
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
