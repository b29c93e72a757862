package org.yici.app;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.boot.webmvc.test.autoconfigure.MockMvcPrint;
import org.springframework.test.context.ContextConfiguration;

/**
 * A test of the running platform: real PostgreSQL in a temporary folder, the whole application on a free port. All such tests share
 * one server and one application, so each makes subjects, resources and cases of its own.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Tag("server")
@SpringBootTest(classes = YiciApplication.class, webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
// What is printed of each request, in case its test fails, took a tenth of the time of all tests of pages.
@AutoConfigureMockMvc(print = MockMvcPrint.NONE)
@ContextConfiguration(initializers = TestStore.class)
public @interface PlatformTest {}
