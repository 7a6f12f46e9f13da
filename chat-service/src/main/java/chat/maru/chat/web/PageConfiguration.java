package chat.maru.chat.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.util.DigestUtils;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistration;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.ViewControllerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/// The page's files. Browsers keep them but ask each time whether they still hold (ETag of the
/// content), so a new release shows at the next load.
///
/// `/webjars/lit-html/…` works without the version: the page need not know it.
@Configuration(proxyBeanMethods = false)
class PageConfiguration implements WebMvcConfigurer {
  private final Map<URL, String> etags = new ConcurrentHashMap<>();

  @Override
  public void addResourceHandlers(ResourceHandlerRegistry registry) {
    serve(registry, "/webjars/**", "classpath:/META-INF/resources/webjars/");
    serve(registry, "/**", "classpath:/static/");
  }

  @Override
  public void addViewControllers(ViewControllerRegistry registry) {
    registry.addViewController("/").setViewName("forward:/index.html");
  }

  private void serve(ResourceHandlerRegistry registry, String path, String location) {
    ResourceHandlerRegistration files =
        registry
            .addResourceHandler(path)
            .addResourceLocations(location)
            .setCacheControl(CacheControl.noCache());
    files.setEtagGenerator(this::etag);
    files.resourceChain(true);
  }

  private String etag(Resource file) {
    try {
      return etags.computeIfAbsent(file.getURL(), _ -> digest(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String digest(Resource file) {
    try (var content = file.getInputStream()) {
      return '"' + DigestUtils.md5DigestAsHex(content) + '"';
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
