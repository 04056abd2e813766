package io.phiscale.chaos;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;

/** The API of all coordinators, as users have it: no network that fails is between. */
final class Coordinators {
    private static final int OK = 200;
    private static final int CREATED = 201;
    private static final int NO_ANSWER = 0;

    private final HttpClient client = HttpClient.newHttpClient();
    private final List<Integer> ports = new CopyOnWriteArrayList<>();

    /** Returns once it answers. */
    void add(int port) {
        Awaitility.await()
                .atMost(Duration.ofMinutes(5))
                .pollInterval(Duration.ofMillis(200))
                .until(() -> status(get(port)) == OK);
        ports.add(port);
    }

    /** @return what the last one that was added takes for the time */
    Instant clock() throws IOException, InterruptedException {
        HttpRequest request = get(ports.get(ports.size() - 1));
        String date = client.send(request, BodyHandlers.discarding())
                .headers()
                .firstValue("Date")
                .orElseThrow();
        return DateTimeFormatter.RFC_1123_DATE_TIME.parse(date, Instant::from);
    }

    /** @return whether some coordinator took it */
    boolean submit(String specification) {
        return ports.stream()
                .anyMatch(port -> status(request(port, "/api/searches")
                                .header("Content-Type", "application/yaml")
                                .POST(BodyPublishers.ofString(specification))
                                .build())
                        == CREATED);
    }

    /** @return whether a coordinator says so; one that does not answer may do it later */
    boolean pause(long search) {
        return statuses(search, "pause").anyMatch(status -> status == OK);
    }

    void resume(long search) {
        IntStream unused = statuses(search, "resume");
    }

    /** Whether or not the first one answers, the others are asked as well. */
    private IntStream statuses(long search, String what) {
        int[] all = ports.stream()
                .mapToInt(port -> status(request(port, "/api/searches/%d/%s".formatted(search, what))
                        .POST(BodyPublishers.noBody())
                        .build()))
                .toArray();
        return IntStream.of(all);
    }

    private static HttpRequest get(int port) {
        return request(port, "/actuator/health").build();
    }

    private static HttpRequest.Builder request(int port, String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d%s".formatted(port, path)))
                .timeout(Duration.ofSeconds(5));
    }

    private int status(HttpRequest request) {
        try {
            HttpResponse<Void> answer = client.send(request, BodyHandlers.discarding());
            return answer.statusCode();
        } catch (IOException away) {
            return NO_ANSWER;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return NO_ANSWER;
        }
    }
}
