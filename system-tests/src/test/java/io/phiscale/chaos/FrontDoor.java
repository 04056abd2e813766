package io.phiscale.chaos;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What agents take for their coordinator. A careless network stands behind it: some requests are delivered a second time,
 * seconds later, some come so late that others overtake them, and some when somebody else has the trial.
 */
final class FrontDoor implements Closeable {
    private static final double TWICE = 0.05;
    private static final double LATE = 0.03;
    private static final int MOST_LATE_MILLISECONDS = 1_500;
    private static final int MOST_REPEATED_MILLISECONDS = 5_000;
    /** Before the shortest attempt is over. */
    private static final int MOST_STRAGGLING_MILLISECONDS = 300;

    private static final int OK = 200;
    private static final int INSUFFICIENT_STORAGE = 507;
    private static final Pattern CLAIM = Pattern.compile("(?=.*?\"trial\":([0-9]+)).*?\"token\":([0-9]+)");
    private static final Pattern ACCEPTED = Pattern.compile("\"(CONTINUE|RELEASE)\"");

    final Fence fence = new Fence();
    final Stragglers stragglers;
    final AtomicInteger duplicates = new AtomicInteger();
    final AtomicInteger delays = new AtomicInteger();
    final AtomicInteger refusedForSpace = new AtomicInteger();
    private final Balancer balancer;
    private final Random random;
    private final HttpServer server;
    private final ScheduledExecutorService later = Executors.newSingleThreadScheduledExecutor();
    private final ExecutorService deliveries = Executors.newCachedThreadPool();
    private volatile boolean careless = true;

    FrontDoor(List<Integer> coordinators, long seed) throws IOException {
        this.balancer = new Balancer(coordinators);
        this.random = new Random(seed);
        this.stragglers = new Stragglers(seed);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
        server.setExecutor(deliveries);
        server.createContext("/", this::handle);
        server.start();
    }

    int port() {
        return server.getAddress().getPort();
    }

    /** From now on, every request is delivered once and at once. */
    void behave() {
        careless = false;
        stragglers.release();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try {
            AgentRequest request = new AgentRequest(exchange);
            if (careless && random.nextDouble() < LATE) {
                delays.incrementAndGet();
                TimeUnit.MILLISECONDS.sleep(random.nextInt(MOST_LATE_MILLISECONDS));
            }
            if (careless && random.nextDouble() < TWICE) {
                deliverLater(request, random.nextInt(MOST_REPEATED_MILLISECONDS), duplicates::incrementAndGet);
            }
            if (isLetThrough(request)) {
                answer(exchange, deliver(request));
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } finally {
            // Without an answer, this breaks the connection off.
            exchange.close();
        }
    }

    private boolean isLetThrough(AgentRequest request) {
        return !careless
                || request.write()
                        .map(write -> stragglers.letThrough(write, request))
                        .orElse(true);
    }

    private static void answer(HttpExchange exchange, HttpResponse<byte[]> answer) throws IOException {
        answer.headers().firstValue("Content-Type").ifPresent(type -> exchange.getResponseHeaders()
                .set("Content-Type", type));
        int length = answer.body().length;
        exchange.sendResponseHeaders(answer.statusCode(), length == 0 ? -1 : length);
        exchange.getResponseBody().write(answer.body());
    }

    private void deliverLater(AgentRequest request, int milliseconds, Runnable whenAnswered) {
        ScheduledFuture<?> unused = later.schedule(
                () -> deliveries.execute(() -> {
                    try {
                        if (deliver(request).statusCode() / 100 == 2) {
                            whenAnswered.run();
                        }
                    } catch (IOException lost) {
                        // So are many requests.
                    } catch (InterruptedException stopped) {
                        Thread.currentThread().interrupt();
                    }
                }),
                milliseconds,
                TimeUnit.MILLISECONDS);
    }

    private HttpResponse<byte[]> deliver(AgentRequest request) throws IOException, InterruptedException {
        Optional<Write> write = request.write();
        long newest = write.map(one -> fence.newest(one.trial())).orElse(0L);
        HttpResponse<byte[]> answer = balancer.deliver(request);
        if (write.isPresent()) {
            wrote(write.get(), newest, answer);
        } else if (request.isClaim()) {
            claimed(answer);
        }
        return answer;
    }

    private void wrote(Write write, long newest, HttpResponse<byte[]> answer) {
        if (answer.statusCode() == OK) {
            boolean accepted = ACCEPTED.matcher(text(answer)).find();
            fence.answered(write, newest, accepted);
            if (accepted && write.kind() == Write.Kind.RESULT) {
                stragglers.forget(write.trial());
            }
        } else if (answer.statusCode() == INSUFFICIENT_STORAGE) {
            refusedForSpace.incrementAndGet();
        }
    }

    private void claimed(HttpResponse<byte[]> answer) {
        Matcher claim = CLAIM.matcher(text(answer));
        if (answer.statusCode() != OK || !claim.find()) {
            return;
        }
        long trial = Long.parseLong(claim.group(1));
        long token = Long.parseLong(claim.group(2));
        fence.given(trial, token);
        if (careless) {
            for (AgentRequest straggler : stragglers.overtakenBy(trial, token)) {
                deliverLater(straggler, random.nextInt(MOST_STRAGGLING_MILLISECONDS), () -> {});
            }
        }
    }

    private static String text(HttpResponse<byte[]> answer) {
        return new String(answer.body(), StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        later.shutdownNow();
        server.stop(0);
        deliveries.shutdownNow();
    }
}
