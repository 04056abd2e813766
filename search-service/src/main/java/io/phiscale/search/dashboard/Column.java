package io.phiscale.search.dashboard;

import io.phiscale.search.paging.PageRequested;
import java.util.List;

/**
 * A column of the candidates' table that can be sorted by.
 *
 * @param next the sort that a click on it asks for
 * @param order for screen readers: ascending, descending or none
 */
public record Column(String title, boolean numeric, String next, String order, String arrow) {

    static List<Column> of(PageRequested page) {
        return List.of(
                column("rank", "rank", page),
                column("top-1", "top1", page),
                column("epochs", "epochs", page),
                column("cost ratio", "costRatio", page),
                column("multiply-adds", "cost", page),
                column("parameters", "parameters", page),
                column("activations", "activations", page),
                column("px", "resolution", page),
                column("aliases", "aliases", page),
                column("state", "state", page));
    }

    private static Column column(String title, String key, PageRequested page) {
        boolean sorted = page.key().equals(key);
        boolean descending = page.isDescending();
        // What is best comes first: the highest accuracy, the longest training, the lowest cost.
        boolean nextDescending = sorted ? !descending : key.equals("top1") || key.equals("epochs");
        return new Column(
                title,
                !key.equals("state"),
                key + (nextDescending ? ",desc" : ",asc"),
                sorted ? (descending ? "descending" : "ascending") : "none",
                sorted ? (descending ? " ↓" : " ↑") : "");
    }
}
