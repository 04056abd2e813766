package io.phiscale.search.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.phiscale.search.PhiscaleService;
import io.phiscale.search.harness.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class UnsafeStartIT {

    @Test
    void theProgramRefusesToListenEverywhereWithoutAuthentication(CapturedOutput output) {
        List<String> arguments = new ArrayList<>(TestDatabase.arguments());
        arguments.addAll(List.of("--server.address=0.0.0.0", "--server.port=0"));

        assertThatThrownBy(
                        () -> new SpringApplicationBuilder(PhiscaleService.class).run(arguments.toArray(String[]::new)))
                .hasRootCauseInstanceOf(UnsafeConfigurationException.class);

        assertThat(output.getAll())
                .contains("server.address is 0.0.0.0, which others can reach: set phiscale.security.user")
                .doesNotContain("\tat io.phiscale", "Phiscale answers at");
    }
}
