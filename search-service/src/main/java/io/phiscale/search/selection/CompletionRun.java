package io.phiscale.search.selection;

import io.phiscale.scaling.validation.InvalidValueException;
import io.phiscale.search.error.ApiException;
import io.phiscale.specification.SpecificationSyntaxException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Completes every search that is ready for it, each in a transaction of its own: the trouble of one is its own. */
@Component
public class CompletionRun {
    private static final Logger LOG = LoggerFactory.getLogger(CompletionRun.class);

    private final Measured measured;
    private final SearchCompletion completion;

    CompletionRun(Measured measured, SearchCompletion completion) {
        this.measured = measured;
        this.completion = completion;
    }

    public void run() {
        for (long search : measured.ready()) {
            try {
                completion.complete(search);
            } catch (ApiException | InvalidValueException | SpecificationSyntaxException hopeless) {
                // Such as a data set that is not configured any more.
                completion.giveUp(search, String.valueOf(hopeless.getMessage()));
            } catch (RuntimeException unexpected) {
                LOG.error("search {} could not be completed; it is tried again", search, unexpected);
            }
        }
    }
}
