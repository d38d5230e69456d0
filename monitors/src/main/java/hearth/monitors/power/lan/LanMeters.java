package hearth.monitors.power.lan;

import hearth.monitors.power.meter.Credentials;
import hearth.monitors.power.meter.MeterFailedException;
import hearth.monitors.power.meter.MeterLink;
import hearth.monitors.power.meter.MeterSetting;

import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;

/** Makes the way to a meter on the network from what the operator said. */
public final class LanMeters {
    private static final Duration SECOND = Duration.ofSeconds(1);

    /** Servers that ask devices themselves have nothing new more often. */
    private static final Duration SEVERAL = Duration.ofSeconds(5);

    private static final int KASA_PORT = 9999;
    private static final int NUT_PORT = 3493;
    private static final Pattern HOST =
            Pattern.compile("([A-Za-z0-9._-]{1,200}|\\[[0-9A-Fa-f:.%]{2,60}])(?::(\\d{1,5}))?");
    private static final Pattern UPS = Pattern.compile("([A-Za-z0-9._-]{1,60})@(.+)");

    private final LongSupplier nanos;
    private final LanLimits limits;

    /**
     * @param nanos a clock that never jumps
     */
    public LanMeters(LongSupplier nanos) {
        this(nanos, LanLimits.USUAL);
    }

    LanMeters(LongSupplier nanos, LanLimits limits) {
        this.nanos = nanos;
        this.limits = limits;
    }

    /**
     * The way to it; nothing is asked yet.
     *
     * @throws MeterFailedException when the address is not one
     * @throws IllegalArgumentException for a meter on a serial port
     */
    public MeterLink link(MeterSetting setting, Credentials credentials)
            throws MeterFailedException {
        return switch (setting.kind()) {
            case SHELLY -> polled(new Shelly(web(setting, credentials)), SECOND);
            case TASMOTA ->
                    polled(
                            new Tasmota(web(setting, credentials), setting.user(), credentials),
                            SECOND);
            case HOME_ASSISTANT -> polled(new HomeAssistant(web(setting, credentials)), SEVERAL);
            case KASA -> {
                var address = setting.address();
                int hash = address.indexOf('#');
                var where = hash < 0 ? address : address.substring(0, hash);
                yield polled(
                        new Kasa(
                                wires(where, KASA_PORT),
                                where,
                                hash < 0 ? "" : address.substring(hash + 1)),
                        SECOND);
            }
            case NUT -> {
                var match = UPS.matcher(setting.address());
                if (!match.matches()) {
                    throw new MeterFailedException(
                            "Write a UPS as name@host, such as ups@localhost; “upsc -l” lists names.");
                }
                yield polled(new Nut(wires(match.group(2), NUT_PORT), match.group(1)), SEVERAL);
            }
            case DSMR, SML, PZEM, UM, TC66C ->
                    throw new IllegalArgumentException(setting.kind() + " is on a serial port");
        };
    }

    private MeterLink polled(PolledLink.Device device, Duration pace) {
        return new PolledLink(device, pace, nanos);
    }

    private WebDevice web(MeterSetting setting, Credentials credentials)
            throws MeterFailedException {
        return new WebDevice(
                HttpAddress.of(setting.address()),
                setting.user(),
                credentials,
                new WebClient(nanos, limits));
    }

    private Wires wires(String address, int usualPort) throws MeterFailedException {
        var match = HOST.matcher(address);
        if (!match.matches()) {
            throw new MeterFailedException(
                    "“" + address + "” is no address of a device; write host or host:port.");
        }
        int port = match.group(2) == null ? usualPort : Integer.parseInt(match.group(2));
        if (port < 1 || port > 65_535) {
            throw new MeterFailedException("There is no port " + port + "; use 1 to 65535.");
        }
        return new Wires(match.group(1), port, nanos, limits);
    }
}
