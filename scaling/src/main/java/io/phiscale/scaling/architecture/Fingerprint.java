package io.phiscale.scaling.architecture;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The first 64 bits of the SHA-256 of a canonical text of the network, in hexadecimal. */
final class Fingerprint {
    private static final int BYTES = 8;

    private Fingerprint() {}

    static String of(Architecture architecture) {
        byte[] digest = sha256().digest(canonical(architecture).getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(digest, 0, BYTES);
    }

    /**
     * Never change this text: stored searches are found by what it hashes to. What came later is written where it is not as
     * in networks that came before.
     */
    private static String canonical(Architecture architecture) {
        Stem stem = architecture.stem();
        StringBuilder text = new StringBuilder("phiscale-1;same;in")
                .append(architecture.inputChannels())
                .append('@')
                .append(architecture.resolution())
                .append(";stem k")
                .append(stem.kernel())
                .append(" s")
                .append(stem.stride())
                .append(" c")
                .append(stem.channels());
        if (stem.pools()) {
            text.append(" p").append(stem.pool());
        }
        if (architecture.activation() != Activation.SILU) {
            text.append(";activation ").append(architecture.activation());
        }
        for (Stage stage : architecture.stages()) {
            text.append(';')
                    .append(stage.operator())
                    .append(" k")
                    .append(stage.kernel())
                    .append(" s")
                    .append(stage.stride())
                    .append(" e")
                    .append(stage.expansion())
                    .append(" se")
                    .append(stage.squeezeRatio())
                    .append(" c")
                    .append(stage.channels())
                    .append(" r")
                    .append(stage.layers());
        }
        return text.append(";head c")
                .append(architecture.headChannels())
                .append(";classes ")
                .append(architecture.classes())
                .toString();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}
