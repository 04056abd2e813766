package io.phiscale.search.harness;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;

/** Every address that the coordinator answers at, as its own tables of them say. */
public record Endpoints(List<Endpoint> all) {

    /** @param path with 1 for every variable */
    public record Endpoint(String method, String path) {

        public boolean isApi() {
            return path.startsWith("/api/");
        }
    }

    public static Endpoints of(Collection<? extends RequestMappingInfoHandlerMapping> mappings) {
        List<Endpoint> all = new ArrayList<>();
        for (RequestMappingInfoHandlerMapping mapping : mappings) {
            for (RequestMappingInfo info : mapping.getHandlerMethods().keySet()) {
                Set<RequestMethod> methods = info.getMethodsCondition().getMethods();
                for (RequestMethod method : methods.isEmpty() ? Set.of(RequestMethod.values()) : methods) {
                    info.getPatternValues()
                            .forEach(pattern -> all.add(new Endpoint(
                                    method.name(),
                                    pattern.replaceAll("\\{[^}]*}", "1").replace("**", "1"))));
                }
            }
        }
        // The connector itself refuses to trace.
        all.removeIf(endpoint -> endpoint.method().equals("TRACE"));
        return new Endpoints(List.copyOf(all));
    }
}
