namespace Ichor.Ctl.Tests;

/// <summary>Runs ichorctl in this process: arguments left, what it prints right.</summary>
internal static class Ctl
{
    public sealed record Result(int Code, string Out, string Error);

    public static async Task<Result> RunAsync(params string[] args)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var invocation = Cli.Invocation;
        (invocation.Output, invocation.Error) = (output, error);
        var code = await Cli.RunAsync(args, invocation);
        return new Result(code, output.ToString(), error.ToString());
    }

    /// <summary>A file of this text that lives as long as the test.</summary>
    public static TemporaryFile File(string text) => new(text);

    public sealed class TemporaryFile : IDisposable
    {
        public TemporaryFile(string text) => System.IO.File.WriteAllText(Path, text);

        public string Path { get; } = System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"ichorctl-{Guid.NewGuid():N}.yaml");

        public void Dispose() => System.IO.File.Delete(Path);
    }
}
