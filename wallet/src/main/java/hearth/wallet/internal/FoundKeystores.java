package hearth.wallet.internal;

import hearth.kernel.Address;
import hearth.wallet.Account;
import hearth.wallet.Account.Origin;
import hearth.wallet.WalletFailedException;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The accounts of keystores that lie in the folder without a list, so that none is lost from view.
 */
public final class FoundKeystores {
    private static final Logger LOG = LoggerFactory.getLogger(FoundKeystores.class);

    private FoundKeystores() {}

    /**
     * One entry an account, the newest keystore's first. Damaged ones are left out and lie on.
     *
     * @throws WalletFailedException when there are some and all are damaged
     */
    public static List<AccountFile.Entry> in(KeystoreFolder keystores)
            throws IOException, WalletFailedException {
        Map<Address, AccountFile.Entry> found = new LinkedHashMap<>();
        WalletFailedException damaged = null;
        for (String name : keystores.names().reversed()) {
            try {
                entry(keystores, name)
                        .ifPresent(one -> found.putIfAbsent(one.account().address(), one));
            } catch (WalletFailedException e) {
                LOG.warn("the keystore {} is left out: {}", name, e.getMessage());
                damaged = e;
            }
        }
        if (found.isEmpty() && damaged != null) {
            throw damaged;
        }
        return new ArrayList<>(found.values());
    }

    private static Optional<AccountFile.Entry> entry(KeystoreFolder keystores, String name)
            throws IOException, WalletFailedException {
        byte[] content = keystores.read(name);
        V3Keystore.check(content);
        Optional<Address> address = V3Keystore.address(content);
        if (address.isEmpty()) {
            return Optional.empty();
        }
        Instant made =
                Files.getLastModifiedTime(keystores.path(name), LinkOption.NOFOLLOW_LINKS)
                        .toInstant();
        return Optional.of(
                new AccountFile.Entry(
                        new Account(
                                address.get(),
                                address.get(),
                                Origin.FOUND,
                                made,
                                Optional.empty(),
                                "keystore found in the folder"),
                        name,
                        KeystoreFolder.sha256(content)));
    }
}
