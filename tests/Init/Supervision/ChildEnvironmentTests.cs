using Ichor.Init.Supervision;

namespace Ichor.Init.Tests.Supervision;

public class ChildEnvironmentTests
{
    [Fact]
    public void What_the_node_takes_back_is_what_it_was_before()
    {
        var environment = new ChildEnvironment();
        environment.Set("http_proxy", "http://192.0.2.1");
        environment.Tell("http_proxy", "http://192.0.2.2");
        environment.Tell("PATH", "/opt");
        environment.Tell("MORE", "yes");
        Assert.Equal(["HOME=/", "MORE=yes", "PATH=/opt", "TERM=linux", "http_proxy=http://192.0.2.2"], environment.For([]).Order(StringComparer.Ordinal));

        foreach (var name in (string[])["http_proxy", "PATH", "MORE", "NEVER_SET"])
            environment.Tell(name, null);
        Assert.Equal(["HOME=/", "PATH=/usr/sbin:/usr/bin:/sbin:/bin", "TERM=linux", "http_proxy=http://192.0.2.1"], environment.For([]).Order(StringComparer.Ordinal));
    }
}
