package hearth.agent;

import com.dylibso.chicory.compiler.MachineFactoryCompiler;
import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.wasm.Parser;
import com.dylibso.chicory.wasm.WasmModule;

import hearth.monitors.bench.BenchKernel;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/**
 * SHA-256 in a WebAssembly slot's engine (Chicory, compiled to bytecode), so that it stands beside
 * the same hash outside it: what the isolation costs. The result is compared with Java's.
 */
final class WasmKernel implements BenchKernel {
    private static final int LENGTH = 32 << 10;

    private final WasmModule module;

    private WasmKernel(WasmModule module) {
        this.module = module;
    }

    /** Reads the module that comes with the agent. */
    static WasmKernel load() {
        try (var in = WasmKernel.class.getResourceAsStream("sha256.wasm")) {
            if (in == null) {
                throw new IllegalStateException("sha256.wasm is not packaged");
            }
            return new WasmKernel(Parser.parse(in.readAllBytes()));
        } catch (IOException e) {
            throw new IllegalStateException("sha256.wasm cannot be read", e);
        }
    }

    @Override
    public String id() {
        return "wasm.sha256";
    }

    @Override
    public String unit() {
        return "B/s";
    }

    @Override
    public Worker worker() {
        var instance =
                Instance.builder(module)
                        .withMachineFactory(MachineFactoryCompiler::compile)
                        .build();
        var hash = instance.export("hash");
        var memory = instance.memory();
        int place = (int) instance.export("message").apply()[0];
        var message = new byte[LENGTH];
        memory.write(place, message);
        var expected = java(message);
        return () -> {
            int words = (int) hash.apply(LENGTH)[0];
            if (!Arrays.equals(bigEndian(memory.readBytes(words, 32)), expected)) {
                throw new IllegalStateException("the module's hash is wrong");
            }
            return LENGTH;
        };
    }

    /** WebAssembly's memory has the words the other way round. */
    private static byte[] bigEndian(byte[] words) {
        var turned = ByteBuffer.allocate(32);
        var read = ByteBuffer.wrap(words).order(ByteOrder.LITTLE_ENDIAN);
        while (read.hasRemaining()) {
            turned.putInt(read.getInt());
        }
        return turned.array();
    }

    private static byte[] java(byte[] message) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(message);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
