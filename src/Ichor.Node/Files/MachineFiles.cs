using Ichor.Config;
using Ichor.Linux;

namespace Ichor.Node.Files;

/// <summary>
/// <c>machine.files</c>. A file outside /var keeps its place in the read-only image: its new content lies in /run and is
/// bind-mounted on top of it, read-only. Every boot starts from the image's own file, so an append never adds up.
/// </summary>
/// <remarks>
/// All entries are checked before the first is applied, so that a config is applied whole or not at all. Linux ignores
/// MS_RDONLY in the call that makes a bind mount; it takes a remount (mount(2)).
/// </remarks>
internal sealed class MachineFiles(string root, string store)
{
    public const string DefaultStore = "/run/ichor/files";

    /// <summary>Problems, one per entry that cannot be applied; when there are none, all have been.</summary>
    public IReadOnlyList<Problem> Apply(IReadOnlyList<MachineFile> files)
    {
        var problems = new List<Problem>();
        for (var i = 0; i < files.Count; i++)
            if (Check(files[i]) is { } message)
                problems.Add(new(files[i].Because.Source, files[i].Because.Line, 0, $"machine.files[{i}]", message));
        if (problems.Count > 0)
            return problems;

        foreach (var group in files.GroupBy(file => Real(file.Path), StringComparer.Ordinal))
            try
            {
                Write(group.Key, [.. group]);
            }
            catch (IOException e)
            {
                var first = group.First();
                problems.Add(new(first.Because.Source, first.Because.Line, 0, "machine.files", $"{group.Key}: {e.Message}"));
            }
        return problems;
    }

    private string? Check(MachineFile file)
    {
        // ".." is resolved before anything is compared: /var/../etc/x is not below /var.
        if (Path.GetFullPath(file.Path) != file.Path)
            return $"path: '{file.Path}' is not an absolute path without '.', '..' or doubled '/'";
        if (file.Op == FileOp.Create)
            return file.Path.StartsWith("/var/", StringComparison.Ordinal)
                ? null
                : $"path: op create makes files below /var only, not '{file.Path}' (append and overwrite change files of the image)";
        var real = Real(file.Path);
        if (!File.Exists(real))
            return $"path: '{file.Path}' is not a file of the image; {file.Op.ToString().ToLowerInvariant()} needs one";
        return null;
    }

    /// <summary>The file itself where the path is a link to it: /etc/ssl/certs/ca-certificates names the bundle as well.</summary>
    private string Real(string path)
    {
        var full = root + path;
        return File.Exists(full) && new FileInfo(full).ResolveLinkTarget(returnFinalTarget: true) is { } target ? target.FullName : full;
    }

    private void Write(string path, IReadOnlyList<MachineFile> edits)
    {
        var name = path[root.Length..];
        var belongsToVar = name.StartsWith("/var/", StringComparison.Ordinal);
        var content = Content(belongsToVar ? path : Pristine(path, name), edits);
        var mode = edits[^1].Permissions;
        if (belongsToVar)
        {
            if (AtomicFile.Write(path, content, mode))
                Log.Info($"wrote {name}");
            return;
        }

        // A node process that was restarted finds its work done.
        if (File.ReadAllText(path) == content)
            return;
        var copy = Path.Combine(store, "new") + name;
        var bound = File.Exists(copy);
        AtomicFile.Write(copy, content, mode);
        if (bound)
            Libc.Check(Libc.Umount2(path, Libc.MNT_DETACH), $"unmount {name}");
        BindOver(copy, path);
        Log.Info($"{(edits[^1].Op == FileOp.Append ? "appended to" : "replaced")} {name}");
    }

    /// <summary>The image's own file, copied before it was covered for the first time.</summary>
    private string Pristine(string path, string name)
    {
        var copy = Path.Combine(store, "image") + name;
        if (!File.Exists(copy))
            AtomicFile.Write(copy, File.ReadAllText(path));
        return copy;
    }

    private static string Content(string from, IReadOnlyList<MachineFile> edits)
    {
        var content = edits[0].Op == FileOp.Append && File.Exists(from) ? File.ReadAllText(from) : "";
        foreach (var edit in edits)
            content = edit.Op == FileOp.Append ? Join(content, edit.Content) : edit.Content;
        return content;
    }

    private static string Join(string old, string added) =>
        old.Length == 0 || old.EndsWith('\n') ? old + added : old + "\n" + added;

    private static void BindOver(string copy, string path)
    {
        Libc.Check(Libc.Mount(copy, path, null, Libc.MS_BIND, null), $"bind {copy} over {path}");
        Libc.Check(Libc.Mount(null, path, null, Libc.MS_BIND | Libc.MS_REMOUNT | Libc.MS_RDONLY, null), $"make {path} read-only");
    }
}
