package io.phiscale.search.export;

import io.phiscale.search.search.Searches;
import io.phiscale.specification.SpecificationWriter;
import java.nio.charset.StandardCharsets;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;

/** The search's specification with every value written out, to run it again. */
@Component
class SpecificationExport implements Export {
    private final Searches searches;

    SpecificationExport(Searches searches) {
        this.searches = searches;
    }

    @Override
    public String format() {
        return "yaml";
    }

    @Override
    public MediaType mediaType() {
        return MediaType.APPLICATION_YAML;
    }

    @Override
    public String extension() {
        return "yaml";
    }

    @Override
    public Document open(long search) {
        byte[] text = SpecificationWriter.write(searches.plan(search)).getBytes(StandardCharsets.UTF_8);
        return out -> out.write(text);
    }
}
