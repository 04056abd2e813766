package io.phiscale.trainer.pipeline;

import io.phiscale.protocol.error.ErrorCode;
import io.phiscale.trainer.error.TrainingException;
import java.util.List;
import java.util.TreeMap;

/** Counts and names images that cannot be read, and gives up when there are too many of them. Thread-safe. */
final class CorruptImages {
    private static final int LEAST_ALLOWED = 10;
    private static final double SHARE_ALLOWED = 0.01;
    private static final int NAMED = 5;
    private static final int LOGGED = 100;
    private static final System.Logger LOG = System.getLogger(CorruptImages.class.getName());

    private final int of;
    private final int allowed;
    /** Sorted, so that the message does not depend on which thread was first. */
    private final TreeMap<Integer, String> complaints = new TreeMap<>();

    CorruptImages(int images) {
        this.of = images;
        this.allowed = Math.max(LEAST_ALLOWED, (int) (SHARE_ALLOWED * images));
    }

    synchronized void add(int index, String complaint) {
        complaints.put(index, complaint);
        if (complaints.size() <= LOGGED) {
            LOG.log(System.Logger.Level.WARNING, "Left out: {0}", complaint);
        }
    }

    synchronized int count() {
        return complaints.size();
    }

    /** Those with the lowest numbers, named. */
    synchronized List<String> first() {
        return complaints.values().stream().limit(NAMED).toList();
    }

    /** @throws TrainingException {@code DATA_UNREADABLE}, with the first few by name */
    synchronized void checkLimit() {
        if (complaints.size() > allowed || complaints.size() == of) {
            throw new TrainingException(
                    ErrorCode.DATA_UNREADABLE,
                    "%d of %d images are corrupt, at most %d may be, and not all. The first: %s"
                            .formatted(complaints.size(), of, allowed, String.join("; ", first())));
        }
    }
}
