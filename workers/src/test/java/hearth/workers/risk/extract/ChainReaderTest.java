package hearth.workers.risk.extract;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import hearth.kernel.Address;
import hearth.kernel.Hash32;
import hearth.workers.risk.Account;
import hearth.workers.risk.CodeHash;
import hearth.workers.risk.FakeModel;
import hearth.workers.risk.Finding;
import hearth.workers.risk.Keccak;
import hearth.workers.risk.TestAnvil;
import hearth.workers.risk.extract.CodeHashQuery.Ending;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Against a real anvil. */
final class ChainReaderTest {
    @TempDir Path folder;

    @Test
    void readsWhatWasDeployed() throws Exception {
        try (var anvil = TestAnvil.start(folder);
                var reader = new ChainReader(anvil.endpoint())) {
            var deployed = new LinkedHashMap<Account, byte[]>();
            for (int i = 0; i < 5; i++) {
                byte[] code = FakeModel.code(Finding.NONE, 1, 2, i);
                deployed.put(Account.of(anvil.deploy(code)), code);
            }
            reader.checkChain();
            assertEquals(5, reader.head());
            var headers = reader.headers(0, 50);
            assertEquals(6, headers.size());
            for (int i = 1; i < headers.size(); i++) {
                assertEquals(headers.get(i - 1).hash(), headers.get(i).parent());
            }
            var created = reader.created(headers);
            assertNotNull(created);
            assertEquals(
                    List.copyOf(deployed.keySet()),
                    created.stream().map(Created::address).toList());
            assertEquals(Account.of(anvil.account()), created.getFirst().deployer());
            assertEquals(headers.get(1).hash(), created.getFirst().blockHash());
            var codes = reader.codes(List.copyOf(deployed.keySet()));
            var expected = List.copyOf(deployed.values());
            for (int i = 0; i < codes.size(); i++) {
                assertArrayEquals(expected.get(i), codes.get(i));
            }
        }
    }

    @Test
    void createdOneByOneIsTheSameAsByBlock() throws Exception {
        try (var anvil = TestAnvil.start(folder);
                var reader = new ChainReader(anvil.endpoint());
                var poor = new ChainReader(anvil.endpoint())) {
            for (int i = 0; i < 4; i++) {
                anvil.deploy(FakeModel.code(Finding.NONE, 1, 2, i));
            }
            var headers = reader.headers(0, 50);
            poor.withoutBlockReceipts();
            var created = reader.created(headers);
            assertNotNull(created);
            assertEquals(4, created.size());
            assertEquals(created, poor.created(headers));
        }
    }

    @Test
    void createdOfABlockThatIsGoneIsNotInvented() throws Exception {
        try (var anvil = TestAnvil.start(folder);
                var reader = new ChainReader(anvil.endpoint())) {
            anvil.deploy(FakeModel.code(Finding.NONE, 1, 2, 0));
            var snapshot = anvil.call("evm_snapshot", "[]").asString();
            anvil.deploy(FakeModel.code(Finding.NONE, 1, 2, 1));
            var headers = reader.headers(2, 1);
            anvil.call("evm_revert", "[\"" + snapshot + "\"]");
            anvil.deploy(FakeModel.code(Finding.NONE, 1, 2, 7));
            assertNull(reader.created(headers));
        }
    }

    @Test
    void hashesByEveryWayAreTheHashesOfTheCodes() throws Exception {
        try (var anvil = TestAnvil.start(folder);
                var reader = new ChainReader(anvil.endpoint())) {
            var codes = new LinkedHashMap<Account, byte[]>();
            for (int i = 0; i < 1_850; i++) {
                codes.put(
                        new Account(0x1122_3344_5566_7788L + i, i, i),
                        FakeModel.code(Finding.NONE, 1, 2, i));
            }
            anvil.set(codes);
            var addresses = new ArrayList<>(codes.keySet());
            addresses.add(new Account(9, 9, 9));
            addresses.add(Account.of(anvil.account()));
            var keccak = new Keccak();
            var expected = new ArrayList<CodeHash>();
            codes.values().forEach(code -> expected.add(keccak.of(code)));
            expected.add(CodeHash.ABSENT);
            expected.add(CodeHash.EMPTY);
            for (var by : Ending.values()) {
                reader.endBy(by);
                assertEquals(expected, reader.hashes(addresses), by.toString());
            }
            reader.endBy(null);
            // Full codes cannot tell an account without code from no account.
            expected.set(1_850, CodeHash.EMPTY);
            assertEquals(expected, reader.hashes(addresses));
        }
    }

    @Test
    void otherChainIsRefused() throws Exception {
        try (var anvil = TestAnvil.start(folder);
                var reader =
                        new ChainReader(
                                new Endpoint(
                                        URI.create("http://127.0.0.1:" + anvil.port()), null, 5))) {
            var failure = assertThrows(RpcFailedException.class, reader::checkChain);
            assertEquals(RpcFailedException.Kind.WRONG_CHAIN, failure.kind());
        }
    }

    @Test
    void feedGivesDeploymentsInOrderWithTheirHashes() throws Exception {
        try (var anvil = TestAnvil.start(folder);
                var reader = new ChainReader(anvil.endpoint())) {
            var expected = new LinkedHashMap<Address, Hash32>();
            var keccak = new Keccak();
            for (int i = 0; i < 7; i++) {
                byte[] code = FakeModel.code(Finding.NONE, 1, 2, i / 2);
                expected.put(anvil.deploy(code), keccak.of(code).hash32());
            }
            var feed = new DeploymentFeed(reader);
            assertEquals(7, feed.head(false).number());
            var deployments = feed.deployments(2, 7);
            assertEquals(6, deployments.size());
            assertEquals(2, deployments.getFirst().block());
            assertEquals(feed.blockHash(2), deployments.getFirst().blockHash());
            for (var deployment : deployments) {
                assertEquals(expected.get(deployment.address()), deployment.codeHash());
            }
            assertThrows(RpcFailedException.class, () -> feed.deployments(8, 8));
        }
    }

    @Test
    void codeThatIsNotItsHashIsNotBelieved() throws Exception {
        try (var anvil = TestAnvil.start(folder);
                var reader = new ChainReader(anvil.endpoint())) {
            byte[] code = FakeModel.code(Finding.NONE, 1, 2, 0);
            var right = new Account(1, 1, 1);
            var wrong = new Account(2, 2, 2);
            anvil.set(Map.of(right, code, wrong, FakeModel.code(Finding.NONE, 1, 2, 1)));
            var hash = new Keccak().of(code);
            var source = new CodeSource(reader, 1 << 20);
            assertEquals(Map.of(), source.codes(List.of(new CodeSource.Wanted(hash, wrong))));
            assertEquals(1, source.forged());
            assertArrayEquals(
                    code, source.codes(List.of(new CodeSource.Wanted(hash, right))).get(hash));
            assertEquals(2, source.misses());
            source.codes(List.of(new CodeSource.Wanted(hash, wrong)));
            assertEquals(1, source.hits());
        }
    }
}
