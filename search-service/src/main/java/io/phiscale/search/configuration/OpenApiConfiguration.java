package io.phiscale.search.configuration;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The title page of the REST API's documentation. */
@Configuration(proxyBeanMethods = false)
class OpenApiConfiguration {
    @Bean
    OpenAPI openApi() {
        return new OpenAPI()
                .info(new Info()
                        .title("Phiscale")
                        .version("1")
                        .description("Finds out how a convolutional network should be scaled. Errors are problem"
                                + " details (RFC 9457) that name the field, what was given, and what is allowed.")
                        .license(new License().name("Apache-2.0")));
    }
}
