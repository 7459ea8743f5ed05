namespace Ichor.Config;

/// <summary><c>kind: EtcFileConfig</c>: a file below /etc; its name is the path.</summary>
/// <param name="Path">Relative to /etc.</param>
/// <param name="Mode">Mode bits.</param>
/// <param name="Contents">Text of the file.</param>
/// <param name="Because">Where <paramref name="Path"/> is given.</param>
public sealed record EtcFileDocument(string Path, uint Mode, string Contents, Provenance Because) : IConfigDocument
{
    // The system writes these itself, from the rest of the config or once and for all.
    private static readonly string[] OwnFiles =
        ["resolv.conf", "hosts", "machine-id", "extensions.yaml", "localtime", "os-release", "xattr.conf"];

    private static readonly string[] OwnTrees =
        ["ca-certificates", "cni", "cri", "iscsi", "kubernetes", "lvm", "nvme", "pki", "selinux", "ssl"];

    internal static EtcFileDocument Read(ObjectReader o)
    {
        o.Header();
        o.NotActedUpon("a file below /etc");
        var file = new EtcFileDocument(
            o.Required("name", Scalars.NonEmptyText, "Path of the file, relative to /etc.", "nfsmount.conf"),
            o.Optional("mode", Scalars.FileMode, 0x1A4u, "Mode bits: 0o644 and 0644 are octal, a plain 644 is decimal.", "0o644"),
            o.Optional("contents", Scalars.Text, "", "Text of the file."),
            o.BecauseOf("name"));
        return o.Validate(file, Check);
    }

    MachineConfig IConfigDocument.AddTo(MachineConfig machine) => machine with
    {
        Documents = machine.Documents with { EtcFiles = [.. machine.Documents.EtcFiles, this] },
    };

    private static void Check(ObjectReader o, EtcFileDocument file)
    {
        var parts = file.Path.Split('/');
        var tree = parts[0];
        if (file.Path[0] == '/')
            o.Error("name", $"'{file.Path}' must be relative to /etc: leave the first '/' out");
        else if (parts.Any(part => part is "" or "." or "..") || file.Path.Contains('\0'))
            o.Error("name", $"'{file.Path}' is not a path: its parts must not be empty, '.' or '..'");
        else if (OwnFiles.Contains(file.Path))
            o.Error("name", $"/etc/{file.Path} is made by the system itself");
        else if (OwnTrees.Contains(tree) || tree.StartsWith("apparmor", StringComparison.Ordinal))
            o.Error("name", $"/etc/{tree} belongs to the system itself, with everything below it");
    }
}
