package io.phiscale.search.followup;

import io.phiscale.scaling.candidate.Control;
import io.phiscale.scaling.quantity.Quantity;
import io.phiscale.search.selection.ControlView;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Whether what is best at one φ is so at another: the chosen coefficients beside growth in one dimension alone, and the
 * published coefficients, at the same cost.
 */
final class Extrapolation {
    private Extrapolation() {}

    /**
     * @param phi of the first search, and what the chosen network was ahead of its controls by
     * @param later the same of the check
     * @return sentences; empty where the two have no control in common
     */
    static String inWords(double phi, List<ControlView> controls, double laterPhi, List<ControlView> later) {
        Map<Control.Kind, ControlView> before = rivals(controls);
        List<ControlView> after = rivals(later).values().stream()
                .filter(control -> before.containsKey(control.kind()))
                .toList();
        if (after.isEmpty()) {
            return "";
        }
        List<ControlView> first =
                after.stream().map(control -> before.get(control.kind())).toList();
        return "From best to worst, it was %s at φ = %s, and is %s at φ = %s. %s"
                .formatted(
                        order(first),
                        Quantity.plain(phi, 2),
                        order(after),
                        Quantity.plain(laterPhi, 2),
                        verdict(first, after));
    }

    /** All that cost the same. */
    private static Map<Control.Kind, ControlView> rivals(List<ControlView> controls) {
        Map<Control.Kind, ControlView> rivals = new EnumMap<>(Control.Kind.class);
        controls.stream()
                .filter(control -> control.kind() != Control.Kind.BASELINE)
                .forEach(control -> rivals.put(control.kind(), control));
        return rivals;
    }

    private static String order(List<ControlView> controls) {
        record Place(String name, double behind) {}
        List<Place> places = new ArrayList<>(List.of(new Place("the chosen coefficients", 0)));
        controls.forEach(control -> places.add(new Place(control.getName(), control.ahead())));
        return places.stream()
                .sorted(Comparator.comparingDouble(Place::behind))
                .map(Place::name)
                .collect(Collectors.joining(", "));
    }

    private static String verdict(List<ControlView> first, List<ControlView> after) {
        List<ControlView> reversed = new ArrayList<>();
        List<ControlView> open = new ArrayList<>();
        for (int i = 0; i < after.size(); i++) {
            ControlView control = after.get(i);
            if (!control.isMoreThanNoise()) {
                open.add(control);
            } else if (Math.signum(control.ahead()) != Math.signum(first.get(i).ahead())) {
                reversed.add(control);
            }
        }
        if (!reversed.isEmpty()) {
            return "The ranking does not hold: " + differences(reversed) + ".";
        }
        if (open.isEmpty()) {
            return "The ranking holds: " + differences(after) + ".";
        }
        return "Nothing speaks clearly against the ranking, but these differences may be noise: %s."
                .formatted(differences(open));
    }

    private static String differences(List<ControlView> controls) {
        return controls.stream()
                .map(control -> "over %s %s".formatted(control.getName(), control.getWords()))
                .collect(Collectors.joining("; "));
    }
}
