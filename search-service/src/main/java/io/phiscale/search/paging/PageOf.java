package io.phiscale.search.paging;

import java.util.List;

/**
 * A page of a list.
 *
 * @param total of the whole list
 * @param page from 0
 */
public record PageOf<T>(List<T> items, long total, int page, int size) {
    public PageOf {
        items = List.copyOf(items);
    }

    public int pages() {
        return (int) Math.max(1, (total + size - 1) / size);
    }
}
