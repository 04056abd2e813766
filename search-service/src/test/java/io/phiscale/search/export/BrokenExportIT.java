package io.phiscale.search.export;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.phiscale.search.fixture.CoordinatorTest;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.http.MediaType;

/** What is written while it is read from the database may break off. */
@Import(BrokenExportIT.Broken.class)
class BrokenExportIT extends CoordinatorTest {
    private static final byte[] HALF = new byte[1 << 20];

    @TestConfiguration(proxyBeanMethods = false)
    static class Broken {
        @Bean
        Export broken() {
            return new Export() {
                @Override
                public String format() {
                    return "broken";
                }

                @Override
                public MediaType mediaType() {
                    return MediaType.APPLICATION_OCTET_STREAM;
                }

                @Override
                public String extension() {
                    return "half";
                }

                @Override
                public Document open(long search) {
                    return out -> {
                        out.write(HALF);
                        throw new IllegalStateException("as when the database goes away");
                    };
                }
            };
        }
    }

    @Test
    void halfAnExportIsNotTakenForAWholeOne() {
        assertThatThrownBy(() -> http().get("/api/searches/1/export?format=broken"))
                .isInstanceOf(UncheckedIOException.class)
                .hasCauseInstanceOf(IOException.class);
    }
}
