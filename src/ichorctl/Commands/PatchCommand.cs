using System.CommandLine;
using Ichor.Config.Patching;
using Ichor.Config.Yaml;

namespace Ichor.Ctl.Commands;

/// <summary><c>patch --config FILE --patch PATCH… [-o FILE]</c>: the config with the patches applied, as YAML.</summary>
internal static class PatchCommand
{
    public static Command Create()
    {
        var file = ConfigArgument.Required();
        var patches = PatchArgument.Create();
        patches.Required = true;
        var output = new Option<string?>("--output", "-o") { Description = "file to write; standard output when left out" };
        var command = new Command("patch", "Apply patches to a machine config and write the result") { file, patches, output };
        command.SetAction(parsed => Run(parsed, parsed.GetValue(file)!, parsed.GetValue(patches)!, parsed.GetValue(output)));
        return command;
    }

    private static int Run(ParseResult parsed, string file, string[] written, string? output)
    {
        if (!ConfigArgument.TryRead(parsed, file, out var yaml) || !PatchArgument.TryRead(parsed, written, out var patches))
            return 1;
        var (documents, problems) = ConfigPatch.Apply(ConfigArgument.NameOf(file), yaml, patches);
        ProblemText.Write(parsed, problems);
        return documents is not null && TryWrite(parsed, output, YamlWriter.Write(documents.Value)) ? 0 : 1;
    }

    private static bool TryWrite(ParseResult parsed, string? file, string yaml)
    {
        try
        {
            if (file is null)
                parsed.InvocationConfiguration.Output.Write(yaml);
            else
                File.WriteAllText(file, yaml);
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            parsed.InvocationConfiguration.Error.WriteLine($"ichorctl: {file}: {e.Message}");
            return false;
        }
    }
}
