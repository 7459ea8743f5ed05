using System.Globalization;
using System.Text;

namespace Ichor.Config.Tests;

/// <summary>A text that is read with a memory of the one before gives what it gives alone, whatever was changed in it.</summary>
public sealed class ConfigMemoryTests
{
    private static string Text()
    {
        var text = new StringBuilder("""
            version: v1alpha1
            machine:
              type: worker
              network:
                interfaces:
                - interface: eth0
                  addresses:
                  - 192.0.2.1/24
                  routes:
                  - network: 0.0.0.0/0
                    gateway: 192.0.2.254
                  vlans:
                  - vlanId: 10
                    addresses: [198.51.100.1/24]
                  - vlanId: 11
                    addresses: [198.51.101.1/24]
                - interface: eth1
                  mtu: 9000
            ---
            apiVersion: v1alpha1
            kind: DummyLinkConfig
            name: base0
            addresses:
            - address: 10.0.0.1/16
            routes:

            """);
        for (var i = 0; i < 12; i++)
            text.Append(CultureInfo.InvariantCulture, $"- destination: 100.64.{i}.0/24\n  gateway: 10.0.0.2\n  metric: 100\n");
        for (var i = 1; i < 8; i++)
            text.Append(CultureInfo.InvariantCulture, $"---\n# the VLAN {i}\napiVersion: v1alpha1\nkind: VLANConfig\nname: base0.{i}\nvlanID: {i}\nparent: base0\naddresses:\n- address: 10.1.{i}.1/24\n");
        text.Append("---\napiVersion: v1alpha1\nkind: WireguardConfig\nname: wg0\nprivateKey: QK2kZ5Ae0MFQN0D7qMBVyP0RSsvbxDYHjEjVdQ6vxVk=\npeers:\n");
        for (var i = 0; i < 5; i++)
            text.Append(CultureInfo.InvariantCulture, $"- publicKey: {Convert.ToBase64String([.. Enumerable.Repeat((byte)(i + 1), 32)])}\n  endpoint: 192.0.2.{i + 1}:51820\n  allowedIPs: [172.20.0.{i}/32]\n");
        return text.ToString();
    }

    private static void AssertIsTheSame(string text, ConfigMemory memory, string what)
    {
        var (alone, problems) = ConfigFile.Load("config.yaml", text, ConfigMode.Metal);
        var (config, remembered) = ConfigFile.Load("config.yaml", text, ConfigMode.Metal, memory);
        Assert.True(problems.SequenceEqual(remembered), $"{what}:\n{string.Join('\n', remembered)}\nbut alone\n{string.Join('\n', problems)}\n{text}");
        Assert.True(alone == config, $"{what}: another config\n{text}");
    }

    [Fact]
    public void The_text_is_valid() =>
        Assert.DoesNotContain(ConfigFile.Load("config.yaml", Text(), ConfigMode.Metal).Problems, problem => problem.IsError);

    [Theory]
    [InlineData(1), InlineData(2), InlineData(3), InlineData(4), InlineData(5), InlineData(6), InlineData(7), InlineData(8)]
    public void Lines_that_change_come_and_go(int seed)
    {
        var random = new Random(seed);
        var memory = new ConfigMemory();
        var original = Text();
        AssertIsTheSame(original, memory, "the first");
        for (var i = 0; i < 250; i++)
        {
            var (text, what) = Edited(original, random);
            AssertIsTheSame(text, memory, what);
            if (random.Next(3) == 0)
                AssertIsTheSame(original, memory, $"back after {what}");
        }
    }

    /// <summary>One edit, or several.</summary>
    private static (string Text, string What) Edited(string text, Random random)
    {
        var lines = text.Split('\n').ToList();
        var what = new List<string>();
        for (var i = random.Next(1, 4); i > 0; i--)
        {
            var at = random.Next(lines.Count);
            var (line, kind) = (lines[at], random.Next(9));
            what.Add($"edit {kind} of line {at + 1}");
            switch (kind)
            {
                case 0: lines.RemoveAt(at); break;
                case 1: lines.Insert(at, line); break;
                case 2: lines.Insert(at, lines[random.Next(lines.Count)]); break;
                case 3: lines[at] = line.Replace('1', '2'); break;
                case 4: lines[at] = "  " + line; break;
                case 5: lines[at] = line.Length > 2 ? line[2..] : line; break;
                case 6: lines[at] = "---"; break;
                case 7: lines[at] = line.Replace("metric: 100", "metric: 200", StringComparison.Ordinal).Replace("address: 10", "address: 11", StringComparison.Ordinal); break;
                default: lines.Insert(at, ""); break;
            }
        }
        if (random.Next(10) == 0)
            lines.Add("metric: 7");
        return (string.Join('\n', lines), string.Join(", ", what));
    }

    /// <summary>What links must not contradict is not looked at again while nothing of it differs, and at once when something does.</summary>
    [Theory]
    [InlineData("vlanID: 3", "vlanID: 4")]
    [InlineData("name: base0.3", "name: base0.4")]
    [InlineData("name: base0.3", "name: wg0")]
    [InlineData("kind: DummyLinkConfig", "kind: LinkConfig")]
    [InlineData("vlanID: 3\nparent: base0", "vlanID: 3\nparent: base0.3")]
    [InlineData("- address: 10.1.3.1/24", "- address: 10.1.3.9/24")]
    public void A_change_of_one_link_is_checked_against_the_others(string before, string after)
    {
        var memory = new ConfigMemory();
        var text = string.Join('\n', Text().Split('\n')[17..]);       // without v1alpha1
        AssertIsTheSame(text, memory, "the first");
        AssertIsTheSame(text.Replace("metric: 100", "metric: 101", StringComparison.Ordinal), memory, "something else");

        AssertIsTheSame(text.Replace(before, after, StringComparison.Ordinal), memory, after);
        AssertIsTheSame(text, memory, "back");
    }

    [Fact]
    public void What_did_not_change_is_the_very_same()
    {
        var memory = new ConfigMemory();
        var before = ConfigFile.Load("config.yaml", Text(), ConfigMode.Metal, memory).Config!;
        var now = ConfigFile.Load("config.yaml", Text().Replace("100.64.3.0/24", "100.64.99.0/24", StringComparison.Ordinal), ConfigMode.Metal, memory).Config!;

        Assert.Equal("100.64.99.0/24", now.Documents.Links[0].Routes[3].Destination.ToString());
        Assert.Same(before.Documents.Links[0].Routes[1], now.Documents.Links[0].Routes[1]);
        Assert.Same(before.Documents.Links[0].Routes[8], now.Documents.Links[0].Routes[8]);
        Assert.Same(before.Documents.Links[5], now.Documents.Links[5]);
        Assert.NotSame(before.Documents.Links[0], now.Documents.Links[0]);
    }

    [Fact]
    public void Another_name_of_the_file_stands_in_every_place()
    {
        var memory = new ConfigMemory();
        ConfigFile.Load("a.yaml", Text(), ConfigMode.Metal, memory);
        var config = ConfigFile.Load("b.yaml", Text(), ConfigMode.Metal, memory).Config!;

        Assert.All(config.Documents.Links, link => Assert.Equal("b.yaml", link.Because.Source));
    }
}
