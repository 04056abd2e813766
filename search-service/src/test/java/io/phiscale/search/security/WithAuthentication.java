package io.phiscale.search.security;

import io.phiscale.search.harness.Http;
import io.phiscale.search.harness.WithCoordinator;
import org.springframework.test.context.TestPropertySource;

/** A coordinator that asks who one is. */
@TestPropertySource(properties = {"phiscale.security.user=ada", "phiscale.security.password=enchantress"})
abstract class WithAuthentication extends WithCoordinator {

    @Override
    protected Http http() {
        return anonymous().as("ada", "enchantress");
    }

    Http anonymous() {
        return Http.to(port);
    }
}
