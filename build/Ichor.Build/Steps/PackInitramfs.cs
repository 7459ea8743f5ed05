using Ichor.Build.Debian;
using Ichor.Build.Graph;
using Ichor.Disks;

namespace Ichor.Build.Steps;

/// <summary>An empty directory of the image.</summary>
public sealed record ImageDirectory(string Path, int Mode);

/// <summary>A symbolic link of the image.</summary>
public sealed record ImageLink(string Path, string Target);

/// <summary>A file of the image that a step made.</summary>
public sealed record ImageFile(string Path, Artifact Content, bool Executable = false);

/// <summary>A file of the image whose text follows from the profile.</summary>
public sealed record ImageText(string Path, string Text);

/// <summary>Packs the root file system: an uncompressed cpio archive with the modules, which are compressed as they come, and behind it
/// an archive with what does compress.</summary>
public sealed record PackInitramfs : Step
{
    public required SourceTree Static { get; init; }
    public required IReadOnlyList<Artifact> Archives { get; init; }
    public required Artifact Compressed { get; init; }
    public required IReadOnlyList<ImageText> Texts { get; init; }
    public required IReadOnlyList<ImageDirectory> Directories { get; init; }
    public required IReadOnlyList<ImageLink> Links { get; init; }

    public override string Title => "pack initramfs";
    public override int Version => 2;
    public override IReadOnlyList<string> Outputs => ["initramfs"];

    public override Task RunAsync(StepContext context, CancellationToken stopping)
    {
        var cpio = new CpioArchive();
        foreach (var directory in Directories) cpio.AddDirectory(directory.Path, (UnixFileMode)directory.Mode);
        foreach (var link in Links) cpio.AddSymlink(link.Path, link.Target);
        foreach (var file in Static.Files()) AddStatic(cpio, file);
        foreach (var text in Texts) cpio.AddFile(text.Path, Content.FromText(text.Text));
        foreach (var archive in Archives) AddArchive(cpio, context.PathOf(archive));
        Content.Concat(cpio.Build(), Content.FromFile(context.PathOf(Compressed))).WriteFile(context.Out("initramfs"));
        return Task.CompletedTask;
    }

    static void AddStatic(CpioArchive cpio, SourceFile file)
    {
        // Of the mode only the executable bit is the author's; the rest is the umask of whoever checked the file out.
        var executable = File.GetUnixFileMode(file.FullPath).HasFlag(UnixFileMode.UserExecute);
        cpio.AddFile(file.Path, Content.FromFile(file.FullPath), executable ? UnixModes.Executable : UnixModes.Regular);
    }

    static void AddArchive(CpioArchive cpio, string path)
    {
        using var tree = new TarTree(path);
        var archive = Content.FromFile(path);
        foreach (var node in tree.FilesBelow("usr"))
            cpio.AddFile(node.Path, archive.Slice(node.Offset, node.Length), (UnixFileMode)node.Mode);
    }
}
