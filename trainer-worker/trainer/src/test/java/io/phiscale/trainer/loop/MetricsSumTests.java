package io.phiscale.trainer.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import io.phiscale.protocol.trainer.SplitMetrics;
import org.junit.jupiter.api.Test;

class MetricsSumTests {
    private final MetricsSum sum = new MetricsSum();

    @Test
    void lossIsTheMeanCrossEntropyInNats() {
        sum.add(new float[] {1, 2, 3}, new int[] {2}, 3);
        sum.add(new float[] {1, 2, 3}, new int[] {0}, 3);

        // -ln(e³ / (e + e² + e³)) = 0.407606, and 2 more for the first class.
        assertThat(sum.mean().loss()).isEqualTo(1.407606, within(1e-6));
        assertThat(sum.mean().top1()).isEqualTo(0.5);
    }

    @Test
    void anUndecidedNetworkLosesTheLogarithmOfItsClasses() {
        sum.add(new float[20], new int[] {3, 7}, 10);

        assertThat(sum.mean().loss()).isEqualTo(Math.log(10), within(1e-12));
    }

    @Test
    void hugeLogitsDoNotOverflow() {
        sum.add(new float[] {3e38f, 0, -3e38f}, new int[] {0}, 3);

        assertThat(sum.mean()).isEqualTo(new SplitMetrics(0, 1, 1));
    }

    @Test
    void amongTheFirstFiveCounts() {
        float[] falling = {9, 8, 7, 6, 5, 4, 3};
        sum.add(falling, new int[] {4}, 7);
        assertThat(sum.mean().top5()).isEqualTo(1);

        sum.add(falling, new int[] {5}, 7);
        assertThat(sum.mean().top5()).isEqualTo(0.5);
        assertThat(sum.mean().top1()).isZero();
    }

    @Test
    void fewerThanFiveClassesAreAllAmongTheFirstFive() {
        sum.add(new float[] {1, 2}, new int[] {0}, 2);

        assertThat(sum.mean().top5()).isEqualTo(1);
    }

    @Test
    void aNetworkThatSaysNothingIsRightByChanceAlone() {
        for (int label = 0; label < 4; label++) {
            sum.add(new float[4], new int[] {label}, 4);
        }

        assertThat(sum.mean().top1()).isEqualTo(0.25);
    }

    @Test
    void theLossOfALogitThatIsNoNumberIsNone() {
        sum.add(new float[] {1, Float.NaN}, new int[] {0}, 2);

        assertThat(sum.mean().loss()).isNaN();
    }

    @Test
    void anImageIsWrongWhereItsOwnLogitIsNoNumber() {
        sum.add(new float[] {Float.NaN, 1}, new int[] {0}, 2);

        assertThat(sum.mean().top1()).isZero();
        assertThat(sum.mean().top5()).isZero();
    }

    @Test
    void aLogitThatIsNoNumberIsNotBehindAnyOther() {
        sum.add(new float[] {1, Float.NaN}, new int[] {0}, 2);

        assertThat(sum.mean().top1()).isZero();
    }

    @Test
    void anEngineThatReturnsTooFewLogitsIsFoundOut() {
        assertThatIllegalStateException().isThrownBy(() -> sum.add(new float[5], new int[] {0, 1}, 3));
    }
}
