package io.phiscale.search.configuration;

import io.micrometer.observation.ObservationRegistry;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Nothing reads observations of single requests here, and to make them took a third of the time of each. */
@Configuration(proxyBeanMethods = false)
class ObservationConfiguration {
    @Bean
    ObservationRegistry observationRegistry() {
        return ObservationRegistry.NOOP;
    }
}
