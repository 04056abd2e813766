package io.phiscale.trainer.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.phiscale.protocol.recipe.Augmentation;
import io.phiscale.trainer.dataset.StoredSplit;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PlacementTests {
    private static final byte[] PIXELS = {1, 2, 3, 4, 5, 6, 7, 8, 9};

    @Test
    void anImageThatIsNotMovedStaysAsItIs() {
        assertThat(written(Placement.AS_IT_IS)).containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9);
    }

    @Test
    void whatComesInFromOutsideIsBlack() {
        assertThat(written(new Placement(1, 0, false))).containsExactly(2, 3, 0, 5, 6, 0, 8, 9, 0);
        assertThat(written(new Placement(0, -2, false))).containsExactly(0, 0, 0, 0, 0, 0, 1, 2, 3);
    }

    @Test
    void aMirroredImageIsMovedFirst() {
        assertThat(written(new Placement(0, 0, true))).containsExactly(3, 2, 1, 6, 5, 4, 9, 8, 7);
        assertThat(written(new Placement(1, 0, true))).containsExactly(0, 3, 2, 0, 6, 5, 0, 9, 8);
    }

    @Test
    void everyPlaceOccursAndNoOther() {
        Set<Placement> seen = IntStream.range(0, 2_000)
                .mapToObj(index -> Placement.random(new Augmentation(true, 0.05), 20, 1, 1, index))
                .collect(Collectors.toSet());

        assertThat(seen).hasSize(3 * 3 * 2);
        assertThat(seen).allMatch(place -> Math.abs(place.moveX()) <= 1 && Math.abs(place.moveY()) <= 1);
    }

    @Test
    void withoutAugmentationNothingMoves() {
        assertThat(IntStream.range(0, 100).mapToObj(i -> Placement.random(new Augmentation(false, 0), 20, 1, 1, i)))
                .containsOnly(Placement.AS_IT_IS);
    }

    @Test
    void seedEpochAndImageEachChangeTheDraw() {
        Augmentation wide = new Augmentation(true, 0.5);
        Placement placement = Placement.random(wide, 400, 1, 2, 3);

        assertThat(Placement.random(wide, 400, 1, 2, 3)).isEqualTo(placement);
        assertThat(Placement.random(wide, 400, 9, 2, 3)).isNotEqualTo(placement);
        assertThat(Placement.random(wide, 400, 1, 9, 3)).isNotEqualTo(placement);
        assertThat(Placement.random(wide, 400, 1, 2, 9)).isNotEqualTo(placement);
    }

    @Test
    void anImageMovesByTheSameShareAtEveryResolution() {
        Augmentation augmentation = new Augmentation(true, 0.1);
        for (int index = 0; index < 100; index++) {
            Placement small = Placement.random(augmentation, 20, 1, 1, index);
            Placement large = Placement.random(augmentation, 200, 1, 1, index);

            assertThat(large.moveX() / 10.0).isEqualTo(small.moveX(), within(0.5));
            assertThat(large.moveY() / 10.0).isEqualTo(small.moveY(), within(0.5));
            assertThat(large.mirrored()).isEqualTo(small.mirrored());
        }
    }

    /** In levels: what the normalisation did is undone. */
    private static int[] written(Placement placement) {
        ImageSize size = new ImageSize(1, 3);
        StoredSplit split = new StoredSplit(1, 3, PIXELS, new byte[1]);
        Normalization normalization =
                Normalization.of(PreparedImages.of(new Selection.Subset(split, new int[] {0}), size, 100), size);
        float[] target = new float[9];
        placement.write(PIXELS, size, 0, normalization, target, 0);
        double deviation = Math.sqrt(60 / 9.0);
        return IntStream.range(0, 9)
                .map(i -> (int) Math.round(5 + deviation * target[i]))
                .toArray();
    }
}
