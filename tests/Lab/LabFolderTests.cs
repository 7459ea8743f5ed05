namespace Ichor.Lab.Tests;

/// <summary>Folders of laboratories that run, and of those that were killed.</summary>
public sealed class LabFolderTests
{
    [Fact]
    public void What_a_killed_process_left_is_swept_and_what_another_uses_is_not()
    {
        var below = Directory.CreateTempSubdirectory("ichor-sweep-").FullName;      // elsewhere others sweep, too
        var (left, used) = (Path.Combine(below, $"ichor-lab-{Guid.NewGuid():n}"), Path.Combine(below, $"ichor-lab-{Guid.NewGuid():n}"));
        foreach (var folder in (string[])[left, used])
        {
            Directory.CreateDirectory(folder);
            File.WriteAllText(folder + ".lock", "");
        }

        using (new FileStream(used + ".lock", FileMode.Open, FileAccess.Write, FileShare.None))
        {
            LabFolder.Sweep(below);

            Assert.Equal((false, false, true), (Directory.Exists(left), File.Exists(left + ".lock"), Directory.Exists(used)));
        }
        LabFolder.Sweep(below);
        Assert.Empty(Directory.EnumerateFileSystemEntries(below));
        Directory.Delete(below);
    }

    [Fact]
    public async Task A_laboratory_is_not_swept_by_the_next()
    {
        var lab = new Laboratory("one");
        await using (new Laboratory("two"))
            Assert.True(Directory.Exists(lab.Folder));
        await lab.DisposeAsync();

        Assert.False(Directory.Exists(lab.Folder));
        Assert.False(File.Exists(lab.Folder + ".lock"));
    }

    [Fact]
    public async Task A_network_with_more_frames_than_are_kept_says_so()
    {
        await using var lab = new Laboratory("full");
        var lan = lab.Network("lan");
        lan.KeptFrames = 2;
        var port = lan.Switch.Attach(new TestPort("a", 1));
        port.Send(port.Mac, 1);
        port.Send(port.Mac, 2);
        Assert.Equal(2, lan.Captured(_ => true).Count);

        port.Send(port.Mac, 3);

        Assert.Contains("only the first 2 frames are kept", Assert.Throws<LabException>(() => lan.Captured(_ => true)).Message);
        Assert.Contains("a fourth on lan (only the first 2 frames are kept",
            (await Assert.ThrowsAsync<LabException>(() => lan.SeesAsync(_ => false, 1.Milliseconds, "a fourth"))).Message);
    }
}
