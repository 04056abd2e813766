package io.phiscale.trainer.process;

import io.phiscale.scaling.validation.InvalidValueException;
import io.phiscale.trainer.dataset.DataSet;
import io.phiscale.trainer.error.TrainingException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Opens data sets by name, and may have opened one before a job asks for it. For one thread. */
final class OpenedAhead implements Function<String, DataSet> {
    private static final System.Logger LOG = System.getLogger(OpenedAhead.class.getName());

    private final Function<String, DataSet> dataSets;
    private String expected = "";
    private @Nullable DataSet ahead;

    OpenedAhead(Function<String, DataSet> dataSets) {
        this.dataSets = dataSets;
    }

    /** @param name of the one that is likely to be asked for; where it cannot be opened, the job that asks is told */
    void open(String name) {
        try {
            ahead = dataSets.apply(name);
            expected = name;
        } catch (TrainingException | InvalidValueException notToBeHad) {
            LOG.log(System.Logger.Level.INFO, "Not opened ahead: {0}", notToBeHad.getMessage());
        }
    }

    @Override
    public DataSet apply(String name) {
        return name.equals(expected) && ahead != null ? ahead : dataSets.apply(name);
    }
}
