package io.phiscale.search.dashboard;

import io.phiscale.search.error.ApiException;
import io.phiscale.search.search.SearchProgress;
import io.phiscale.search.search.SearchState;
import io.phiscale.search.search.SearchView;
import io.phiscale.search.search.Searches;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * Tells open pages that a search changed. Any coordinator may have changed it, so this looks at the database: once a
 * second for each search that somebody watches, however many they are.
 */
@Controller
class SearchEvents implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(SearchEvents.class);
    private static final long LONGEST = Duration.ofMinutes(30).toMillis();

    private final Searches searches;
    private final Map<Long, List<SseEmitter>> watchers = new ConcurrentHashMap<>();
    private final Map<Long, Seen> seen = new ConcurrentHashMap<>();
    private @Nullable ScheduledExecutorService clock;

    SearchEvents(Searches searches) {
        this.searches = searches;
    }

    /**
     * What a page shows and what is worth a reload. Not the time that is left: it is another one at every look.
     *
     * @param percent of the work that is done
     */
    private record Seen(
            SearchState state,
            boolean paused,
            long finished,
            long running,
            long failed,
            long percent,
            List<String> warnings,
            @Nullable String error) {

        static Seen of(SearchView search) {
            SearchProgress progress = search.progress();
            return new Seen(
                    search.state(),
                    search.paused(),
                    progress.finished(),
                    progress.running(),
                    progress.failed(),
                    Math.round(100 * progress.fraction()),
                    search.warnings(),
                    search.error());
        }

        /** What plots show, which need not be drawn again while this stays the same: trials' ends, and then the answer. */
        String results() {
            return "%d %s".formatted(finished, state);
        }
    }

    @GetMapping(value = "/searches/{id}/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    SseEmitter events(@PathVariable long id) {
        SearchView search = searches.get(id);
        SseEmitter emitter = new SseEmitter(LONGEST);
        Runnable gone = () -> forget(search.id(), emitter);
        emitter.onCompletion(gone);
        emitter.onTimeout(emitter::complete);
        emitter.onError(failure -> gone.run());
        watchers.compute(search.id(), (key, watching) -> {
            List<SseEmitter> all = watching == null ? new CopyOnWriteArrayList<>() : watching;
            all.add(emitter);
            return all;
        });
        // It may show less than what others were last told of: all are told again.
        seen.remove(search.id());
        return emitter;
    }

    private void forget(long id, SseEmitter emitter) {
        watchers.computeIfPresent(id, (key, all) -> {
            all.remove(emitter);
            return all.isEmpty() ? null : all;
        });
    }

    private void look() {
        seen.keySet().retainAll(watchers.keySet());
        watchers.forEach((id, emitters) -> {
            try {
                look(id, emitters);
            } catch (ApiException removed) {
                emitters.forEach(SseEmitter::complete);
            } catch (RuntimeException failed) {
                // The clock would stop for good; the next look may find the database again.
                LOG.warn("cannot look for changes of search {}", id, failed);
            }
        });
    }

    private void look(long id, List<SseEmitter> emitters) {
        SearchView search = searches.get(id);
        Seen now = Seen.of(search);
        Seen before = seen.put(id, now);
        boolean over = search.state().isOver();
        if (over || before == null || !now.equals(before)) {
            emitters.forEach(emitter -> send(emitter, over ? "over" : "changed", now.results()));
        }
        if (over) {
            emitters.forEach(SseEmitter::complete);
        }
    }

    private static void send(SseEmitter emitter, String event, String results) {
        try {
            emitter.send(SseEmitter.event().name(event).data(results));
        } catch (IOException | IllegalStateException gone) {
            emitter.completeWithError(gone);
        }
    }

    @Override
    public synchronized void start() {
        ScheduledExecutorService started = Executors.newSingleThreadScheduledExecutor(work -> {
            Thread thread = new Thread(work, "search-events");
            thread.setDaemon(true);
            return thread;
        });
        ScheduledFuture<?> unused = started.scheduleWithFixedDelay(this::look, 1, 1, TimeUnit.SECONDS);
        clock = started;
    }

    /** Comes before the web server waits for requests to end, as the default phase does: open pages would hold it up. */
    @Override
    public synchronized void stop() {
        if (clock != null) {
            clock.shutdownNow();
            clock = null;
        }
        watchers.values().forEach(emitters -> emitters.forEach(SseEmitter::complete));
    }

    @Override
    public synchronized boolean isRunning() {
        return clock != null;
    }
}
