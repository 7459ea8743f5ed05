using Ichor.Network;

namespace Ichor.Stories.Tests;

/// <summary>What a story tells is what comes of it. With UPDATE_STORIES=1 the endings are written anew, to be read in the diff.</summary>
public sealed class StoryTests
{
    public static TheoryData<string> Stories() => [.. Story.All.Select(story => story.Name)];

    [Theory]
    [MemberData(nameof(Stories))]
    public void The_plan_is_as_told(string name)
    {
        var story = new Story(name);
        var (plan, problems) = story.Plan();
        var heading = string.Concat(problems.Select(problem => $"{problem}\n"));
        Compare(story, "plan.txt", heading + (plan is null ? "no plan\n" : PlanText.Of(plan)));
        if (plan is not null && story.Read("explain.txt") is not null)
            Compare(story, "explain.txt", heading + PlanText.Explanations(plan));
        if (plan is not null && story.Read("files.txt") is not null)
            Compare(story, "files.txt", Story.Files(plan, story.Begin(story.Config).Inputs.Config));
    }

    private static void Compare(Story story, string file, string told)
    {
        if (Environment.GetEnvironmentVariable("UPDATE_STORIES") == "1")
            File.WriteAllText(Path.Combine(SourceFolder(), story.Name, file), told);
        else
            Assert.Equal(story.Read(file), told);
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
