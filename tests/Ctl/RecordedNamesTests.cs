using System.Text.Json;

namespace Ichor.Ctl.Tests;

/// <summary><c>ichorctl names</c> over copies of every recorded machine, with the two schemes whose names were recorded there.</summary>
public sealed class RecordedNamesTests
{
    private static readonly string s_folder = Path.Combine(AppContext.BaseDirectory, "interface-names");

    public static TheoryData<string> Machines => [.. Directory.EnumerateFiles(s_folder, "*.json").Select(file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal)!];

    [Theory]
    [MemberData(nameof(Machines))]
    public async Task Names_are_those_that_udev_gave(string name)
    {
        using var recorded = JsonDocument.Parse(await File.ReadAllBytesAsync(Path.Combine(s_folder, name + ".json")));
        var machine = recorded.RootElement;
        using var sysfs = Copy(machine);
        foreach (var (scheme, suffix) in new[] { ("v252", ""), ("v261", "_262") })
        {
            string[] arguments = ["names", "--sysfs", sysfs.Path, "--scheme", scheme, "-o", "json", "--cmdline", machine.TryGetProperty("kernel_args", out var words) ? words.GetString()! : ""];
            var result = await Ctl.RunAsync(arguments);
            Assert.Equal((0, ""), (result.Code, result.Error));
            using var answer = JsonDocument.Parse(result.Out);
            var ours = answer.RootElement.EnumerateArray().ToDictionary(link => link.GetProperty("kernelName").GetString()!, link => link);
            var contestants = machine.GetProperty("contested" + suffix).EnumerateObject().SelectMany(contest => contest.Value.EnumerateArray()).Select(link => link.GetString()!).ToHashSet();
            foreach (var nic in machine.GetProperty("nics").EnumerateArray())
            {
                var kernelName = nic.GetProperty("kernel_name").GetString()!;
                if (contestants.Contains(kernelName) || !nic.TryGetProperty("final_name" + suffix, out var expected))
                    continue;
                Assert.Equal((kernelName, expected.GetString()), (kernelName, ours[kernelName].GetProperty("name").GetString()));
                if (nic.TryGetProperty("altnames" + suffix, out var alternatives))
                    Assert.Equal(Texts(alternatives), Texts(ours[kernelName].GetProperty("alternativeNames")));
            }
        }
    }

    private static string Texts(JsonElement list) => string.Join(' ', list.EnumerateArray().Select(text => text.GetString()));

    /// <summary>The tree that the file describes, without what is above /sys.</summary>
    private static SysfsCopy Copy(JsonElement machine)
    {
        var copy = new SysfsCopy();
        foreach (var part in machine.GetProperty("nics").EnumerateArray().Prepend(machine.GetProperty("common")))
        {
            foreach (var file in part.GetProperty("sysfs").EnumerateObject())
                copy.Write(Below(file.Name), System.Text.Encoding.Latin1.GetBytes(file.Value.GetString()!));
            foreach (var file in part.GetProperty("hex").EnumerateObject())
                copy.Write(Below(file.Name), Convert.FromHexString(file.Value.GetString()!));
            foreach (var link in part.GetProperty("links").EnumerateObject())
                copy.Symlink(Below(link.Name), link.Value.GetString()!);
        }
        return copy;
    }

    private static string Below(string path) => path["/sys/".Length..];
}
