package org.yici.app.api;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JacksonModule;
import tools.jackson.databind.KeyDeserializer;
import tools.jackson.databind.deser.jdk.StringDeserializer;
import tools.jackson.databind.module.SimpleModule;

/** JSON may write any character as an escape; what {@link HostileText} calls bad is refused as text of a wrong type is. */
@Configuration(proxyBeanMethods = false)
class HostileJson {
    @Bean
    JacksonModule noHostileText() {
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
