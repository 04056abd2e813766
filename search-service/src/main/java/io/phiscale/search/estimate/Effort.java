package io.phiscale.search.estimate;

import org.jspecify.annotations.Nullable;

/**
 * What the trainings of a search take; evaluation, and what a trainer takes to start, come on top.
 *
 * @param engine with device and precision, such as {@code libtorch on cpu, fp32}
 * @param trainings as the following, of what every candidate gets
 * @param atMost with every seed that may be given where candidates cannot be told apart; null where that is none
 * @param exhaustiveImages what it would take to train every candidate as long as the last rung, with as many seeds as any
 *     may get
 * @param basis of the hours, in words
 */
public record Effort(
        String engine,
        long trainings,
        long images,
        @Nullable Double hours,
        @Nullable Double price,
        @Nullable Amount atMost,
        long exhaustiveImages,
        String basis) {

    /**
     * @param images that go through networks in training
     * @param hours of one training after the other; null where nothing tells how fast they are
     * @param price in the currency of {@code phiscale.price-per-hour}; null without that, or without hours
     */
    public record Amount(long trainings, long images, @Nullable Double hours, @Nullable Double price) {}

    /** Whatever seeds are given. */
    public Amount most() {
        return atMost == null ? new Amount(trainings, images, hours, price) : atMost;
    }
}
