package io.phiscale.agent.trial;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class CheckpointDownloadTests {
    /** As with {@code --work-folder .}, where a trainer's folder is a single word. */
    @Test
    void aFolderWithoutRoomIsNamedHoweverItWasGiven() {
        Path here = Path.of("").toAbsolutePath();

        assertThatThrownBy(() -> CheckpointDownload.checkRoom(Path.of("src", "resume"), Long.MAX_VALUE))
                .isInstanceOf(NoRoomException.class)
                .hasMessageStartingWith(here + " has ");
    }
}
