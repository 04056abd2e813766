package io.phiscale.agent.measure;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How many trainings side by side a machine does most with.
 *
 * @param imagesPerSecond of all trainings together, by their number; never empty
 */
public record SlotChoice(Map<Integer, Double> imagesPerSecond) {
    private static final Logger LOG = LoggerFactory.getLogger(SlotChoice.class);
    private static final List<Integer> TRIED = List.of(1, 2, 4);
    /** Each further training takes memory from the others: it has to be worth that, and more than noise. */
    private static final double LEAST_GAIN = 1.05;

    public SlotChoice {
        imagesPerSecond = Map.copyOf(imagesPerSecond);
        if (imagesPerSecond.isEmpty()) {
            throw new IllegalArgumentException("nothing was measured");
        }
    }

    /**
     * Measures one after the other, and no more of them where one does not fit.
     *
     * @param measure images per second of so many; throws where these do not fit
     * @throws MeasurementException where not even one does
     */
    public static SlotChoice measured(IntFunction<Double> measure) {
        Map<Integer, Double> speeds = new LinkedHashMap<>();
        for (int slots : TRIED) {
            try {
                double speed = measure.apply(slots);
                speeds.put(slots, speed);
                LOG.info("{} side by side: {} images/s", slots, Math.round(speed));
            } catch (MeasurementException doesNotFit) {
                if (speeds.isEmpty()) {
                    throw doesNotFit;
                }
                LOG.info("{} side by side do not fit: {}", slots, doesNotFit.getMessage());
                break;
            }
        }
        return new SlotChoice(speeds);
    }

    /** @return the number that is fastest; of numbers that are nearly as fast, the smallest */
    public int slots() {
        double most =
                imagesPerSecond.values().stream().max(Comparator.naturalOrder()).orElseThrow();
        return imagesPerSecond.entrySet().stream()
                .filter(each -> each.getValue() * LEAST_GAIN >= most)
                .mapToInt(Map.Entry::getKey)
                .min()
                .orElseThrow();
    }
}
