package hearth.network.chain;

import hearth.kernel.Hash32;

import org.web3j.protocol.core.methods.response.Log;

/**
 * Where an event happened. Transaction and index name it for ever; the block's hash tells whether
 * it is still part of the chain.
 */
public record LogPosition(long block, Hash32 blockHash, Hash32 transaction, long logIndex) {
    static LogPosition of(Log log) {
        return new LogPosition(
                log.getBlockNumber().longValueExact(),
                new Hash32(log.getBlockHash()),
                new Hash32(log.getTransactionHash()),
                log.getLogIndex().longValueExact());
    }
}
