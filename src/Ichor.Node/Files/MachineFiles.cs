using System.Text;
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
/// <param name="root">Empty on a node; tests have a root file system of their own.</param>
/// <param name="store">Keeps the new contents, and the image's own files as they were before.</param>
internal sealed class MachineFiles(string root, string store)
{
    public const string DefaultStore = "/run/ichor/files";

    private const string Var = "/var/";

    /// <summary>Not of the image: what the node keeps itself (/etc/resolv.conf leads to /run), and what is the kernel's.</summary>
    private static readonly string[] Foreign = ["/run/", "/proc/", "/sys/", "/dev/", "/tmp/"];

    /// <summary>
    /// Problems, one per entry that cannot be applied; when there are none, all have been, and files of which the config no
    /// longer speaks are as they were before it did.
    /// </summary>
    public IReadOnlyList<Problem> Apply(IReadOnlyList<MachineFile> files)
    {
        var problems = new List<Problem>();
        var created = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (i, file) in files.Index())
            if (Check(file, created) is { } message)
                problems.Add(new(file.Because.Source, file.Because.Line, 0, $"machine.files[{i}]", message));
        if (problems.Count > 0)
            return problems;

        UndoAllBut(files.Select(file => Real(file.Path)[root.Length..]).ToHashSet(StringComparer.Ordinal));
        foreach (var group in files.GroupBy(file => Real(file.Path), StringComparer.Ordinal))
            try
            {
                Write(group.Key, [.. group]);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                var first = group.First();
                problems.Add(new(first.Because.Source, first.Because.Line, 0, "machine.files", $"{first.Path}: {e.Message}"));
            }
        return problems;
    }

    /// <summary>The store has a copy of everything that was written, also in an earlier life of this process.</summary>
    private void UndoAllBut(HashSet<string> wanted)
    {
        var folder = Path.Combine(store, "new");
        if (!Directory.Exists(folder))
            return;
        foreach (var copy in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).ToList())
            if (copy[folder.Length..] is var name && !wanted.Contains(name))
                try
                {
                    Undo(copy, name);
                    Log.Info($"{name} is as it was without the config");
                }
                catch (Exception e) when (e is IOException or UnauthorizedAccessException)
                {
                    Log.Warning($"undo {name}: {e.Message}");
                }
    }

    private void Undo(string copy, string name)
    {
        var path = root + name;
        if (!name.StartsWith(Var, StringComparison.Ordinal))
            Unbind(path);
        else if (File.Exists(path) && File.ReadAllBytes(path).AsSpan().SequenceEqual(File.ReadAllBytes(copy)))
        {
            // One that somebody has written to since belongs to him.
            var before = Path.Combine(store, "image") + name;
            if (File.Exists(before))
                File.Copy(before, path, overwrite: true);
            else
                File.Delete(path);
        }
        File.Delete(copy);
    }

    private string? Check(MachineFile file, HashSet<string> created)
    {
        // ".." is resolved before anything is compared: /var/../etc/x is not below /var.
        if (file.Path.Contains('\0') || Path.GetFullPath(file.Path) != file.Path || file.Path.EndsWith('/'))
            return $"path: '{file.Path}' is not an absolute path of a file without '.', '..' or doubled '/'";
        var real = Real(file.Path);
        var name = real[root.Length..];
        if (file.Op == FileOp.Create)
        {
            created.Add(name);
            if (!name.StartsWith(Var, StringComparison.Ordinal))
                return $"path: op create makes files below /var only, not '{file.Path}' (append and overwrite change files of the image)";
            return Directory.Exists(real) ? $"path: '{file.Path}' is a folder" : null;
        }
        if (Array.Exists(Foreign, folder => name.StartsWith(folder, StringComparison.Ordinal)))
            return $"path: '{file.Path}' is not a file of the image{(name == file.Path ? "" : $": it leads to {name}, which the node keeps itself")}";
        return File.Exists(real) || created.Contains(name)
            ? null
            : $"path: '{file.Path}' is not a file of the image; {file.Op.ToString().ToLowerInvariant()} needs one";
    }

    /// <summary>The file itself where the path is a link to it: /etc/ssl/certs/ca-certificates names the bundle as well.</summary>
    private string Real(string path)
    {
        var full = root + path;
        var file = new FileInfo(full);
        if (file.LinkTarget is null)
            return full;
        var target = file.ResolveLinkTarget(returnFinalTarget: true)!.FullName;
        // An absolute link means the node's root, also where that is a folder of something else.
        return target.StartsWith(root, StringComparison.Ordinal) ? target : root + target;
    }

    private void Write(string path, IReadOnlyList<MachineFile> edits)
    {
        var name = path[root.Length..];
        var mode = edits[^1].Permissions;
        var content = Content(edits[0].Op == FileOp.Append ? Pristine(path, name) : [], edits);
        var copy = Path.Combine(store, "new") + name;
        var changed = AtomicFile.Write(copy, content, mode);
        if (name.StartsWith(Var, StringComparison.Ordinal))
        {
            // Written once in each boot: afterwards it belongs to who uses it.
            if (!changed && File.Exists(path))
                return;
            AtomicFile.Write(path, content, mode);
        }
        else
        {
            // A node process that was restarted finds its work done.
            if (AtomicFile.Says(path, content, mode))
                return;
            BindOver(copy, path);
        }
        Log.Info($"{(edits[^1].Op == FileOp.Append ? "appended to" : "wrote")} {name}");
    }

    /// <summary>The file as it was before it was changed for the first time.</summary>
    private byte[] Pristine(string path, string name)
    {
        var copy = Path.Combine(store, "image") + name;
        if (!File.Exists(copy))
            AtomicFile.Write(copy, File.Exists(path) ? File.ReadAllBytes(path) : [], 0x180 /* 0600 */);
        return File.ReadAllBytes(copy);
    }

    private static byte[] Content(byte[] from, IReadOnlyList<MachineFile> edits)
    {
        var content = new List<byte>(from);
        foreach (var edit in edits)
        {
            if (edit.Op != FileOp.Append)
                content.Clear();
            else if (content.Count > 0 && content[^1] != '\n')
                content.Add((byte)'\n');
            content.AddRange(Encoding.UTF8.GetBytes(edit.Content));
        }
        return [.. content];
    }

    private static void BindOver(string copy, string path)
    {
        Unbind(path);       // what was bound before, perhaps by an earlier life of this process
        Libc.Check(Libc.Mount(copy, path, null, Libc.MS_BIND, null), $"bind {copy} over {path}");
        Libc.Check(Libc.Mount(null, path, null, Libc.MS_BIND | Libc.MS_REMOUNT | Libc.MS_RDONLY, null), $"make {path} read-only");
    }

    /// <summary>EINVAL: it is not a mount point.</summary>
    private static void Unbind(string path)
    {
        if (Libc.Umount2(path, Libc.MNT_DETACH) < 0 && Libc.LastError is not (Errno.EINVAL or Errno.ENOENT))
            Libc.Check(-1, $"unmount {path}");
    }
}
