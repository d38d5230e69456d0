package hearth.agent;

import hearth.kernel.Address;
import hearth.kernel.Hash32;
import hearth.kernel.Hex;
import hearth.monitors.bench.BenchKernel;
import hearth.network.work.Recover;
import hearth.network.work.Signature;

/**
 * Checks of a secp256k1 signature the way Ethereum and Hearth do it, by recovering the signer. Any
 * digest and signature do: what the first recovery finds, all others must find.
 */
final class VerifyKernel implements BenchKernel {
    private static final Hash32 DIGEST =
            new Hash32("0x82ff40c0a986c6a5cfad4ddf4c3aa6996f1a7837f9c398e17e5de5cbd5a12b28");

    private final Signature signature;
    private final Address signer;

    VerifyKernel() {
        signature =
                Signature.of(
                        Hex.parse(
                                "0x99e71a99cb2270b8cac5254f9e99b6210c6c10224a1579cf389ef88b20a1abe9"
                                        + "129ff05af364204442bdb53ab6f18a99ab48acc9326fa689f228040429e3ca66"
                                        + "1b"));
        signer =
                Recover.signer(DIGEST, signature)
                        .orElseThrow(() -> new IllegalStateException("the sample is damaged"));
    }

    @Override
    public String id() {
        return "cpu.secp256k1";
    }

    @Override
    public String unit() {
        return "checks/s";
    }

    @Override
    public boolean alsoAlone() {
        return true;
    }

    @Override
    public Worker worker() {
        return () -> {
            if (!Recover.signer(DIGEST, signature).filter(signer::equals).isPresent()) {
                throw new IllegalStateException("the processor found another signer");
            }
            return 1;
        };
    }
}
