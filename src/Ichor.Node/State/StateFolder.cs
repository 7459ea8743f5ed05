using System.Text;
using Ichor.Linux;

namespace Ichor.Node.State;

/// <summary>
/// Files that are to be there after a power cut: each is written beside its place, flushed, renamed onto it, and the folder
/// is flushed. Readers find the old content or the new one.
/// </summary>
/// <param name="path">The folder; made when it is first written to.</param>
/// <param name="volume">What it lies on, in words; null for memory, which the next boot begins without.</param>
internal sealed class StateFolder(string path, string? volume)
{
    /// <summary>What is kept here is text for people and small records; more is not ours (bytes).</summary>
    private const int MaxSize = 8 * 1024 * 1024;

    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>In memory: survives the node process, not the machine.</summary>
    public static StateFolder InMemory { get; } = new("/run/ichor/state.memory", null);

    public string Path => path;

    /// <summary>What it lies on, such as <c>STATE (/dev/vdb, ext4)</c>; null for memory.</summary>
    public string? Volume => volume;

    /// <summary>Whether the next boot finds what is written now.</summary>
    public bool IsPersistent => volume is not null;

    /// <summary>Null when there is no such file, or none of a reasonable size.</summary>
    /// <exception cref="IOException">It is there and cannot be read.</exception>
    public byte[]? Read(string name)
    {
        var file = new FileInfo(Of(name));
        return file.Exists && file.Length <= MaxSize ? File.ReadAllBytes(file.FullName) : null;
    }

    /// <exception cref="IOException">It cannot be written; what was there is still there.</exception>
    public void Write(string name, ReadOnlySpan<byte> content)
    {
        using var file = Create(name);
        file.Write(content);
        Finish(name, file);
    }

    /// <summary>Writes a text as UTF-8, a piece at a time: a large config is not copied as a whole.</summary>
    /// <exception cref="IOException">It cannot be written; what was there is still there.</exception>
    public void Write(string name, string content)
    {
        using var file = Create(name);
        using (var writer = new StreamWriter(file, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), bufferSize: 16 << 10, leaveOpen: true))
            writer.Write(content);
        Finish(name, file);
    }

    /// <summary>Adds to the end of a file. What ends the machine meanwhile may leave a part of it.</summary>
    /// <exception cref="IOException">It cannot be written, or only a part of it.</exception>
    public void Append(string name, string content)
    {
        using var file = new FileStream(Of(name), new FileStreamOptions { Mode = FileMode.Append, Access = FileAccess.Write, UnixCreateMode = OwnerOnly });
        file.Write(Encoding.UTF8.GetBytes(content));
        file.Flush(flushToDisk: true);
    }

    private FileStream Create(string name)
    {
        Directory.CreateDirectory(path);
        var beside = Of(name) + ".new";
        File.Delete(beside);
        return new FileStream(beside, new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, UnixCreateMode = OwnerOnly });
    }

    private void Finish(string name, FileStream file)
    {
        file.Flush(flushToDisk: true);
        file.Close();
        Rename(name + ".new", name);
    }

    /// <summary>Gives a file another name, in place of what has it; a file that is not there stays that.</summary>
    public void Rename(string from, string to)
    {
        if (!File.Exists(Of(from)))
            return;
        File.Move(Of(from), Of(to), overwrite: true);
        Flush();
    }

    public void Delete(string name)
    {
        if (!File.Exists(Of(name)))
            return;
        File.Delete(Of(name));
        Flush();
    }

    private string Of(string name) => System.IO.Path.Combine(path, name);

    /// <summary>The names in it; contents are flushed before they get theirs.</summary>
    private void Flush()
    {
        var fd = Libc.Check(Libc.Open(path, Libc.O_RDONLY | Libc.O_DIRECTORY | Libc.O_CLOEXEC), $"open {path}");
        var error = Libc.FSync(fd) < 0 ? Libc.LastError : 0;
        Libc.Close(fd);
        if (error != 0)
            throw new IOException($"fsync {path}: {Errno.Name(error)}");
    }
}
