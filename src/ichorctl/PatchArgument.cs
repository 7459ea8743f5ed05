using System.CommandLine;
using System.Diagnostics.CodeAnalysis;
using Ichor.Config.Patching;

namespace Ichor.Ctl;

/// <summary>The option <c>--patch</c>, which may be given several times: <c>@file</c>, the name of a file, or the patch itself.</summary>
internal static class PatchArgument
{
    public static Option<string[]> Create() => new("--patch", "-p")
    {
        Description = "patch to apply: @file, or inline; a strategic merge patch or a JSON patch (may be given several times)",
        DefaultValueFactory = _ => [],
    };

    /// <summary>Reads the patches in their order; a file that cannot be read is one line on standard error.</summary>
    public static bool TryRead(ParseResult parsed, string[] written, [NotNullWhen(true)] out List<PatchFile>? patches)
    {
        patches = [];
        foreach (var (index, text) in written.Index())
        {
            var file = FileOf(text);
            var content = text;
            if (file is not null && !ConfigArgument.TryRead(parsed, file, out content))
            {
                patches = null;
                return false;
            }
            patches.Add(new PatchFile(file ?? $"patch {index + 1}", content));
        }
        return true;
    }

    // An inline patch has a blank or a line break in it, or begins like JSON; as talosctl does it.
    private static string? FileOf(string text) =>
        text.StartsWith('@') ? text[1..]
        : text.IndexOfAny([' ', '\n']) < 0 && !text.StartsWith('[') && !text.StartsWith('{') ? text
        : null;
}
