package hearth.monitors.power.serial;

import com.fazecast.jSerialComm.SerialPort;

import hearth.monitors.power.meter.MeterFailedException;

import java.util.ArrayList;
import java.util.List;

/** The serial ports of this machine that a meter could be on. */
public final class SerialPorts {
    private SerialPorts() {}

    /**
     * A port.
     *
     * @param name what its adapter calls itself
     * @param problem why it cannot be opened, with the cure; empty when it can
     */
    public record Found(String path, String name, String problem) {}

    /**
     * Those of adapters. The sockets that a mainboard always has (ttyS) are left out, and
     * terminals, which the library lists once it has opened one.
     */
    public static List<Found> list() {
        var found = new ArrayList<Found>();
        for (var port : SerialPort.getCommPorts()) {
            var path = port.getSystemPortPath();
            if (path.startsWith("/dev/ttyS") || path.startsWith("/dev/pts/")) {
                continue;
            }
            String problem = "";
            try {
                PortTrouble.check(path);
            } catch (MeterFailedException e) {
                problem = e.sentence();
            }
            found.add(new Found(path, shown(port.getDescriptivePortName()), problem));
        }
        return found;
    }

    private static String shown(String name) {
        var line = name.replaceAll("[^\\x20-\\x7E]", "?");
        return line.length() > 80 ? line.substring(0, 80) : line;
    }
}
