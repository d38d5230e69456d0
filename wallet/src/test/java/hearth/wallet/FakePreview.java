package hearth.wallet;

import hearth.kernel.Address;
import hearth.kernel.Wei;
import hearth.network.chain.Call;

import java.util.function.BiFunction;

/** A chain's answers as a test wants them. */
final class FakePreview implements Preview {
    BiFunction<Address, Call, Effects> effects =
            (from, call) -> new Effects.AcceptedOnly("not simulated");
    Address payout = TestNetwork.address(0x77);
    Wei claimed = Wei.coins(5);

    @Override
    public Effects effects(Address from, Call call) {
        return effects.apply(from, call);
    }

    @Override
    public Effects effectsAnew(Address from, Call call) {
        return effects.apply(from, call);
    }

    @Override
    public Address payoutOf(Address owner) {
        return payout;
    }

    @Override
    public Wei claimed(Address owner) {
        return claimed;
    }

    @Override
    public Wei stakeOf(long nodeId) {
        return Wei.coins(3);
    }

    @Override
    public String symbol() {
        return "SUB0";
    }
}
