package io.phiscale.artifact;

import java.util.List;

/** What a contract needs of the store that it is about. */
interface StoreUnderTest {
    /** The store of this test, empty at its beginning. */
    ArtifactStore store();

    /** What is there, seen past the store. */
    List<String> keys();
}
