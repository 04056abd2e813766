package io.phiscale.search.paging;

import io.phiscale.scaling.validation.Require;
import io.phiscale.search.error.ApiException;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which page of a list, and in which order.
 *
 * @param page from 0
 * @param sort a column and a direction, such as {@code name,desc}
 */
public record PageRequested(int page, int size, String sort) {
    public static final int MOST = 1_000;
    /** The last row of the last page still has a number that fits an int, which Spring Data counts with. */
    private static final int MOST_PAGE = Integer.MAX_VALUE / MOST - 1;

    private static final Set<String> DIRECTIONS = Set.of("asc", "desc");

    public PageRequested {
        Require.between("page", page, 0, MOST_PAGE);
        Require.between("size", size, 1, MOST);
        String[] parts = sort.split(",", -1);
        if (parts.length > 2 || (parts.length == 2 && !DIRECTIONS.contains(parts[1]))) {
            throw ApiException.invalid("sort", sort, "a key of the list, then ,asc or ,desc");
        }
    }

    public long offset() {
        return (long) page * size;
    }

    public boolean isDescending() {
        return sort.endsWith(",desc");
    }

    /** The key of the column to sort by, such as {@code name}. */
    public String key() {
        return sort.split(",", -1)[0];
    }

    /**
     * An ORDER BY clause. Nothing of the request's own text gets into it.
     *
     * @param columns SQL expressions by the names that requests use
     * @param last makes the order total, so that pages do not overlap
     */
    public String orderBy(Map<String, String> columns, String last) {
        return " order by %s %s nulls last, %s".formatted(column(columns), isDescending() ? "desc" : "asc", last);
    }

    /** @return what the request's key stands for; one that is not known is refused */
    public String column(Map<String, String> columns) {
        String column = columns.get(key());
        if (column == null) {
            throw ApiException.invalid(
                    "sort", sort, "one of %s, then ,asc or ,desc".formatted(new TreeSet<>(columns.keySet())));
        }
        return column;
    }
}
