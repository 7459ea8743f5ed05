namespace Ichor.House.Tests;

/// <summary>Pure projects do nothing to the world and ask it nothing; what may be called is read from the compiled assemblies.</summary>
public class PurityTests
{
    private static readonly string[] World =
    [
        "System.IO.File.", "System.IO.FileInfo.", "System.IO.FileStream.", "System.IO.Directory.", "System.IO.DirectoryInfo.", "System.IO.RandomAccess.",
        "System.Net.Sockets.Socket.", "System.Net.Sockets.UdpClient.", "System.Net.Sockets.TcpClient.", "System.Net.Sockets.TcpListener.",
        "System.Net.Sockets.NetworkStream.", "System.Net.Http.", "System.Net.Dns.", "System.Net.NetworkInformation.",
        "System.Diagnostics.Process.", "System.Console.", "System.Environment.",
        "System.Threading.Thread.", "System.Threading.Timer.", "System.Threading.ThreadPool.", "System.Threading.Tasks.Task.Run",
        "System.Threading.Tasks.Task.Delay",
    ];

    private static readonly string[] Clock =
    [
        "System.DateTime.get_Now", "System.DateTime.get_UtcNow", "System.DateTime.get_Today", "System.DateTimeOffset.get_Now",
        "System.DateTimeOffset.get_UtcNow", "System.Diagnostics.Stopwatch.", "System.TimeProvider.get_System", "System.Environment.get_TickCount",
    ];

    private static readonly string[] Chance =
    [
        "System.Random.get_Shared", "System.Random..ctor", "System.Guid.NewGuid", "System.Security.Cryptography.RandomNumberGenerator.",
    ];

    private static readonly string[] Reflection =
    [
        "System.Text.Json.JsonSerializer.", "System.Activator.", "System.Type.GetType", "System.Type.GetMethod", "System.Type.GetProperty",
        "System.Type.GetField", "System.Type.InvokeMember", "System.Reflection.MethodBase.Invoke", "System.Reflection.Emit.", "System.Linq.Expressions.",
    ];

    /// <summary>What compilers write for iterators, and line ends; neither asks the world anything.</summary>
    private static readonly string[] Harmless = ["System.Environment.get_CurrentManagedThreadId", "System.Environment.get_NewLine"];

    [Theory]
    [InlineData("Ichor.Protocols")]
    [InlineData("Ichor.Config")]
    [InlineData("Ichor.Network")]
    public void Pure_projects_use_no_socket_file_process_clock_or_chance(string project)
    {
        CallsNone(project, [.. World, .. Clock, .. Chance], "is pure");
        House.Keeps(Calls.NativeOf(project).Select(name => $"{project} is pure but calls the native function {name}"));
    }

    [Fact]
    public void Calls_are_seen_in_methods_and_in_generic_types()
    {
        Assert.Contains("System.Text.Json.Utf8JsonWriter.WriteStartObject", Calls.Of("Ichor.Api"), StringComparer.Ordinal);
        Assert.Contains("System.Collections.Generic.Dictionary`2.TryGetValue", Calls.Of("Ichor.Api"), StringComparer.Ordinal);
        Assert.NotEmpty(Calls.NativeOf("Ichor.Linux"));
    }

    [Fact]
    public void Disk_formats_are_the_same_bytes_at_every_time() =>
        CallsNone("Ichor.Disks", [.. Clock, .. Chance, "System.Diagnostics.Process.", "System.Environment.", "System.Net."], "must be reproducible");

    [Theory]
    [InlineData("Ichor.Init")]
    [InlineData("Ichor.Linux")]
    [InlineData("Ichor.Node")]
    public void Beside_a_reaper_nobody_starts_a_Process(string project) =>      // the two steal each other's exit codes
        CallsNone(project, ["System.Diagnostics.Process.", "System.Diagnostics.ProcessStartInfo."], "reaps its children itself");

    [Theory]
    [InlineData("Ichor.Netlink")]
    [InlineData("Ichor.Protocols")]
    [InlineData("Ichor.Config")]
    [InlineData("Ichor.Network")]
    [InlineData("Ichor.Linux")]
    [InlineData("Ichor.Api")]
    [InlineData("Ichor.Node")]
    [InlineData("Ichor.Init")]
    public void Nothing_in_the_image_uses_reflection_or_dynamic_code(string project) => CallsNone(project, Reflection, "is compiled ahead of time");

    [Theory]
    [InlineData("Ichor.Protocols")]
    [InlineData("Ichor.Config")]
    [InlineData("Ichor.Network")]
    [InlineData("Ichor.Linux")]
    [InlineData("Ichor.Api")]
    [InlineData("Ichor.Init")]
    public void Only_the_node_writes_to_the_kernels_network(string project) => CallsNone(project, ["Ichor.Netlink.NetlinkSocket."], "is not the node");

    /// <summary>A ban that ends in a dot covers a whole type or namespace.</summary>
    private static bool Covers(string ban, string call) => ban.EndsWith('.') ? call.StartsWith(ban, StringComparison.Ordinal) : call == ban;

    private static void CallsNone(string project, string[] banned, string why) => House.Keeps(
        from call in Calls.Of(project)
        where !Harmless.Contains(call) && banned.Any(ban => Covers(ban, call))
        select $"{project} {why} but calls {call}");
}
