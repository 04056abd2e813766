package io.phiscale.search.training;

/**
 * One training that came to a result.
 *
 * @param candidate by the number that it is stored under
 * @param fingerprint of its network
 * @param epochs in all, with those of the rungs that it went on from
 * @param added of these, those that it trained itself
 * @param top1 on the validation images, from 0 to 1; 0 where it diverged
 * @param testTop1 on the test images, which nothing is chosen by
 * @param seconds that it took
 */
public record Training(
        long candidate,
        String fingerprint,
        int rung,
        long seed,
        int epochs,
        int added,
        double top1,
        boolean diverged,
        double testTop1,
        double seconds) {}
