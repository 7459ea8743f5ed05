namespace Ichor.Config;

/// <summary>An entry of <c>machine.files</c>.</summary>
/// <param name="Content">Text to write.</param>
/// <param name="Permissions">Mode bits, at most 07777.</param>
/// <param name="Path">Absolute path.</param>
/// <param name="Op">What happens to a file that is there.</param>
/// <param name="Because">Where it was asked for.</param>
public sealed record MachineFile(string Content, uint Permissions, string Path, FileOp Op, Provenance Because)
{
    // Modes that people mean; used to tell a forgotten leading zero from a decimal number.
    private static readonly uint[] Usual = [0x100, 0x120, 0x124, 0x140, 0x168, 0x16D, 0x180, 0x1A0, 0x1A4, 0x1B0, 0x1B4, 0x1B6, 0x1C0, 0x1E8, 0x1ED, 0x1F8, 0x1FF];

    internal static MachineFile Read(ObjectReader o)
    {
        var file = new MachineFile(
            o.Optional("content", Scalars.Text, "", "Text to write."),
            o.Optional("permissions", Scalars.FileMode, 0x1A4u, "Mode bits: 0o644 and 0644 are octal, a plain 644 is decimal.", "0o644"),
            o.Required("path", Scalars.AbsolutePath, "Absolute path of the file.", "/var/lib/example"),
            o.Required("op", Scalars.Enum(("create", FileOp.Create), ("append", FileOp.Append), ("overwrite", FileOp.Overwrite)), "What happens to a file that is there.", "create"),
            o.Because);
        return o.Validate(file, Check);
    }

    private static void Check(ObjectReader o, MachineFile file)
    {
        var parts = file.Path.Split('/');
        if (parts.Contains(".."))
            o.Error("path", $"'{file.Path}' must not contain '..'");
        else if (file.Op == FileOp.Create && (parts.Length < 3 || parts[1] != "var"))
            o.Error("path", $"'{file.Path}' cannot be created: new files are made below /var only");
        if (!Usual.Contains(file.Permissions) && o.TextOf("permissions") is { } text && OctalMeant(text) is { } meant)
            o.Notice("permissions", $"{text} is a decimal number, which is mode 0o{Convert.ToString(file.Permissions, 8)}; did you mean 0o{Convert.ToString(meant, 8)}?");
    }

    private static uint? OctalMeant(string text) =>
        !text.StartsWith('0') && YamlInteger.TryParse("0o" + text, out var octal) && Usual.Contains((uint)octal) ? (uint)octal : null;
}

/// <summary>What an entry of <c>machine.files</c> does.</summary>
public enum FileOp
{
    /// <summary>Makes a file, only below /var; one that exists is replaced.</summary>
    Create,

    /// <summary>Adds to a file that exists, after a line break.</summary>
    Append,

    /// <summary>Replaces a file that exists.</summary>
    Overwrite,
}
