package org.yici.app.api;

import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JacksonModule;
import tools.jackson.databind.KeyDeserializer;
import tools.jackson.databind.deser.jdk.StringDeserializer;
import tools.jackson.databind.module.SimpleModule;

/**
 * JSON may write any character as an escape; what {@link HostileText} calls bad is refused as text of a wrong type is. Only of what comes in: a
 * store that refused its own rows could never be mended through the platform.
 */
final class HostileJson {
    private HostileJson() {}

    static JacksonModule refused() {
        return new SimpleModule("hostile-text")
                .addDeserializer(String.class, new Text())
                .addKeyDeserializer(String.class, new Key());
    }

    private static final class Text extends StringDeserializer {
        @Override
        public String deserialize(JsonParser parser, DeserializationContext context) {
            String text = super.deserialize(parser, context);
            if (text != null && HostileText.bad(text)) {
                throw context.weirdStringException("?", String.class, "a character that no text may have");
            }
            return text;
        }
    }

    private static final class Key extends KeyDeserializer {
        @Override
        public Object deserializeKey(String key, DeserializationContext context) {
            if (HostileText.bad(key)) {
                throw context.weirdKeyException(String.class, "?", "a character that no name may have");
            }
            return key;
        }
    }
}
