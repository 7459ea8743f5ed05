using Ichor.Build.Graph;

namespace Ichor.Build.Tests.Graph;

public sealed class StepRunnerTests
{
    [Fact]
    public async Task A_step_whose_outputs_are_known_does_not_run()
    {
        using var build = new TestBuild();
        var runs = new Counter();
        Assert.Equal("a", await build.TextOf(new Write("a", runs).Output()));
        Assert.Equal("a", await build.TextOf(new Write("a", runs).Output()));
        Assert.Equal(1, runs.Count);
    }

    [Fact]
    public async Task Another_value_of_a_field_is_another_step()
    {
        using var build = new TestBuild();
        var runs = new Counter();
        Assert.Equal("a", await build.TextOf(new Write("a", runs).Output()));
        Assert.Equal("b", await build.TextOf(new Write("b", runs).Output()));
        Assert.Equal(2, runs.Count);
    }

    [Fact]
    public async Task An_input_that_changed_into_the_same_bytes_stops_there()
    {
        using var build = new TestBuild();
        var (writes, lengths, digits) = (new Counter(), new Counter(), new Counter());
        Task<string> DigitsOf(string text) => build.TextOf(new Measure(new Measure(new Write(text, writes).Output(), lengths).Output(), digits).Output());
        Assert.Equal("1", await DigitsOf("abc"));
        Assert.Equal("1", await DigitsOf("xyz"));
        Assert.Equal((2, 2, 1), (writes.Count, lengths.Count, digits.Count));
    }

    [Fact]
    public async Task A_changed_source_file_runs_the_steps_that_read_it()
    {
        using var build = new TestBuild();
        var runs = new Counter();
        var source = new SourceFile(build.Folder.Path, "source.txt");
        build.Folder.File("source.txt", "one");
        Assert.Equal("one", await build.TextOf(new Copy(source, runs).Output()));
        build.Folder.File("source.txt", "two");
        Assert.Equal("two", await build.TextOf(new Copy(source, runs).Output()));
        Assert.Equal("two", await build.TextOf(new Copy(source, runs).Output()));
        Assert.Equal(2, runs.Count);
    }

    [Fact]
    public async Task The_same_content_in_another_checkout_is_the_same_step()
    {
        using var build = new TestBuild();
        var runs = new Counter();
        build.Folder.File("here/a.txt", "same");
        build.Folder.File("there/a.txt", "same");
        await build.TextOf(new Copy(new SourceFile(build.Folder.Below("here"), "a.txt"), runs).Output());
        await build.TextOf(new Copy(new SourceFile(build.Folder.Below("there"), "a.txt"), runs).Output());
        Assert.Equal(1, runs.Count);
    }

    [Fact]
    public async Task A_step_runs_again_when_the_builder_has_changed()
    {
        using var build = new TestBuild();
        var runs = new Counter();
        foreach (var builder in new[] { "one", "one", "two", "two" })
            Assert.Equal("a", await build.TextOf(new Write("a", runs).Output(), builder));
        Assert.Equal(2, runs.Count);
    }

    [Fact]
    public async Task A_step_that_does_not_depend_on_the_builder_does_not()
    {
        using var build = new TestBuild();
        var runs = new Counter();
        foreach (var builder in new[] { "one", "two" })
            Assert.Equal("a", await build.TextOf(new Lasting("a", runs).Output(), builder));
        Assert.Equal(1, runs.Count);
    }

    [Fact]
    public void The_builders_code_is_the_builder_the_disk_formats_and_whoever_adds_a_step()
    {
        var modules = BuilderCode.Of(new Write("a", new Counter())).Split(' ');
        Assert.Equal(new[] { typeof(Step), typeof(Disks.GptDisk), typeof(Write) }.Select(type => type.Module.ModuleVersionId.ToString()), modules);
    }

    [Fact]
    public void What_a_killed_build_left_is_swept_and_what_another_works_in_is_not()
    {
        using var folder = new Temporary();
        var cache = new StepCache(folder.Path);
        folder.File("work/left/half", "ha");
        folder.File("work/left.lock");
        folder.File("work/older/half", "ha");
        using var first = cache.NewWorkFolder();
        using var second = cache.NewWorkFolder();
        Assert.Equivalent(new[] { first.Path, second.Path }, Directory.GetDirectories(folder.Below("work")), strict: true);
        Assert.False(File.Exists(folder.Below("work/left.lock")));
    }

    [Fact]
    public async Task A_step_needed_twice_runs_once()
    {
        using var build = new TestBuild();
        var (writes, measures) = (new Counter(), new Counter());
        var text = new Write("abc", writes).Output();
        var both = new Both(new Measure(text, measures).Output(), new Measure(text, measures).Output());
        Assert.Equal("3+3", await build.TextOf(both.Output()));
        Assert.Equal(1, writes.Count);
    }

    [Fact]
    public async Task A_failed_step_says_why_and_leaves_nothing_in_the_cache()
    {
        using var build = new TestBuild();
        var error = await Assert.ThrowsAsync<BuildException>(() => build.TextOf(new Fail("no disk").Output()));
        Assert.Equal("no disk", error.Message);
        Assert.False(Directory.Exists(build.Folder.Below("cache/steps")));
        Assert.Empty(Directory.GetDirectories(build.Folder.Below("cache/work")));
    }

    [Theory]
    [InlineData("a")]
    [InlineData("xyz")]
    public async Task An_output_that_was_changed_behind_the_caches_back_is_made_again(string text)
    {
        using var build = new TestBuild();
        var runs = new Counter();
        await build.TextOf(new Write("abc", runs).Output());
        var stored = Directory.GetFiles(build.Folder.Below("cache/steps"), "text", SearchOption.AllDirectories).Single();
        File.SetUnixFileMode(stored, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        await File.WriteAllTextAsync(stored, text);
        Assert.Equal("abc", await build.TextOf(new Write("abc", runs).Output()));
        Assert.Equal(2, runs.Count);
    }

    [Fact]
    public async Task Trimming_keeps_what_was_used_last()
    {
        using var build = new TestBuild();
        var runs = new Counter();
        var cache = new StepCache(build.Folder.Below("cache"));
        await build.TextOf(new Write(new string('o', 5000), runs).Output());
        await build.TextOf(new Write(new string('n', 5000), runs).Output());
        await build.TextOf(new Write(new string('o', 5000), runs).Output());   // used again

        cache.Trim(7000);

        await build.TextOf(new Write(new string('o', 5000), runs).Output());
        Assert.Equal(2, runs.Count);
        await build.TextOf(new Write(new string('n', 5000), runs).Output());
        Assert.Equal(3, runs.Count);
    }

    sealed record Both(Artifact Left, Artifact Right) : Step
    {
        public override string Title => "both";
        public override int Version => 1;
        public override IReadOnlyList<string> Outputs => ["both"];

        public override async Task RunAsync(StepContext context, CancellationToken stopping) =>
            await File.WriteAllTextAsync(context.Out("both"),
                $"{await File.ReadAllTextAsync(context.PathOf(Left), stopping)}+{await File.ReadAllTextAsync(context.PathOf(Right), stopping)}", stopping);
    }
}
