package io.phiscale.search.artifact;

import io.phiscale.artifact.Content;
import io.phiscale.protocol.trial.Acknowledgement;
import io.phiscale.protocol.trial.CheckpointReference;
import io.phiscale.scaling.validation.InvalidValueException;
import io.phiscale.scaling.validation.Require;
import io.phiscale.search.error.ApiException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.regex.Pattern;
import org.springframework.core.io.InputStreamResource;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Where agents leave checkpoints, and take them up. */
@RestController
@RequestMapping("/api/worker/trials/{trial}/checkpoint")
class CheckpointController {
    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

    private final Checkpoints checkpoints;

    CheckpointController(Checkpoints checkpoints) {
        this.checkpoints = checkpoints;
    }

    /** The body is the file itself. */
    @PutMapping(consumes = MediaType.APPLICATION_OCTET_STREAM_VALUE)
    Acknowledgement store(
            @PathVariable long trial,
            @RequestParam long token,
            @RequestParam String sha256,
            @RequestParam int epochs,
            @RequestParam double fraction,
            HttpServletRequest request)
            throws IOException {
        if (!SHA256.matcher(sha256).matches()) {
            throw new InvalidValueException("sha256", sha256, "64 hexadecimal digits, in lower case");
        }
        Require.between("epochs", epochs, 0, Integer.MAX_VALUE);
        Require.between("fraction", fraction, 0, 1);
        CheckpointReference checkpoint =
                new CheckpointReference(sha256, request.getContentLengthLong(), epochs, fraction);
        return new Acknowledgement(checkpoints.store(trial, token, checkpoint, request.getInputStream()));
    }

    @GetMapping(produces = MediaType.APPLICATION_OCTET_STREAM_VALUE)
    ResponseEntity<InputStreamResource> open(@PathVariable long trial, @RequestParam long token) {
        Content content = checkpoints
                .open(trial, token)
                .orElseThrow(() -> ApiException.notFound("checkpoint for the holder of this lease of trial", trial));
        return ResponseEntity.ok().contentLength(content.size()).body(new InputStreamResource(content.stream()));
    }
}
