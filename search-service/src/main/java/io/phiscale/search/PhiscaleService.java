package io.phiscale.search;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** The coordinator's program. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class PhiscaleService {
    public static void main(String[] arguments) {
        SpringApplication.run(PhiscaleService.class, arguments);
    }
}
