package io.phiscale.trainer.dataset.folder;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import javax.imageio.IIOException;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.spi.ImageReaderSpi;
import javax.imageio.stream.ImageInputStream;

/** Of a format of its own, and out of memory as the JDK's PNG reader is: in the disguise of a damaged file. */
final class ExhaustedDecoder extends ImageReaderSpi {
    static final byte[] MAGIC = {'P', 'H', 'I', '?'};

    ExhaustedDecoder() {
        super(
                "Phiscale",
                "1",
                new String[] {"exhausted"},
                null,
                null,
                "none",
                new Class<?>[] {ImageInputStream.class},
                null,
                false,
                null,
                null,
                null,
                null,
                false,
                null,
                null,
                null,
                null);
    }

    @Override
    public boolean canDecodeInput(Object source) throws IOException {
        ImageInputStream stream = (ImageInputStream) source;
        byte[] begin = new byte[MAGIC.length];
        stream.mark();
        int length = stream.read(begin);
        stream.reset();
        return length == MAGIC.length && Arrays.equals(begin, MAGIC);
    }

    @Override
    public String getDescription(Locale locale) {
        return "no format at all";
    }

    @Override
    public ImageReader createReaderInstance(Object extension) {
        return new ImageReader(this) {
            @Override
            public int getNumImages(boolean allowSearch) {
                return 1;
            }

            @Override
            public int getWidth(int index) {
                return 4;
            }

            @Override
            public int getHeight(int index) {
                return 4;
            }

            @Override
            public Iterator<ImageTypeSpecifier> getImageTypes(int index) {
                return List.<ImageTypeSpecifier>of().iterator();
            }

            @Override
            public IIOMetadata getStreamMetadata() {
                throw new UnsupportedOperationException();
            }

            @Override
            public IIOMetadata getImageMetadata(int index) {
                throw new UnsupportedOperationException();
            }

            @Override
            public BufferedImage read(int index, ImageReadParam parameters) throws IOException {
                throw new IIOException("Caught exception during read: ", new OutOfMemoryError("Java heap space"));
            }
        };
    }
}
