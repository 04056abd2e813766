package io.phiscale.trainer.checkpoint;

import io.phiscale.protocol.json.ProtocolJson;
import io.phiscale.trainer.dataset.ContentHash;
import io.phiscale.trainer.engine.StateTensor;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes the checkpoints of one training, each as a file of its own. */
public record CheckpointWriter(Path folder, Identity identity) {

    /**
     * A complete checkpoint.
     *
     * @param sha256 in hexadecimal digits
     * @param size in bytes
     */
    public record Written(Path file, String sha256, long size) {}

    /**
     * @param steps that the training has made in all, which name the file
     * @throws IOException where it cannot be written; nothing is left of it then
     */
    public Written write(long steps, Progress progress, List<StateTensor> tensors) throws IOException {
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(folder);
        }
        Path file = folder.resolve("checkpoint-%d.safetensors".formatted(steps)).toAbsolutePath();
        Path part = file.resolveSibling(file.getFileName() + ".part");
        try {
            MessageDigest digest = ContentHash.sha256();
            try (OutputStream output = new DigestOutputStream(Files.newOutputStream(part), digest)) {
                TensorFileWriter.write(output, metadata(progress), tensors);
            }
            long size = Files.size(part);
            // Whoever sees the name sees a complete file.
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
            return new Written(file, HexFormat.of().formatHex(digest.digest()), size);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private Map<String, String> metadata(Progress progress) {
        Map<String, String> metadata = new LinkedHashMap<>(identity.facts());
        metadata.put(CheckpointReader.PROGRESS, ProtocolJson.MAPPER.writeValueAsString(progress));
        return metadata;
    }
}
