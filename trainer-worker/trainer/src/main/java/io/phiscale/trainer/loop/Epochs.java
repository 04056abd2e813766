package io.phiscale.trainer.loop;

import io.phiscale.protocol.trainer.EpochMetrics;
import io.phiscale.protocol.trainer.SplitMetrics;
import io.phiscale.protocol.trainer.TrainerEvent;
import io.phiscale.trainer.checkpoint.Progress;
import io.phiscale.trainer.engine.Batch;
import io.phiscale.trainer.engine.Loss;
import io.phiscale.trainer.pipeline.PreparedImages;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/** Trains for all epochs that are left, validates after each, and tests at the end. Runs once. */
final class Epochs {
    private final Session session;
    private final Course course;
    private final ProgressMeter meter;
    private final Checkpoints checkpoints;
    private final StopSignal stop;

    Epochs(Session session, Course course, ProgressMeter meter, Checkpoints checkpoints, StopSignal stop) {
        this.session = session;
        this.course = course;
        this.meter = meter;
        this.checkpoints = checkpoints;
        this.stop = stop;
    }

    /** @return nothing where the training was stopped, what it had done being saved */
    Optional<Outcome> run() {
        while (course.epoch() <= session.epochs()) {
            train();
            if (course.diverged()) {
                return Optional.of(diverged());
            }
            Optional<SplitMetrics> validation = evaluate(session.data().validation());
            if (validation.isEmpty()) {
                return stopped();
            }
            if (!Double.isFinite(validation.get().loss())) {
                return Optional.of(diverged());
            }
            endEpoch(validation.get());
        }
        Optional<SplitMetrics> test = evaluate(session.data().test());
        return test.isEmpty() ? stopped() : Optional.of(outcome(test.get()));
    }

    /** All steps that the epoch has left, but for those after a stop or a loss that is no number. */
    private void train() {
        int epoch = course.epoch();
        Iterator<List<Batch>> batches = session.data().trainingBatches(epoch, course.steps());
        while (batches.hasNext() && !course.diverged() && !stop.isRaised()) {
            long asked = session.clock().nanoTime();
            List<Batch> batch = batches.next();
            double waited = session.clock().secondsSince(asked);
            long number = session.stepNumber(epoch, course.steps());
            double learningRate = session.learningRate(epoch, course.steps());
            Loss loss = session.network().begin(number, batch, learningRate);
            if (!loss.isKnown() && (!batches.hasNext() || meter.isDue())) {
                // A device is waited for with each report only; what it takes is part of the time of these steps.
                double unused = loss.value();
            }
            course.stepDone(loss, session.clock().secondsSince(asked), waited);
            meter.trainedOneStep();
            if (!course.diverged()) {
                checkpoints.afterStep(course);
            }
        }
        course.settle();
    }

    private void endEpoch(SplitMetrics validation) {
        EpochMetrics metrics = new EpochMetrics(
                course.epoch(),
                session.learningRate(course.epoch(), session.data().stepsPerEpoch() - 1),
                course.loss(),
                validation,
                course.epochSeconds(),
                course.speed(session.job().recipe().batchSize()));
        course.epochDone(metrics);
        session.events().emit(new TrainerEvent.Epoch(metrics));
        checkpoints.afterEpoch(course);
    }

    /** @return nothing where a stop came in between */
    private Optional<SplitMetrics> evaluate(PreparedImages images) {
        MetricsSum sum = new MetricsSum();
        int evaluated = 0;
        double seconds = 0;
        Iterator<Batch> batches = session.data().evaluationBatches(images);
        while (batches.hasNext()) {
            if (stop.isRaised()) {
                return Optional.empty();
            }
            Batch batch = batches.next();
            long started = session.clock().nanoTime();
            float[] logits = session.network().logits(batch);
            seconds += session.clock().secondsSince(started);
            evaluated += batch.size();
            sum.add(logits, batch.labels(), session.job().architecture().classes());
            meter.evaluated(batch.size());
        }
        course.evaluated(evaluated, seconds);
        return Optional.of(sum.mean());
    }

    private Optional<Outcome> stopped() {
        checkpoints.beforeStop(course);
        return Optional.empty();
    }

    private Outcome outcome(SplitMetrics test) {
        Progress end = course.progress();
        return Double.isFinite(test.loss())
                ? new Outcome(
                        false,
                        end.epochs(),
                        end.validation(),
                        test,
                        end.speeds(),
                        course.waitingShare(),
                        course.latency(),
                        end.seconds())
                : diverged();
    }

    private Outcome diverged() {
        Progress end = course.progress();
        return new Outcome(
                true,
                end.epochs(),
                Progress.UNMEASURED,
                Progress.UNMEASURED,
                end.speeds(),
                course.waitingShare(),
                course.latency(),
                end.seconds());
    }
}
