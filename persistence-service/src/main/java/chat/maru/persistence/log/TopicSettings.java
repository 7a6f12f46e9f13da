package chat.maru.persistence.log;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// @param create make missing topics at start; default no, the launcher or a deploy job does
/// @param allowUnderReplicated start in profile `production` although topics keep fewer than three
///   copies; default no; yes means that what was acknowledged is lost with one disk (D1)
@ConfigurationProperties("maru.topics")
record TopicSettings(
    @DefaultValue("false") boolean create, @DefaultValue("false") boolean allowUnderReplicated) {}
