using System.Text;

namespace Ichor.Config.Tests;

/// <summary>Whatever the text is, the answer is a config or problems, never an exception. The seeds are fixed: a failure repeats.</summary>
public class FuzzTests
{
    private static readonly string Example = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "testdata", "v1alpha1.yaml"));

    private static readonly string[] Pieces =
    [
        "machine", "network", "interfaces", "bond", "vlans", "addresses", "deviceSelector", "interface", "files", "env", ":", ": ", "- ",
        "\n", "\n  ", "\n    ", "[", "]", "{", "}", ",", "&a ", "*a", "<<", "|", ">", "'", "\"", "\\", "#", "!", "!!str ", "%", "---\n", "...\n",
        "~", "null", "true", "0x", "10.0.0.5/24", "eth0", "\t", "\r\n", "\u00e9", "\ud83d\ude00", "\ud800", "\ufeff", "?", "? ", "@", "`", "-",
    ];

    private static readonly string[] Words =
    [
        "ip", "bond", "vlan", "=", ":", "[", "]", ",", ".", "dhcp", "eth0", "10.0.0.1", "fe80::1", "mode", "802.3ad", "miimon", "24", "255.255.0.0",
        "talos.", "environment", "config", "hostname", "http://", " ", "  ", "\n", "\0", "%", "/", "\u00e9", "vlan7", "4095", "x", "-", "panic",
    ];

    [Fact]
    public void Random_pieces_of_yaml_never_throw() => Try(20_000, random => ConfigFile.Load("f", Some(random, Pieces, 60), ConfigMode.Metal));

    [Fact]
    public void Random_bytes_never_throw() => Try(20_000, random =>
    {
        var bytes = new byte[random.Next(120)];
        random.NextBytes(bytes);
        ConfigFile.Load("f", Encoding.UTF8.GetString(bytes), ConfigMode.Cloud);
        ConfigFile.Load("f", Encoding.Latin1.GetString(bytes), ConfigMode.Cloud);
    });

    [Fact]
    public void A_config_with_something_changed_never_throws() => Try(3_000, random =>
    {
        var text = new StringBuilder(Example);
        for (var changes = random.Next(1, 4); changes > 0; changes--)
        {
            var at = random.Next(text.Length);
            text.Remove(at, Math.Min(random.Next(12), text.Length - at));
            text.Insert(at, Some(random, Pieces, 3));
        }
        var (config, problems) = ConfigFile.Load("f", text.ToString(), ConfigMode.Metal);
        Assert.Equal(config is null, problems.Any(problem => problem.IsError));
        Assert.All(problems, problem => Assert.True(problem.Line > 0, problem.ToString()));
    });

    [Fact]
    public void Random_command_lines_never_throw() => Try(50_000, random => CommandLine.Parse(Some(random, Words, 30)));

    [Fact]
    public void An_argument_never_changes_what_the_others_mean() => Try(5_000, random =>
    {
        const string Others = "ip=10.9.9.9::10.9.9.1:24::eth99 bond=bond99:eth97,eth98:miimon=100 vlan=eth96.96:eth96";
        var line = CommandLine.Parse($"{Others} {Some(random, Words, 12)}");
        Assert.Equal(("10.9.9.9/24", "bond99", "eth96.96"), (line.Ips[0].Address?.ToString(), line.Bonds[0].Name.ToString(), line.Vlans[0].Name.ToString()));
    });

    private static void Try(int times, Action<Random> run)
    {
        for (var seed = 0; seed < times; seed++)
        {
            try
            {
                run(new Random(seed));
            }
            catch (Exception error) when (error is not Xunit.Sdk.IAssertionException)
            {
                Assert.Fail($"seed {seed}: {error}");
            }
        }
    }

    private static string Some(Random random, string[] pieces, int most) =>
        string.Concat(Enumerable.Range(0, random.Next(most)).Select(_ => pieces[random.Next(pieces.Length)]));
}
