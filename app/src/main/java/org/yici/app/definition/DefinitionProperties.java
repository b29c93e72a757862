package org.yici.app.definition;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings {@code yici.definition.*}.
 *
 * @param fourEyes whether somebody else than its authors must publish a draft
 */
@ConfigurationProperties("yici.definition")
record DefinitionProperties(@DefaultValue("true") boolean fourEyes) {}
