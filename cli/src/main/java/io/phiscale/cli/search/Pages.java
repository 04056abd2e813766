package io.phiscale.cli.search;

import io.phiscale.cli.server.CoordinatorClient;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Lists that the coordinator hands out page by page. */
final class Pages {
    static final int ALL = Integer.MAX_VALUE;
    /** The largest page that a coordinator hands out. */
    private static final int LARGEST = 1_000;

    private final CoordinatorClient client;

    Pages(CoordinatorClient client) {
        this.client = client;
    }

    /**
     * The first items of a list.
     *
     * @param path with a query, to which page and size are added
     * @param most {@link #ALL} for the whole list
     */
    Listing read(String path, int most) {
        List<JsonNode> items = new ArrayList<>();
        int size = Math.min(most, LARGEST);
        for (int number = 0; ; number++) {
            JsonNode page = client.get("%s&page=%d&size=%d".formatted(path, number, size));
            page.path("items").forEach(items::add);
            long total = page.path("total").asLong(0);
            // A page without items: the list has become shorter in the meantime.
            if (items.size() >= Math.min(most, total) || page.path("items").isEmpty()) {
                return new Listing(items.subList(0, Math.min(most, items.size())), total);
            }
        }
    }
}
