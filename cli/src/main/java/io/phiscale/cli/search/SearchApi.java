package io.phiscale.cli.search;

import io.phiscale.cli.search.SearchProgress.TrialProgress;
import io.phiscale.cli.server.CoordinatorClient;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Searches on a coordinator. */
public final class SearchApi {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final String YAML = "application/yaml";
    private static final int TRIALS_SHOWN = 200;
    private static final long WATCH_MILLISECONDS = 1_000;

    private final CoordinatorClient client;

    public SearchApi(CoordinatorClient client) {
        this.client = client;
    }

    /** @return the new search's id */
    public String create(String specification) {
        return client.post("/api/searches", YAML, specification).path("id").asString();
    }

    JsonNode list() {
        return client.get("/api/searches?size=100");
    }

    JsonNode show(String id) {
        return client.get(path(id, ""));
    }

    JsonNode cancel(String id) {
        return client.post(path(id, "/cancel"), "application/json", "{}");
    }

    byte[] export(String id, String format) {
        return client.download(path(id, "/export?format=" + format));
    }

    JsonNode candidates(String id, int size) {
        return client.get(path(id, "/candidates?sort=top1,desc&size=" + size));
    }

    /** The search with its selection, ladder and candidates, as far as there are any. */
    public ObjectNode answer(String id) {
        ObjectNode answer = MAPPER.createObjectNode();
        JsonNode search = show(id);
        answer.set("search", search);
        answer.set("candidates", candidates(id, TRIALS_SHOWN).path("items"));
        if (search.path("state").asString("").equals("DONE")) {
            answer.set("selection", client.get(path(id, "/selection")));
            answer.set("ladder", client.get(path(id, "/ladder")));
        }
        return answer;
    }

    SearchProgress progress(String id) {
        JsonNode search = show(id);
        JsonNode progress = search.path("progress");
        List<TrialProgress> trials = new ArrayList<>();
        for (JsonNode trial :
                client.get(path(id, "/trials?sort=id,asc&size=" + TRIALS_SHOWN)).path("items")) {
            trials.add(trial(trial));
        }
        JsonNode left = progress.path("secondsLeft");
        return new SearchProgress(
                search.path("state").asString(""),
                progress.path("fraction").asDouble(0),
                progress.path("finished").asInt(0),
                progress.path("total").asInt(0),
                left.isNumber() ? left.asDouble() : null,
                trials);
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

    /** Shows progress until the search is over. */
    public void watch(String id, ProgressDisplay display) throws InterruptedException {
        SearchProgress progress = progress(id);
        display.show(progress);
        while (!progress.isOver()) {
            TimeUnit.MILLISECONDS.sleep(WATCH_MILLISECONDS);
            progress = progress(id);
            display.show(progress);
        }
    }

    private static String path(String id, String rest) {
        return "/api/searches/" + URLEncoder.encode(id, StandardCharsets.UTF_8) + rest;
    }
}
