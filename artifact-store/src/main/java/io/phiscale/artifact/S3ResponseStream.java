package io.phiscale.artifact;

import java.io.FilterInputStream;
import java.io.IOException;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/** An object on its way from S3. */
final class S3ResponseStream extends FilterInputStream {
    private final ResponseInputStream<GetObjectResponse> response;
    private long left;

    S3ResponseStream(ResponseInputStream<GetObjectResponse> response) {
        super(response);
        this.response = response;
        this.left = response.response().contentLength();
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        try {
            int count = response.read(bytes, offset, length);
            left -= Math.max(count, 0);
            return count;
        } catch (SdkException failed) {
            // A wrong checksum among them: to a reader, one more way in which a stream breaks off.
            throw new IOException("S3 broke off: " + failed.getMessage(), failed);
        }
    }

    @Override
    public long skip(long count) throws IOException {
        long skipped = response.skip(count);
        left -= skipped;
        return skipped;
    }

    @Override
    public void close() throws IOException {
        if (left > 0) {
            // Closing reads all the rest, of gigabytes perhaps, to use the connection again.
            response.abort();
        }
        response.close();
    }
}
