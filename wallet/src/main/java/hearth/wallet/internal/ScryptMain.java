package hearth.wallet.internal;

import java.io.DataInputStream;
import java.io.IOException;
import java.util.Arrays;

/**
 * The child process that computes scrypt, so that the panel's own heap can stay small. Everything,
 * the passphrase too, comes and goes by its pipes, never by arguments or environment.
 */
public final class ScryptMain {
    private ScryptMain() {}

    /** Reads one request, writes one key, ends. */
    public static void main(String[] none) throws IOException {
        DataInputStream in = new DataInputStream(System.in);
        ScryptCost cost = new ScryptCost(in.readInt(), in.readInt(), in.readInt());
        int length = in.readUnsignedByte();
        byte[] salt = in.readNBytes(in.readUnsignedShort());
        byte[] passphrase = in.readNBytes(in.readUnsignedShort());
        byte[] key = Scrypt.derive(passphrase, salt, cost, length);
        Arrays.fill(passphrase, (byte) 0);
        System.out.write(key);
        System.out.flush();
        Arrays.fill(key, (byte) 0);
    }
}
