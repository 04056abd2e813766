package io.phiscale.search.paging;

import io.phiscale.scaling.validation.Require;
import io.phiscale.search.error.ApiException;
import java.util.Map;
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

    public PageRequested {
        Require.between("page", page, 0, MOST_PAGE);
        Require.between("size", size, 1, MOST);
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

    /** @return what the request's sort stands for; a sort that is not known is refused */
    public String column(Map<String, String> columns) {
        String[] parts = sort.split(",", -1);
        String column = columns.get(parts[0]);
        boolean knownDirection = parts.length == 1 || parts[1].equals("asc") || parts[1].equals("desc");
        if (column == null || parts.length > 2 || !knownDirection) {
            throw ApiException.invalid(
                    "sort", sort, "one of %s, then ,asc or ,desc".formatted(new TreeSet<>(columns.keySet())));
        }
        return column;
    }
}
