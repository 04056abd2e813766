package io.phiscale.trainer.pipeline;

import io.phiscale.protocol.recipe.Recipe;
import io.phiscale.protocol.trainer.TrainingJob;
import io.phiscale.scaling.validation.InvalidValueException;
import io.phiscale.trainer.dataset.DataSet;
import io.phiscale.trainer.engine.Batch;
import io.phiscale.trainer.random.SeededRandom;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

/** All that one training feeds its network with: three sets of images, ready to be put into batches. */
public final class TrainingData implements AutoCloseable {
    private static final long ORDER_PURPOSE = 1;
    private static final int MOST_AHEAD = 4;
    private static final long MEMORY_AHEAD = 128L << 20;

    private final TrainingJob job;
    private final ImageSize size;
    private final PreparedImages training;
    private final PreparedImages validation;
    private final PreparedImages test;
    private final Normalization normalization;
    private final Parts parts;
    private final Map<PreparedImages, BatchMaker> makers = new HashMap<>();
    /** Of images that the engine may keep. */
    private final long deviceMemory;

    private final ExecutorService executor = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "batches");
        thread.setDaemon(true);
        return thread;
    });

    private TrainingData(TrainingJob job, ImageSize size, Selection selection, long memory, long deviceMemory) {
        this.job = job;
        this.deviceMemory = deviceMemory;
        this.size = size;
        // Each may take what the ones before it have left.
        training = PreparedImages.of(selection.training(), size, memory);
        validation = PreparedImages.of(selection.validation(), size, memory - training.keptBytes());
        test = PreparedImages.of(selection.test(), size, memory - training.keptBytes() - validation.keptBytes());
        normalization = Normalization.of(training, size);
        parts = new Parts(job.recipe().batchSize(), job.microBatches());
    }

    /**
     * @param memory that images may take, in bytes
     * @param deviceMemory that they may take where the engine computes, in bytes; 0 for one that does not keep them
     * @throws InvalidValueException where network, recipe or selection do not fit the data
     */
    public static TrainingData prepare(DataSet data, TrainingJob job, long memory, long deviceMemory) {
        Fit.check(data.facts(), job.architecture());
        Fit.checkMicroBatches(job);
        Fit.checkBatchMemory(job);
        Selection selection = Selection.of(data, job.data());
        Fit.checkBatch(job.recipe(), selection.training().indices().length);
        ImageSize size = new ImageSize(
                job.architecture().inputChannels(), job.architecture().resolution());
        TrainingData prepared = new TrainingData(job, size, selection, memory, deviceMemory);
        Fit.checkBatch(job.recipe(), prepared.training.size());
        return prepared;
    }

    public PreparedImages training() {
        return training;
    }

    public PreparedImages validation() {
        return validation;
    }

    public PreparedImages test() {
        return test;
    }

    /** The most images that go through the network at once. */
    public int imagesAtOnce() {
        return parts.largest();
    }

    /** Whole batches alone: the images that are left over are dropped, others in every epoch. */
    public int stepsPerEpoch() {
        return training.size() / job.recipe().batchSize();
    }

    /**
     * @param epoch from 1
     * @param firstStep how many of the epoch's batches to leave out; they are not made
     * @return every training image at most once, in an order of seed and epoch alone; each batch in the job's number of
     *     parts
     */
    public Iterator<List<Batch>> trainingBatches(int epoch, int firstStep) {
        Recipe recipe = job.recipe();
        int[] order = new SeededRandom(ORDER_PURPOSE, job.seed(), epoch).permutation(training.size());
        BatchMaker maker = maker(training);
        Showing showing =
                Showing.random(recipe.augmentation(), job.architecture().resolution(), job.seed(), epoch);
        return new BatchSequence<>(
                firstStep,
                stepsPerEpoch(),
                ahead(recipe.batchSize()),
                step -> IntStream.range(0, parts.count())
                        .mapToObj(part -> maker.make(
                                order,
                                step * parts.images() + parts.begin(part),
                                step * parts.images() + parts.begin(part + 1),
                                showing))
                        .toList(),
                executor);
    }

    /** Every image once, as it is, in batches of a training batch's largest part; the last one may be smaller. */
    public Iterator<Batch> evaluationBatches(PreparedImages images) {
        int batch = parts.largest();
        int[] order = IntStream.range(0, images.size()).toArray();
        BatchMaker maker = maker(images);
        return new BatchSequence<>(
                0,
                (order.length + batch - 1) / batch,
                ahead(batch),
                step -> maker.make(order, step * batch, Math.min(order.length, (step + 1) * batch), Showing.AS_IT_IS),
                executor);
    }

    /** One for all batches of these images, so that an engine that keeps them keeps them once. */
    private BatchMaker maker(PreparedImages images) {
        return makers.computeIfAbsent(images, each -> new BatchMaker(each, size, normalization, way(each)));
    }

    private BatchMaker.Way way(PreparedImages images) {
        boolean changed = job.recipe().augmentation().randAugment().changesImages();
        if (!images.kept() || (changed && images == training)) {
            return BatchMaker.Way.AT_ONCE;
        }
        // Those that are changed before each use have no place on a device.
        long all = (changed ? 0 : training.keptBytes()) + validation.keptBytes() + test.keptBytes();
        return all <= deviceMemory ? BatchMaker.Way.ON_DEVICE : BatchMaker.Way.ONE_BY_ONE;
    }

    /** How many batches to make ahead: so that a slow image does not stop a training, and memory stays small. */
    private int ahead(int batchSize) {
        long bytes = (long) Float.BYTES * batchSize * size.numbers();
        return Math.toIntExact(Math.max(1, Math.min(MOST_AHEAD, MEMORY_AHEAD / bytes)));
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }
}
