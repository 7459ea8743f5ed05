using System.Diagnostics;
using System.Globalization;
using System.Text;
using Ichor.Config;
using Ichor.Network.Offline;

namespace Ichor.Network.Tests.Planning;

/// <summary>A thousand VLANs with addresses, five thousand routes and a thousand peers: what a change costs there, in operations.</summary>
public sealed class ScaleTests
{
    private static Inputs Config(int vlans, int extraMtu = 0)
    {
        var text = new StringBuilder("apiVersion: v1alpha1\nkind: LinkConfig\nname: eth0\n");
        for (var i = 0; i < vlans; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"---\napiVersion: v1alpha1\nkind: VLANConfig\nname: v{i}\nvlanID: {i + 1}\nparent: eth0\n");
            if (i == extraMtu - 1)
                text.Append("mtu: 1400\n");
            text.Append(CultureInfo.InvariantCulture, $"addresses: [ {{ address: 10.{i / 250}.{i % 250}.1/24 }} ]\nroutes:\n");
            for (var r = 0; r < 5; r++)
                text.Append(CultureInfo.InvariantCulture, $"  - {{ destination: 172.{16 + r}.{i / 250}.{i % 250}/32, gateway: 10.{i / 250}.{i % 250}.{10 + r} }}\n");
        }
        text.Append("---\napiVersion: v1alpha1\nkind: WireguardConfig\nname: wg0\nprivateKey: " + Key(0) + "\npeers:\n");
        for (var i = 1; i <= vlans; i++)
            text.Append(CultureInfo.InvariantCulture, $"  - {{ publicKey: {Key(i)}, endpoint: \"192.0.2.1:{i}\", allowedIPs: [10.{100 + i / 250}.{i % 250}.0/24] }}\n");
        var (config, problems) = ConfigFile.Load("config.yaml", text.ToString(), ConfigMode.Metal);
        Assert.DoesNotContain(problems, problem => problem.IsError);
        return new Inputs { CommandLine = CommandLine.Parse(""), Config = config };
    }

    private static string Key(int number)
    {
        var bytes = new byte[32];
        BitConverter.TryWriteBytes(bytes, number + 1);
        return Convert.ToBase64String(bytes);
    }

    private static Observed Machine() =>
        ObservedFile.Load("machine.yaml", "links: [ { name: lo }, { name: eth0 } ]\naddresses: [ { link: lo, address: 127.0.0.1/8, scope: 254 } ]\n").File!.Observed;

    [Fact]
    public void One_change_costs_the_operations_that_it_needs_and_no_more()
    {
        var kernel = new FakeKernel(Machine());
        Assert.True(kernel.Settle(Config(1000)));
        Assert.Empty(kernel.Refusals);
        Assert.Equal(1002, kernel.Observed.Links.Count - 1);
        Assert.Equal(5000, kernel.Observed.Routes.Count);

        var before = kernel.Done;
        var changed = Config(1000, extraMtu: 500);
        Assert.True(kernel.Settle(changed));
        Assert.Equal(1, kernel.Done - before);

        for (var i = 0; i < 100; i++)
            Planner.Plan(changed, kernel.Observed);
        var watch = Stopwatch.StartNew();
        for (var i = 0; i < 20; i++)
            Planner.Plan(changed, kernel.Observed);
        TestContext.Current.TestOutputHelper?.WriteLine($"{watch.Elapsed.TotalMilliseconds / 20:F2} ms for a plan in sync");
    }
}
