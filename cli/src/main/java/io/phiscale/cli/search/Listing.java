package io.phiscale.cli.search;

import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * The beginning of a list, or all of it.
 *
 * @param total of the whole list
 */
record Listing(List<JsonNode> items, long total) {
    Listing {
        items = List.copyOf(items);
    }

    boolean holdsAll() {
        return items.size() >= total;
    }
}
