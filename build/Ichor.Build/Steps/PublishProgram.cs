using CliWrap;
using CliWrap.Buffered;
using Ichor.Build.Graph;

namespace Ichor.Build.Steps;

/// <summary>Compiles a program of <c>src/</c> to a static native executable.</summary>
/// <param name="Project">Folder of the project, relative to the sources' root.</param>
/// <param name="Name">File name of the executable.</param>
/// <param name="Sources">Everything the compiler reads of the source tree.</param>
/// <param name="Toolchain">SDK and linker: what the same sources become depends on them.</param>
public sealed record PublishProgram(string Project, string Name, SourceTree Sources, string Toolchain) : Step
{
    public override string Title => $"compile {Name}";
    public override int Version => 1;
    public override bool DependsOnBuilder => false;
    public override IReadOnlyList<string> Outputs => [Name];

    public override async Task RunAsync(StepContext context, CancellationToken stopping)
    {
        var publish = context.Out("publish");
        var result = await Cli.Wrap("dotnet")
            .WithArguments(["publish", Project, "-c", "Release", "-o", publish, "-nologo", "-v", "quiet", "--disable-build-servers"])
            .WithWorkingDirectory(Sources.Root)
            .WithEnvironmentVariables(env => env
                .Set("LC_ALL", "C").Set("TZ", "UTC")
                .Set("DOTNET_CLI_TELEMETRY_OPTOUT", "1").Set("DOTNET_NOLOGO", "1"))
            .WithValidation(CommandResultValidation.None)
            .ExecuteBufferedAsync(stopping);
        if (result.ExitCode != 0)
            throw new BuildException($"dotnet publish {Project} failed:\n{result.StandardOutput}{result.StandardError}");
        File.Move(Path.Combine(publish, Name), context.Out(Name));
    }
}
