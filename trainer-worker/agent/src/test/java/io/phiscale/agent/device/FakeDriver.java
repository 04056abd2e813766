package io.phiscale.agent.device;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** Scripts in the place of nvidia-smi. */
record FakeDriver(Path folder) {

    static FakeDriver in(Path folder) {
        return new FakeDriver(folder);
    }

    NvidiaSmi says(String lines) throws IOException {
        return script("cat <<'END'\n%s\nEND".formatted(lines));
    }

    NvidiaSmi failsWith(String line) throws IOException {
        return script("echo '%s'; exit 18".formatted(line));
    }

    private NvidiaSmi script(String body) throws IOException {
        Path script = Files.writeString(Files.createTempFile(folder, "nvidia-smi", ""), "#!/bin/sh\n" + body + "\n");
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
        return new NvidiaSmi(script.toString());
    }
}
