package io.phiscale.search.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.phiscale.search.fixture.Answer;
import io.phiscale.search.fixture.Client;
import io.phiscale.search.fixture.CoordinatorTest;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Without a configured user: open to this machine's users, and to no web page but our own. */
class OpenDoorIT extends CoordinatorTest {

    @ParameterizedTest
    @CsvSource({
        "Sec-Fetch-Site, cross-site",
        "Sec-Fetch-Site, same-site",
        "Origin, http://evil.example",
        "Origin, null",
        "Origin, http://127.0.0.1:1"
    })
    void aForeignPageCanNeitherCreateNorCancelNorClaim(String header, String value) {
        long id = submit(SMALL);
        Client page = client().with(header, value);

        assertThat(page.send("POST", "/api/searches", "text/plain", SMALL).status())
                .isEqualTo(403);
        assertThat(page.send("POST", "/api/searches/" + id + "/cancel", "text/plain", "")
                        .status())
                .isEqualTo(403);
        assertThat(page.send("POST", "/api/worker/claims", "text/plain", "{}").status())
                .isEqualTo(403);
        assertThat(search(id).path("state").asString()).isEqualTo("QUEUED");
    }

    @Test
    void ourOwnPagesMayWrite() {
        Client page = client().with("Origin", client().server().toString()).with("Sec-Fetch-Site", "same-origin");

        assertThat(page.postYaml("/api/searches", SMALL).status()).isEqualTo(201);
    }

    @Test
    void anotherNameForThisMachineIsRefused() throws IOException {
        assertThat(statusFor("evil.example")).isEqualTo(421);
        assertThat(statusFor("localhost.evil.example")).isEqualTo(421);
        assertThat(statusFor("localhost")).isEqualTo(200);
        assertThat(statusFor("127.0.0.1:" + client().server().getPort())).isEqualTo(200);
    }

    @Test
    void answersCarryAStrictPolicy() {
        Answer answer = client().get("/api/searches");

        assertThat(answer.header("Content-Security-Policy"))
                .contains("default-src 'none'")
                .contains("frame-ancestors 'none'");
        assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(answer.header("Cache-Control")).contains("no-store");
    }

    @Test
    void onlyHealthIsExposedOfTheActuator() {
        assertThat(client().get("/actuator/health").status()).isEqualTo(200);
        assertThat(client().get("/actuator/health").body()).doesNotContain("components");
        for (String endpoint : new String[] {"env", "beans", "heapdump", "mappings", "loggers", "metrics"}) {
            assertThat(client().get("/actuator/" + endpoint).status()).isIn(401, 403, 404);
        }
    }

    /** Over a plain socket: HTTP clients do not let anyone set the Host header. */
    private int statusFor(String host) throws IOException {
        try (Socket socket = new Socket(
                        InetAddress.getLoopbackAddress(), client().server().getPort());
                OutputStream out = socket.getOutputStream();
                InputStream in = socket.getInputStream()) {
            String request = "GET /api/searches HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n".formatted(host);
            out.write(request.getBytes(StandardCharsets.US_ASCII));
            String answer = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return Integer.parseInt(answer.split(" ", 3)[1]);
        }
    }
}
