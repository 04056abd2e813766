package io.phiscale.engine.libtorch;

import io.phiscale.engine.libtorch.network.Place;
import io.phiscale.engine.libtorch.network.Scope;
import io.phiscale.trainer.engine.PlacedImages;
import io.phiscale.trainer.engine.StoredImages;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * Images that lie where a network computes, as bytes, and are cropped, mirrored and normalised there: of each step, only
 * the numbers of its images cross over. What comes out is the same to the last bit as what the processor would send.
 */
final class DeviceImages implements AutoCloseable {
    /** Of images that are sent over at once. */
    private static final int CHUNK = 64 << 20;

    private final int channels;
    private final int resolution;
    private final Place place;
    /** [images · resolution · resolution, channels], bytes. */
    private final Tensor pixels;
    /** [channels · 256]. */
    private final Tensor normalized;
    /** [resolution]: 0, 1, 2 and so on. */
    private final Tensor positions;
    /** [channels]: where each channel's numbers begin among the normalised ones. */
    private final Tensor channelBegins;

    DeviceImages(StoredImages stored, Place place) {
        this.place = place;
        channels = stored.channels();
        resolution = stored.resolution();
        pixels = Scope.withoutGradient(() -> kept(sent(stored)));
        normalized = Scope.withoutGradient(() -> kept(place.bring(Tensor.create(stored.normalized()))));
        positions = Scope.withoutGradient(() -> kept(count(resolution, 1)));
        channelBegins = Scope.withoutGradient(() -> kept(count(channels, StoredImages.LEVELS)));
    }

    /** Outlives the scope that it is made in. */
    private static Tensor kept(Tensor tensor) {
        return tensor.retainReference();
    }

    private Tensor count(int size, int step) {
        return place.bring(torch.arange(new Scalar(0), new Scalar((long) size * step), new Scalar(step)));
    }

    private Tensor sent(StoredImages stored) {
        int length = channels * resolution * resolution;
        Tensor all = place.bytes(stored.size(), resolution, resolution, channels);
        int atOnce = Math.max(1, CHUNK / length);
        for (int begin = 0; begin < stored.size(); begin += atOnce) {
            int count = Math.min(atOnce, stored.size() - begin);
            ByteBuffer chunk = ByteBuffer.allocateDirect(count * length);
            for (int image = begin; image < begin + count; image++) {
                chunk.put(stored.pixels(image));
            }
            Tensor sent = torch.from_blob(
                    new BytePointer(chunk.flip()),
                    new long[] {count, channels, resolution, resolution},
                    new TensorOptions(ScalarType.Byte));
            Tensor unused = all.narrow(0, begin, count).copy_(place.bring(sent).permute(0, 2, 3, 1));
        }
        return all.view(-1, channels);
    }

    /** @return [4, batch] on the processor: numbers of images, whether they are mirrored, how far they are moved */
    static Tensor shown(PlacedImages placed) {
        int[][] all = {placed.images(), placed.mirrored(), placed.moveX(), placed.moveY()};
        int[] numbers = Arrays.stream(all).flatMapToInt(Arrays::stream).toArray();
        return Tensor.create(numbers, all.length, placed.images().length).to(ScalarType.Long);
    }

    /**
     * @param shown as {@link #shown} has it, on the device
     * @return [batch, channels, resolution, resolution], channels last in memory, normalised
     */
    Tensor batch(Tensor shown) {
        long size = shown.size(1);
        Tensor images = row(shown, 0).unsqueeze(2);
        Tensor mirrored = row(shown, 1);
        // Mirrored, the columns are last - x instead of x.
        Tensor fromRight =
                positions.mul(new Scalar(-2)).add(new Scalar(resolution - 1)).mul(mirrored);
        Tensor columns = positions.add(fromRight).add(row(shown, 2));
        Tensor rows = positions.add(row(shown, 3));
        Tensor inside = inside(rows).unsqueeze(2).logical_and(inside(columns).unsqueeze(1));
        Tensor pixel = images.mul(new Scalar(resolution))
                .add(within(rows).unsqueeze(2))
                .mul(new Scalar(resolution))
                .add(within(columns).unsqueeze(1));
        Tensor levels = pixels.index_select(0, pixel.view(-1)).mul(inside.view(-1, 1));
        Tensor places = levels.to(ScalarType.Long).add(channelBegins);
        return normalized
                .index_select(0, places.view(-1))
                .view(size, resolution, resolution, channels)
                .permute(0, 3, 1, 2);
    }

    private Tensor inside(Tensor position) {
        return position.ge(new Scalar(0)).logical_and(position.lt(new Scalar(resolution)));
    }

    private Tensor within(Tensor position) {
        return position.clamp_min(new Scalar(0)).clamp_max(new Scalar(resolution - 1));
    }

    /** @return [batch, 1] */
    private static Tensor row(Tensor shown, long number) {
        return shown.select(0, number).unsqueeze(1);
    }

    @Override
    public void close() {
        pixels.close();
        normalized.close();
        positions.close();
        channelBegins.close();
    }
}
