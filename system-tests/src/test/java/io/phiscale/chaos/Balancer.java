package io.phiscale.chaos;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Hands each request to the least busy coordinator: one that does not answer is soon left alone, else most of the time
 * nothing would happen that could go wrong.
 */
final class Balancer {
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .build();
    private final List<Target> targets;

    private record Target(int port, AtomicInteger inFlight) {}

    Balancer(List<Integer> coordinators) {
        targets = coordinators.stream()
                .map(port -> new Target(port, new AtomicInteger()))
                .toList();
    }

    /** To whichever can be reached: where an answer is lost, that is twice. */
    HttpResponse<byte[]> deliver(AgentRequest request) throws IOException, InterruptedException {
        Target first = leastBusy(targets);
        try {
            return send(request, first);
        } catch (IOException unreachable) {
            List<Target> others =
                    targets.stream().filter(target -> !target.equals(first)).toList();
            return send(request, leastBusy(others));
        }
    }

    private static Target leastBusy(List<Target> targets) {
        return Collections.min(
                targets, Comparator.comparing(target -> target.inFlight().get()));
    }

    private HttpResponse<byte[]> send(AgentRequest request, Target target) throws IOException, InterruptedException {
        target.inFlight().incrementAndGet();
        try {
            return client.send(request.to(target.port()), BodyHandlers.ofByteArray());
        } finally {
            target.inFlight().decrementAndGet();
        }
    }
}
