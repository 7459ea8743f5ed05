using Ichor.Init.Supervision;

namespace Ichor.Init.Tests.Supervision;

public class ChildEnvironmentTests
{
    [Fact]
    public void What_the_runtime_of_our_own_programs_obeys_comes_from_a_service_file_or_not_at_all()
    {
        var environment = new ChildEnvironment();
        environment.Set("DOTNET_GCHeapHardLimit", "1");
        environment.Tell("DOTNET_gcServer", "1");
        environment.Tell("A", "1");

        Assert.Equal(["A=1", "DOTNET_gcServer=0"], environment.For([("DOTNET_gcServer", "0")]).Order(StringComparer.Ordinal).Where(text => !text.StartsWith("PATH=") && !text.StartsWith("HOME=") && !text.StartsWith("TERM=")));
    }

    /// <summary>The node gets these variables too: with more than execve(2) takes it could not be started again.</summary>
    [Fact]
    public void Variables_that_would_keep_every_program_from_starting_are_refused()
    {
        var environment = new ChildEnvironment();
        var large = new string('x', 50_000);
        Assert.Equal(10, Enumerable.Range(0, 100).Count(i => environment.Tell($"V{i}", large)));
        Assert.True(environment.Tell("V3", null));
        Assert.True(environment.Tell("V4", large));     // instead of itself
        Assert.True(environment.Tell("V50", large));
        Assert.False(environment.Tell("V51", large));
        Assert.InRange(environment.For([]).Sum(text => text.Length), 500_000, ChildEnvironment.MostTold);
    }

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
