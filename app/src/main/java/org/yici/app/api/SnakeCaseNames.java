package org.yici.app.api;

import com.fasterxml.jackson.databind.JavaType;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.converter.ModelConverterContext;
import io.swagger.v3.core.util.Json;
import io.swagger.v3.oas.models.media.Schema;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/** The API's description calls members as the API does; the library that writes it does not know Jackson 3's annotation. */
@Component
class SnakeCaseNames implements ModelConverter {
    private static final SnakeCaseStrategy NAMES = new SnakeCaseStrategy();

    @Override
    public @Nullable Schema<?> resolve(
            AnnotatedType type, ModelConverterContext context, Iterator<ModelConverter> others) {
        Schema<?> schema = others.hasNext() ? others.next().resolve(type, context, others) : null;
        JavaType java = Json.mapper().constructType(type.getType());
        JsonNaming naming = java.getRawClass().getAnnotation(JsonNaming.class);
        if (schema != null && naming != null && naming.value() == SnakeCaseStrategy.class) {
            Schema<?> defined = schema.get$ref() == null
                    ? schema
                    : context.getDefinedModels()
                            .get(schema.get$ref().substring(schema.get$ref().lastIndexOf('/') + 1));
            if (defined != null) {
                rename(defined);
            }
        }
        return schema;
    }

    private static String name(String member) {
        return NAMES.nameForField(null, null, member);
    }

    @SuppressWarnings("rawtypes")
    private static void rename(Schema<?> schema) {
        if (schema.getProperties() != null) {
            Map<String, Schema> renamed = new LinkedHashMap<>();
            schema.getProperties().forEach((name, member) -> renamed.put(name(name), member));
            schema.setProperties(renamed);
        }
        if (schema.getRequired() != null) {
            schema.setRequired(schema.getRequired().stream()
                    .map(SnakeCaseNames::name)
                    .distinct()
                    .toList());
        }
    }
}
