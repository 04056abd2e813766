package io.phiscale.scaling.candidate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class EvenCoverTests {
    private static final List<Shares> LATTICE = lattice(12);

    private static List<Shares> lattice(int divisions) {
        List<Shares> points = new ArrayList<>();
        for (int depth = 0; depth <= divisions; depth++) {
            for (int width = 0; width <= divisions - depth; width++) {
                double rest = divisions - depth - width;
                points.add(new Shares((double) depth / divisions, (double) width / divisions, rest / divisions));
            }
        }
        return points;
    }

    @Test
    void theMiddleComesFirstAndThenTheCorners() {
        assertThat(EvenCover.of(LATTICE, Function.identity(), 4))
                .containsExactlyInAnyOrder(
                        new Shares(4 / 12.0, 4 / 12.0, 4 / 12.0),
                        new Shares(1, 0, 0),
                        new Shares(0, 1, 0),
                        new Shares(0, 0, 1));
    }

    @Test
    void noPointIsFartherFromThoseTakenThanTheseAreFromEachOther() {
        for (int most = 2; most < LATTICE.size(); most++) {
            List<Shares> taken = EvenCover.of(LATTICE, Function.identity(), most);

            assertThat(taken).hasSize(most).doesNotHaveDuplicates();
            double apart = taken.stream()
                    .mapToDouble(one -> taken.stream()
                            .filter(other -> !other.equals(one))
                            .mapToDouble(one::squaredDistance)
                            .min()
                            .orElseThrow())
                    .min()
                    .orElseThrow();
            assertThat(LATTICE)
                    .allSatisfy(point -> assertThat(taken).anyMatch(near -> near.squaredDistance(point) <= apart));
        }
    }

    @Test
    void allAreTakenWhereThereAreNoMore() {
        assertThat(EvenCover.of(LATTICE, Function.identity(), LATTICE.size())).isEqualTo(LATTICE);
    }
}
