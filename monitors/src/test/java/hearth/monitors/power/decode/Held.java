package hearth.monitors.power.decode;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Collection;
import java.util.Map;

import javax.crypto.Cipher;

/** How many bytes an object holds on to, with all that it refers to. */
final class Held {
    private Held() {}

    static long bytes(Object object) throws IllegalAccessException {
        return switch (object) {
            case byte[] array -> array.length;
            case CharSequence text -> text.length();
            // A cipher holds a block at most.
            case Number _, Enum<?> _, Cipher _ -> 0;
            case Map<?, ?> map -> all(map.keySet()) + all(map.values());
            case Collection<?> many -> all(many);
            default -> fields(object);
        };
    }

    private static long all(Collection<?> many) throws IllegalAccessException {
        long sum = 0;
        for (Object one : many) {
            sum += bytes(one);
        }
        return sum;
    }

    private static long fields(Object object) throws IllegalAccessException {
        var type = object.getClass();
        if (!type.getName().startsWith("hearth.")) {
            throw new AssertionError("not known how to count " + type);
        }
        long sum = 0;
        for (Field field : type.getDeclaredFields()) {
            boolean counts =
                    !Modifier.isStatic(field.getModifiers()) && !field.getType().isPrimitive();
            if (counts) {
                field.setAccessible(true);
                Object value = field.get(object);
                sum += value == null ? 0 : bytes(value);
            }
        }
        return sum;
    }
}
