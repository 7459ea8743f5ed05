using Ichor.Build.Graph;
using Ichor.Build.Progress;

namespace Ichor.Build.Tests.Graph;

/// <summary>A step of tests: writes a text, and counts how often it did.</summary>
record Write(string Text, [property: NotAnInput] Counter Runs) : Step
{
    public override string Title => "write";
    public override int Version => 1;
    public override IReadOnlyList<string> Outputs => ["text"];

    public override Task RunAsync(StepContext context, CancellationToken stopping)
    {
        Runs.Count++;
        return File.WriteAllTextAsync(context.Out("text"), Text, stopping);
    }
}

/// <summary>The same, whichever builder runs it.</summary>
sealed record Lasting(string Text, Counter Runs) : Write(Text, Runs)
{
    public override bool DependsOnBuilder => false;
}

/// <summary>A step of tests: the length of a file, so that different inputs may give equal outputs.</summary>
sealed record Measure(Artifact Input, [property: NotAnInput] Counter Runs) : Step
{
    public override string Title => "measure";
    public override int Version => 1;
    public override IReadOnlyList<string> Outputs => ["length"];

    public override Task RunAsync(StepContext context, CancellationToken stopping)
    {
        Runs.Count++;
        return File.WriteAllTextAsync(context.Out("length"), $"{new FileInfo(context.PathOf(Input)).Length}", stopping);
    }
}

/// <summary>A step of tests: a copy of a file of the source tree.</summary>
sealed record Copy(SourceFile Input, [property: NotAnInput] Counter Runs) : Step
{
    public override string Title => "copy";
    public override int Version => 1;
    public override IReadOnlyList<string> Outputs => ["copy"];

    public override Task RunAsync(StepContext context, CancellationToken stopping)
    {
        Runs.Count++;
        File.Copy(Input.FullPath, context.Out("copy"));
        return Task.CompletedTask;
    }
}

/// <summary>A step of tests that fails, after leaving half an output.</summary>
sealed record Fail(string Reason) : Step
{
    public override string Title => "fail";
    public override int Version => 1;
    public override IReadOnlyList<string> Outputs => ["half"];

    public override async Task RunAsync(StepContext context, CancellationToken stopping)
    {
        await File.WriteAllTextAsync(context.Out("half"), "ha", stopping);
        throw new BuildException(Reason);
    }
}

sealed class Counter
{
    public int Count { get; set; }
}

/// <summary>A builder with its cache in a temporary folder.</summary>
sealed class TestBuild : IDisposable
{
    readonly Temporary _folder = new();

    public Temporary Folder => _folder;

    public async Task<string> TextOf(Artifact artifact, string builder = "the same")
    {
        using var files = new FileHashes(_folder.Below("cache/files"));
        using var progress = new PlainProgress(TextWriter.Null);
        using var runner = new StepRunner(new StepCache(_folder.Below("cache")), files, progress, parallel: 2) { Builder = _ => builder };
        await runner.RunAsync([artifact.From], TestContext.Current.CancellationToken);
        return await File.ReadAllTextAsync(runner.ResultOf(artifact.From).PathOf(artifact.Name));
    }

    public void Dispose() => _folder.Dispose();
}
