package io.phiscale.search.selection;

import io.phiscale.scaling.validation.InvalidValueException;
import io.phiscale.search.error.ApiException;
import io.phiscale.search.scheduling.SearchScheduling;
import io.phiscale.specification.SpecificationSyntaxException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Takes every search further that is ready for it, each in a transaction of its own: the trouble of one is its own. */
@Component
public class CompletionRun {
    private static final Logger LOG = LoggerFactory.getLogger(CompletionRun.class);

    private final SearchScheduling scheduling;
    private final SearchAdvance advance;

    CompletionRun(SearchScheduling scheduling, SearchAdvance advance) {
        this.scheduling = scheduling;
        this.advance = advance;
    }

    public void run() {
        for (long search : scheduling.due()) {
            try {
                advance.advance(search);
            } catch (ApiException | InvalidValueException | SpecificationSyntaxException hopeless) {
                // Such as a data set that is not configured any more.
                advance.giveUp(search, String.valueOf(hopeless.getMessage()));
            } catch (RuntimeException unexpected) {
                LOG.error("search {} could not be taken further; it is tried again", search, unexpected);
            }
        }
    }
}
