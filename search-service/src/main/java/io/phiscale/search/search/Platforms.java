package io.phiscale.search.search;

import io.phiscale.protocol.engine.DeviceKind;
import io.phiscale.protocol.engine.Platform;
import io.phiscale.search.configuration.PhiscaleProperties;
import io.phiscale.specification.PlatformChoice;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What a search is trained with that leaves it open. */
@Component
class Platforms {
    private final JdbcClient jdbc;
    private final double presentSeconds;

    Platforms(JdbcClient jdbc, PhiscaleProperties properties) {
        this.jdbc = jdbc;
        this.presentSeconds = properties.worker().presentSeconds();
    }

    /** @param present whether the worker was heard of lately */
    private record Offer(List<String> engines, DeviceKind device, boolean present) {
        boolean has(PlatformChoice.Option option) {
            return device == option.device() && engines.contains(option.engine());
        }
    }

    /**
     * The fastest that a worker offers who has the labels: GPUs before processors, and on either the faster engine. Those
     * that are here count first, then those that were. Where there never was any, what runs everywhere.
     */
    Platform choose(PlatformChoice choice, Collection<String> labels) {
        List<Offer> offers = offers(labels);
        return fastest(choice, offers, Offer::present)
                .or(() -> fastest(choice, offers, offer -> true))
                .orElseGet(choice::anywhere);
    }

    private static Optional<Platform> fastest(PlatformChoice choice, List<Offer> offers, Predicate<Offer> counts) {
        return choice.options().stream()
                .filter(option -> offers.stream().anyMatch(offer -> counts.test(offer) && offer.has(option)))
                .findFirst()
                .map(choice::with);
    }

    private List<Offer> offers(Collection<String> labels) {
        return jdbc.sql(
                        """
                        select distinct engines, device,
                               last_seen > clock_timestamp() - make_interval(secs => :present) as present
                        from worker where :labels::text[] <@ labels
                        """)
                .param("labels", labels.toArray(String[]::new))
                .param("present", presentSeconds)
                .query((row, number) -> new Offer(
                        List.of((String[]) row.getArray("engines").getArray()),
                        DeviceKind.of(row.getString("device")),
                        row.getBoolean("present")))
                .list();
    }
}
