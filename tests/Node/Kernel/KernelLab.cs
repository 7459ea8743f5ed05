using System.Diagnostics;
using System.Text.Json;
using Ichor.Linux;

namespace Ichor.Node.Tests.Kernel;

/// <summary>A network namespace of the real kernel, with <c>ip</c> as the outside judge of what is in it.</summary>
internal sealed class KernelLab : IDisposable
{
    private static int s_count;

    private readonly List<NodeLife> _lives = [];

    private KernelLab() => Name = $"ichor-node-{Environment.ProcessId}-{Interlocked.Increment(ref s_count)}";

    public string Name { get; }

    /// <summary>With a pair of cables v0 and v1, both down. Skips the test where that cannot be.</summary>
    public static KernelLab Open()
    {
        Requirement.Met(Libc.GetUid() == 0, "network namespaces need root");
        Requirement.Met(File.Exists("/usr/sbin/ip") || File.Exists("/sbin/ip"), "iproute2 is not installed");
        var lab = new KernelLab();
        Run("ip", $"netns add {lab.Name}", "");
        lab.Ip("link add v0 type veth peer name v1");
        return lab;
    }

    /// <summary>A node process in this namespace, without what reaches outside of it.</summary>
    public async Task<NodeLife> StartNodeAsync()
    {
        var life = new NodeLife(Name);
        _lives.Add(life);
        await life.StartAsync();
        return life;
    }

    public string Ip(string arguments, string input = "") => Run("ip", $"-n {Name} {arguments}", input);

    /// <summary>False when it cannot be done.</summary>
    public bool TryIp(string arguments)
    {
        try
        {
            Ip(arguments);
            return true;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    /// <summary>Addresses of a link that are not the kernel's own link-local ones.</summary>
    public string Addresses(string link) => string.Join(' ',
        from info in Json($"addr show dev {link}")[0].GetProperty("addr_info").EnumerateArray()
        where info.GetProperty("scope").GetString() != "link"
        select $"{info.GetProperty("local").GetString()}/{info.GetProperty("prefixlen").GetInt32()}");

    /// <summary>Routes of the main table that the kernel did not make itself.</summary>
    public string[] Routes() =>
    [
        .. from route in Json("route show table main")
           where Text(route, "protocol") != "kernel"
           let via = Text(route, "gateway") is { } gateway ? $" via {gateway}" : ""
           let metric = route.TryGetProperty("metric", out var number) ? $" metric {number.GetInt32()}" : ""
           let flags = route.GetProperty("flags").EnumerateArray().Any(flag => flag.GetString() == "onlink") ? " onlink" : ""
           select $"{Text(route, "dst")}{via} dev {Text(route, "dev")}{metric} proto {Text(route, "protocol") ?? "boot"}{flags}",
    ];

    public string Link(string name)
    {
        var link = Json($"link show dev {name}")[0];
        var up = link.GetProperty("flags").EnumerateArray().Any(flag => flag.GetString() == "UP");
        return $"{name} mtu {link.GetProperty("mtu").GetInt32()} {(up ? "up" : "down")}";
    }

    public void Dispose()
    {
        foreach (var life in _lives)
            life.Dispose();
        Run("ip", $"netns del {Name}", "");
    }

    private JsonElement[] Json(string arguments)
    {
        using var document = JsonDocument.Parse(Ip("-j " + arguments));
        return [.. document.RootElement.Clone().EnumerateArray()];
    }

    private static string? Text(JsonElement element, string name) => element.TryGetProperty(name, out var value) ? value.GetString() : null;

    private static string Run(string program, string arguments, string input)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments)
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        process.StandardInput.Write(input);
        process.StandardInput.Close();
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEndAsync();       // as above: of one that waits and one that does not the runtime now and then refuses the first
        process.WaitForExit();
        return process.ExitCode == 0 ? output.Result : throw new InvalidOperationException($"{program} {arguments}: {errors.Result}");
    }
}
