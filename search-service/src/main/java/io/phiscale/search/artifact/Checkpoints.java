package io.phiscale.search.artifact;

import io.phiscale.artifact.ArtifactStore;
import io.phiscale.artifact.ArtifactStoreException;
import io.phiscale.artifact.Content;
import io.phiscale.artifact.Stored;
import io.phiscale.protocol.trial.CheckpointReference;
import io.phiscale.protocol.trial.Command;
import io.phiscale.search.artifact.ArtifactRows.Kept;
import io.phiscale.search.artifact.ArtifactRows.Row;
import io.phiscale.search.error.ApiException;
import io.phiscale.search.error.StoreFailures;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Takes checkpoints from workers, and gives them to whoever goes on. No transaction is open while anything streams. */
@Component
public class Checkpoints {
    private static final Logger LOG = LoggerFactory.getLogger(Checkpoints.class);

    private final ArtifactStore store;
    private final ArtifactRows rows;

    Checkpoints(ArtifactStore store, ArtifactRows rows) {
        this.store = store;
        this.rows = rows;
    }

    /**
     * Stores a checkpoint, and makes it the trial's if the worker still holds the lease when all of it is there, and has
     * not sent one that is further on: a request may come twice, and late.
     *
     * @return what the worker is to do
     * @throws ApiException where the content is not what the reference says
     * @throws ArtifactStoreException where the store cannot take it; the trial keeps the checkpoint that it had
     */
    public Command store(long trial, long token, CheckpointReference checkpoint, InputStream content) {
        // A name of its own: what a stale worker writes never gets in the way of anything.
        String location = "trial/%d/%d/%s".formatted(trial, token, UUID.randomUUID());
        Optional<Row> begun = rows.begin(trial, token, location, checkpoint);
        if (begun.isEmpty()) {
            return Command.STOP;
        }
        Row row = begun.get();
        write(row, checkpoint, content);
        Kept kept = rows.keep(trial, token, row);
        if (kept.kept()) {
            rows.replaced(trial).forEach(this::remove);
        } else {
            remove(row);
        }
        return kept.command();
    }

    private void write(Row row, CheckpointReference checkpoint, InputStream content) {
        Stored stored;
        try {
            stored = store.put(row.location(), content, checkpoint.size());
        } catch (ArtifactStoreException failed) {
            remove(row);
            throw failed;
        }
        if (!stored.sha256().equals(checkpoint.sha256())) {
            remove(row);
            throw ApiException.invalid(
                    "sha256", checkpoint.sha256(), stored.sha256() + ", which the content hashes to");
        }
    }

    /** The checkpoint that a claim named; empty where there is none, or the lease is not this worker's any more. */
    public Optional<Content> open(long trial, long token) {
        return rows.best(trial, token).map(row -> store.open(row.location()));
    }

    /** Removes what nobody will train from any more. @return how many objects; there may be more */
    public int sweep() {
        List<Row> garbage = rows.garbage();
        int removed = 0;
        for (Row row : garbage) {
            removed += remove(row) ? 1 : 0;
        }
        return removed;
    }

    private boolean remove(Row row) {
        try {
            // Its one writer is this very request, or has been silent for too long. First what it may still finish:
            // what
            // it has finished meanwhile goes with the rest.
            store.deleteUnfinished(row.location());
            store.delete(row.location());
        } catch (ArtifactStoreException failed) {
            // Its row stays, and so it is tried again.
            StoreFailures.warn(LOG, "checkpoint %s could not be removed".formatted(row.location()), failed);
            return false;
        }
        rows.remove(row);
        return true;
    }
}
