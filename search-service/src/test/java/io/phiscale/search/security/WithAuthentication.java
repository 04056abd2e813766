package io.phiscale.search.security;

import io.phiscale.search.fixture.CoordinatorTest;
import io.phiscale.search.fixture.Http;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;

/** A coordinator that asks who one is. */
@TestPropertySource(properties = {"phiscale.security.user=ada", "phiscale.security.password=enchantress"})
abstract class WithAuthentication extends CoordinatorTest {
    static final String FILE_TOKEN = "0123456789abcdef0123456789abcdef";

    @DynamicPropertySource
    static void tokenFile(DynamicPropertyRegistry registry) throws IOException {
        Path file = Files.createTempFile("phiscale-token", "");
        Files.writeString(file, FILE_TOKEN + "\n");
        file.toFile().deleteOnExit();
        registry.add("phiscale.worker.token-file", file::toString);
    }

    @Override
    protected Http http() {
        return anonymous().as("ada", "enchantress");
    }

    Http anonymous() {
        return Http.to(port);
    }
}
