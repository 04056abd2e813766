package io.phiscale.cli.search;

import io.phiscale.cli.search.SearchProgress.TrialProgress;
import io.phiscale.cli.server.CoordinatorClient;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Searches on a coordinator. */
public final class SearchApi {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final String YAML = "application/yaml";
    private static final int TRIALS_WATCHED = 200;
    private static final int LOOKS_FOR_A_WORKER = 50;
    private static final long MILLISECONDS_BETWEEN_LOOKS = 100;

    private final CoordinatorClient client;
    private final Pages pages;

    public SearchApi(CoordinatorClient client) {
        this.client = client;
        this.pages = new Pages(client);
    }

    /** Until a worker is there, or the time that one takes to come is over: a search says of itself that it waits. */
    public void awaitWorker() throws InterruptedException {
        for (int look = 0;
                look < LOOKS_FOR_A_WORKER && client.get("/api/workers").isEmpty();
                look++) {
            TimeUnit.MILLISECONDS.sleep(MILLISECONDS_BETWEEN_LOOKS);
        }
    }

    /** @return the new search's id */
    public String create(String specification) {
        return client.post("/api/searches", YAML, specification).path("id").asString();
    }

    /** @return what the search would be; nothing is stored */
    JsonNode preview(String specification) {
        return client.post("/api/searches/preview", YAML, specification);
    }

    /** @return what it is trained with, such as {@code libtorch on cpu, fp32} */
    String platform(String id) {
        JsonNode search = show(id);
        return "%s on %s, %s"
                .formatted(
                        search.path("engine").asString(),
                        search.path("device").asString(),
                        search.path("precision").asString());
    }

    /** The newest first. */
    Listing list(int most) {
        return pages.read("/api/searches?sort=id,desc", most);
    }

    /** Those that wait or run, by their ids. */
    public List<String> unfinished() {
        return pages.read("/api/searches?sort=id,asc&state=QUEUED,RUNNING", Pages.ALL).items().stream()
                .map(search -> search.path("id").asString())
                .toList();
    }

    JsonNode show(String id) {
        return client.get(path(id, ""));
    }

    public JsonNode cancel(String id) {
        return client.post(path(id, "/cancel"), "application/json", "{}");
    }

    JsonNode pause(String id) {
        return client.post(path(id, "/pause"), "application/json", "{}");
    }

    JsonNode resume(String id) {
        return client.post(path(id, "/resume"), "application/json", "{}");
    }

    JsonNode prioritize(String id, int priority) {
        return client.put(path(id, "/priority"), "application/json", "{\"priority\": " + priority + "}");
    }

    JsonNode retry(String id) {
        return client.post(path(id, "/retry"), "application/json", "{}");
    }

    /** @return the specification of a search that begins with the answer of this one */
    String followUp(String id, String kind, @Nullable Double phi) {
        byte[] text = client.download(path(id, "/follow-up?kind=" + kind + (phi == null ? "" : "&phi=" + phi)));
        return new String(text, StandardCharsets.UTF_8);
    }

    byte[] export(String id, String format) {
        return client.download(path(id, "/export?format=" + format));
    }

    /** The search with its selection, ladder and all candidates, as far as there are any. */
    public ObjectNode answer(String id) {
        return answer(id, Pages.ALL);
    }

    /** @param most of its candidates, the best first */
    ObjectNode answer(String id, int most) {
        ObjectNode answer = MAPPER.createObjectNode();
        JsonNode search = show(id);
        boolean done = search.path("state").asString("").equals("DONE");
        answer.set("search", search);
        answer.putArray("candidates").addAll(candidates(id, most, done).items());
        if (done) {
            answer.set("selection", client.get(path(id, "/selection")));
            // A search may end without: its models may be larger than any network can be built.
            answer.set("ladder", client.find(path(id, "/ladder")).orElse(MAPPER.nullNode()));
        }
        return answer;
    }

    private Listing candidates(String id, int most, boolean done) {
        if (most == Pages.ALL && !done) {
            // Accuracies may change from one page to the next: by them, some would come twice and others not at all.
            Listing all = pages.read(path(id, "/candidates?sort=id,asc"), most);
            return new Listing(
                    all.items().stream()
                            .sorted(Comparator.comparingDouble(SearchApi::top1).reversed())
                            .toList(),
                    all.total());
        }
        return pages.read(path(id, "/candidates?sort=" + (done ? "rank,asc" : "top1,desc")), most);
    }

    /** Below all others where there is none yet. */
    private static double top1(JsonNode candidate) {
        JsonNode top1 = candidate.path("top1");
        return top1.isNumber() ? top1.asDouble() : -1;
    }

    SearchProgress progress(String id) {
        JsonNode search = show(id);
        JsonNode progress = search.path("progress");
        JsonNode left = progress.path("secondsLeft");
        return new SearchProgress(
                search.path("state").asString(""),
                new SearchProgress.Share(
                        progress.path("fraction").asDouble(0),
                        progress.path("finished").asInt(0),
                        progress.path("total").asInt(0)),
                left.isNumber() ? left.asDouble() : null,
                trials(id).map(SearchApi::trial).toList(),
                StreamSupport.stream(search.path("warnings").spliterator(), false)
                        .map(JsonNode::asString)
                        .toList());
    }

    /** All of them, or where they are many: those that run now, after those that ended last. */
    private Stream<JsonNode> trials(String id) {
        Listing first = pages.read(path(id, "/trials?sort=id,asc"), TRIALS_WATCHED);
        if (first.holdsAll()) {
            return first.items().stream();
        }
        Listing ended = pages.read(
                path(id, "/trials?sort=ended,desc&state=DONE,DIVERGED,FAILED,CANCELLED,STOPPED"), TRIALS_WATCHED);
        Listing running = pages.read(path(id, "/trials?sort=id,asc&state=RUNNING"), TRIALS_WATCHED);
        return Stream.concat(ended.items().stream(), running.items().stream());
    }

    private static TrialProgress trial(JsonNode trial) {
        JsonNode top1 = trial.path("top1");
        return new TrialProgress(
                "trial %s %s"
                        .formatted(
                                trial.path("id").asString(), trial.path("label").asString("")),
                trial.path("state").asString(""),
                trial.path("fraction").asDouble(0),
                top1.isNumber() ? top1.asDouble() : null);
    }

    private static String path(String id, String rest) {
        return "/api/searches/" + URLEncoder.encode(id, StandardCharsets.UTF_8) + rest;
    }
}
