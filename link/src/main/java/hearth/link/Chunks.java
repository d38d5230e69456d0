package hearth.link;

import io.grpc.MethodDescriptor;
import io.grpc.Status;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How questions and answers travel between a gatekeeper and those who call it: as bytes in chunks
 * of at most 64 KiB, so that nothing is read, let alone parsed, before its length was looked at.
 */
final class Chunks {
    /** Largest chunk, bytes. */
    static final int LIMIT = 64 * 1024;

    private static final String SERVICE = "hearth.gatekeeper.v1.Gatekeeper";

    private Chunks() {}

    /** A question by its name: chunks there, chunks back. */
    static MethodDescriptor<byte[], byte[]> method(String name) {
        return MethodDescriptor.<byte[], byte[]>newBuilder()
                .setType(MethodDescriptor.MethodType.BIDI_STREAMING)
                .setFullMethodName(MethodDescriptor.generateFullMethodName(SERVICE, name))
                .setRequestMarshaller(Plain.BYTES)
                .setResponseMarshaller(Plain.BYTES)
                .build();
    }

    static String service() {
        return SERVICE;
    }

    /** Cuts a message into chunks; an empty one is one empty chunk. */
    static List<byte[]> cut(byte[] whole) {
        var chunks = new ArrayList<byte[]>();
        int from = 0;
        do {
            int to = Math.min(whole.length, from + LIMIT);
            chunks.add(Arrays.copyOfRange(whole, from, to));
            from = to;
        } while (from < whole.length);
        return chunks;
    }

    /** Bytes as they are, never more than a chunk. */
    private enum Plain implements MethodDescriptor.Marshaller<byte[]> {
        BYTES;

        @Override
        public InputStream stream(byte[] value) {
            return new ByteArrayInputStream(value);
        }

        @Override
        public byte[] parse(InputStream stream) {
            try {
                byte[] read = stream.readNBytes(LIMIT + 1);
                if (read.length > LIMIT) {
                    throw Status.RESOURCE_EXHAUSTED
                            .withDescription("a chunk has 64 KiB at most")
                            .asRuntimeException();
                }
                return read;
            } catch (IOException e) {
                throw Status.INTERNAL.withCause(e).asRuntimeException();
            }
        }
    }
}
