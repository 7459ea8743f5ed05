using Ichor.Network;
using Ichor.Network.Offline;

namespace Ichor.Stories.Tests;

/// <summary>
/// A story is a folder: <c>config.yaml</c> and <c>cmdline</c> (either may be missing), <c>observed.yaml</c>, and the
/// <c>plan.txt</c> that must come of them, where it is of interest with <c>explain.txt</c>. With UPDATE_STORIES=1 the plans are written anew, to be read in the diff.
/// </summary>
public sealed class StoryTests
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "stories");

    public static TheoryData<string> Stories() => [.. Directory.EnumerateDirectories(Folder).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Stories))]
    public void The_plan_is_as_told(string story)
    {
        var folder = Path.Combine(Folder, story);
        Compare(folder, story, "plan.txt", Tell(folder, PlanText.Of));
        if (File.Exists(Path.Combine(folder, "explain.txt")))
            Compare(folder, story, "explain.txt", Tell(folder, PlanText.Explanations));
    }

    private static void Compare(string folder, string story, string file, string told)
    {
        if (Environment.GetEnvironmentVariable("UPDATE_STORIES") == "1")
            File.WriteAllText(Path.Combine(SourceFolder(), story, file), told);
        else
            Assert.Equal(File.ReadAllText(Path.Combine(folder, file)), told);
    }

    private static string Tell(string folder, Func<Plan, string> inWords)
    {
        var config = Path.Combine(folder, "config.yaml");
        var commandLine = Path.Combine(folder, "cmdline");
        var (plan, problems) = OfflinePlan.Make(
            File.Exists(config) ? ("config.yaml", File.ReadAllText(config)) : null,
            File.Exists(commandLine) ? File.ReadAllText(commandLine).Trim() : "",
            ("observed.yaml", File.ReadAllText(Path.Combine(folder, "observed.yaml"))));
        var heading = string.Concat(problems.Select(problem => $"{problem}\n"));
        return heading + (plan is null ? "no plan\n" : inWords(plan));
    }

    /// <summary>The stories in the source tree, found from the output folder upwards.</summary>
    private static string SourceFolder()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "Image.sln")))
                return Path.Combine(folder.FullName, "tests", "Stories", "stories");
        throw new DirectoryNotFoundException("no Image.sln above " + AppContext.BaseDirectory);
    }
}
