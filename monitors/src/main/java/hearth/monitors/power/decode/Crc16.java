package hearth.monitors.power.decode;

/** The 16-bit checksums of meters; all of them process the lowest bit first. */
final class Crc16 {
    private static final int[] ARC = table(0xA001);
    private static final int[] CCITT = table(0x8408);

    private Crc16() {}

    /** CRC-16/ARC (polynomial 0x8005, start 0): DSMR P1. */
    static int arc(byte[] bytes, int from, int to) {
        return run(ARC, 0, bytes, from, to);
    }

    /** CRC-16/MODBUS (polynomial 0x8005, start 0xFFFF). */
    static int modbus(byte[] bytes, int from, int to) {
        return run(ARC, 0xFFFF, bytes, from, to);
    }

    /** CRC-16/X-25 (polynomial 0x1021, start and final xor 0xFFFF): SML. */
    static int x25(byte[] bytes, int from, int to) {
        return run(CCITT, 0xFFFF, bytes, from, to) ^ 0xFFFF;
    }

    /** CRC-16/KERMIT (polynomial 0x1021, start 0): what some SML meters use instead. */
    static int kermit(byte[] bytes, int from, int to) {
        return run(CCITT, 0, bytes, from, to);
    }

    private static int run(int[] table, int start, byte[] bytes, int from, int to) {
        int crc = start;
        for (int i = from; i < to; i++) {
            crc = crc >>> 8 ^ table[(crc ^ bytes[i]) & 0xFF];
        }
        return crc;
    }

    private static int[] table(int polynomial) {
        var table = new int[256];
        for (int i = 0; i < 256; i++) {
            int value = i;
            for (int bit = 0; bit < 8; bit++) {
                value = (value & 1) != 0 ? value >>> 1 ^ polynomial : value >>> 1;
            }
            table[i] = value;
        }
        return table;
    }
}
