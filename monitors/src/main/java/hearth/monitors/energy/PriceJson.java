package hearth.monitors.energy;

import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonPointer;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * A price series from a JSON document that the operator's own source serves: pointers (RFC 6901)
 * say where its rows, times and prices are. No redirects, three seconds, 64 KiB; without TLS only
 * inside the home.
 */
public final class PriceJson {
    private static final int LARGEST = 64 << 10;
    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final int DEEPEST = 64;

    /** Below this a number of a time is seconds, from it on milliseconds. */
    private static final long MILLIS_FROM = 100_000_000_000L;

    private static final JsonMapper JSON =
            JsonMapper.builder(
                            JsonFactory.builder()
                                    .streamReadConstraints(
                                            StreamReadConstraints.builder()
                                                    .maxNestingDepth(DEEPEST)
                                                    .build())
                                    .build())
                    .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                    .build();

    private PriceJson() {}

    /**
     * Where the figures are.
     *
     * @param rows pointer to the list of rows; empty when the document is the list. An object whose
     *     rows are told by one price each is not a list
     * @param time pointer inside a row; empty when the document is one price, of the moment
     * @param price pointer inside a row
     * @param zone of times without an offset
     */
    public record Mapping(
            String rows, String time, String price, PriceCsv.Unit unit, ZoneId zone) {}

    /**
     * Reads a document.
     *
     * @param now when it was asked, for a document that has one price and no time
     */
    public static List<PricePoint> read(String document, Mapping mapping, Instant now)
            throws TariffException {
        try {
            var root = JSON.readTree(document);
            var rows = root.at(pointer(mapping.rows()));
            var prices = new TreeMap<Instant, Price>();
            if (mapping.time().isEmpty()) {
                // One price without a time: it holds from this quarter of an hour on.
                prices.put(Bucket.quarter(now), price(rows, mapping));
                return PriceCsv.points(prices);
            }
            if (!rows.isArray()) {
                throw new TariffException(
                        "There is no list at “" + mapping.rows() + "” of the price source.");
            }
            for (var row : rows) {
                var at = time(row.at(pointer(mapping.time())), mapping, prices);
                prices.put(at, price(row, mapping));
            }
            return PriceCsv.points(prices);
        } catch (JacksonException e) {
            throw new TariffException("The price source does not answer with JSON.", e);
        }
    }

    private static JsonPointer pointer(String text) throws TariffException {
        try {
            return JsonPointer.compile(text);
        } catch (IllegalArgumentException e) {
            throw new TariffException(
                    "“" + text + "” is no JSON pointer; it begins with a slash.", e);
        }
    }

    private static Instant time(JsonNode cell, Mapping mapping, NavigableMap<Instant, Price> before)
            throws TariffException {
        if (cell.isNumber()) {
            long number = cell.asLong();
            return number >= MILLIS_FROM
                    ? Instant.ofEpochMilli(number)
                    : Instant.ofEpochSecond(number);
        }
        try {
            return PriceCsv.instant(cell.asString(""), mapping.zone(), before);
        } catch (DateTimeException e) {
            throw new TariffException(
                    "“" + cell.asString("") + "” at " + mapping.time() + " is not a time.", e);
        }
    }

    private static Price price(JsonNode row, Mapping mapping) throws TariffException {
        var cell = row.at(pointer(mapping.price()));
        if (!cell.isNumber() && !cell.isString()) {
            throw new TariffException(
                    "There is no price at “" + mapping.price() + "” of the price source.");
        }
        var text = cell.isNumber() ? cell.decimalValue().toPlainString() : cell.asString();
        return PriceCsv.price(text, mapping.unit());
    }

    /**
     * Asks a source. Blocks up to three seconds.
     *
     * @throws IOException when it does not answer, is too large or answers otherwise than 200
     */
    public static List<PricePoint> fetch(URI address, Mapping mapping, Instant now)
            throws IOException, TariffException, InterruptedException {
        check(address);
        try (var client =
                HttpClient.newBuilder()
                        .followRedirects(HttpClient.Redirect.NEVER)
                        .connectTimeout(PATIENCE)
                        .build()) {
            var request =
                    HttpRequest.newBuilder(address)
                            .timeout(PATIENCE)
                            .header("Accept", "application/json")
                            .build();
            var response = client.send(request, HttpResponse.BodyHandlers.ofInputStream());
            try (var body = response.body()) {
                if (response.statusCode() != 200) {
                    throw new IOException("it answered " + response.statusCode());
                }
                var content = body.readNBytes(LARGEST + 1);
                if (content.length > LARGEST) {
                    throw new IOException("its answer is larger than 64 KiB");
                }
                return read(new String(content, StandardCharsets.UTF_8), mapping, now);
            }
        }
    }

    /**
     * Refuses what is no price source: link-local addresses (cloud metadata), plain HTTP abroad.
     */
    private static void check(URI address) throws TariffException, IOException {
        var host = address.getHost();
        boolean secure = "https".equals(address.getScheme());
        if (host == null || !(secure || "http".equals(address.getScheme()))) {
            throw new TariffException(
                    "“" + address + "” is no address of a price source; write https://…");
        }
        if (address.getUserInfo() != null) {
            throw new TariffException("A password does not belong into the address.");
        }
        InetAddress[] resolved;
        try {
            resolved = InetAddress.getAllByName(host);
        } catch (UnknownHostException e) {
            throw new IOException("its name " + host + " is not known", e);
        }
        for (var one : resolved) {
            boolean home = one.isLoopbackAddress() || one.isSiteLocalAddress() || uniqueLocal(one);
            if (one.isLinkLocalAddress() || one.isMulticastAddress() || one.isAnyLocalAddress()) {
                throw new TariffException(host + " is no place for a price source.");
            }
            if (!home && !secure) {
                throw new TariffException("Outside the home a price source needs https.");
            }
        }
    }

    /** fc00::/7, the private addresses of IPv6. */
    private static boolean uniqueLocal(InetAddress address) {
        var bytes = address.getAddress();
        return bytes.length == 16 && (bytes[0] & 0xfe) == 0xfc;
    }
}
