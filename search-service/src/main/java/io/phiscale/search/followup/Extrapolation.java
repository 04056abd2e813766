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
 * Whether what is best at one φ is so at another: the chosen coefficients beside growth in one dimension alone, at the same
 * cost.
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

    /** All that cost the same: neither the baseline nor the published coefficients, which cost what they do. */
    private static Map<Control.Kind, ControlView> rivals(List<ControlView> controls) {
        Map<Control.Kind, ControlView> rivals = new EnumMap<>(Control.Kind.class);
        controls.stream()
                .filter(control -> control.kind() != Control.Kind.BASELINE && control.kind() != Control.Kind.PUBLISHED)
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
        for (int i = 0; i < after.size(); i++) {
            ControlView before = first.get(i);
            ControlView now = after.get(i);
            boolean isOtherWay = Math.signum(now.ahead()) != Math.signum(before.ahead());
            if (now.isMoreThanNoise() && before.isMoreThanNoise() && isOtherWay) {
                reversed.add(now);
            }
        }
        List<ControlView> ahead = after.stream()
                .filter(control -> control.isMoreThanNoise() && control.ahead() > 0)
                .toList();
        List<ControlView> behind = after.stream()
                .filter(control -> control.isMoreThanNoise() && control.ahead() < 0)
                .toList();
        List<String> sentences = new ArrayList<>();
        if (!reversed.isEmpty()) {
            sentences.add("The answer does not extrapolate: against %s, what was so at first is the other way round."
                    .formatted(names(reversed)));
        }
        if (ahead.size() == after.size()) {
            sentences.add("The chosen coefficients are clearly ahead of all of them there: %s."
                    .formatted(differences(ahead)));
            return String.join(" ", sentences);
        }
        if (!ahead.isEmpty()) {
            sentences.add("They are clearly ahead of %s.".formatted(differences(ahead)));
        }
        if (!behind.isEmpty()) {
            sentences.add("They are clearly behind %s.".formatted(differences(behind)));
        }
        List<ControlView> open =
                after.stream().filter(control -> !control.isMoreThanNoise()).toList();
        if (!open.isEmpty()) {
            sentences.add("What may be noise: %s.".formatted(differences(open)));
        }
        return String.join(" ", sentences);
    }

    private static String names(List<ControlView> controls) {
        return controls.stream().map(ControlView::getName).collect(Collectors.joining(", "));
    }

    private static String differences(List<ControlView> controls) {
        return controls.stream()
                .map(control -> "%s (%s)".formatted(control.getName(), control.getWords()))
                .collect(Collectors.joining("; "));
    }
}
