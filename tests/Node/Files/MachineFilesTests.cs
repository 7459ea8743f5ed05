using System.Runtime.InteropServices;
using Ichor.Config;
using Ichor.Linux;
using Ichor.Node.Files;

namespace Ichor.Node.Tests.Files;

/// <summary>machine.files on a root file system of the test's own, in a mount namespace that goes with its thread.</summary>
[Trait("Category", "Root")]
public sealed partial class MachineFilesTests : IDisposable
{
    private const string Bundle = "/etc/ssl/certs/ca-certificates.crt", Link = "/etc/ssl/certs/ca-certificates";
    private const int CLONE_NEWNS = 0x20000;

    private readonly TempFolder _root = new();
    private readonly TempFolder _store = new();

    public MachineFilesTests()
    {
        _root.Put(Bundle, "MOZILLA");
        _root.Put("/etc/motd", "hello\n");
        _root.Put("/run/ichor/resolv.conf", "nameserver 192.0.2.1\n");
        Directory.CreateDirectory(_root.Path + "/var");
        File.CreateSymbolicLink(_root.Path + Link, "ca-certificates.crt");
        File.CreateSymbolicLink(_root.Path + "/etc/resolv.conf", "/run/ichor/resolv.conf");
    }

    public void Dispose()
    {
        _root.Dispose();
        _store.Dispose();
    }

    private static MachineFile Append(string path, string content, uint mode = 0x1A4) => new(content, mode, path, FileOp.Append, new("config.yaml", 5));
    private static MachineFile Overwrite(string path, string content, uint mode = 0x1A4) => new(content, mode, path, FileOp.Overwrite, new("config.yaml", 6));
    private static MachineFile Create(string path, string content, uint mode = 0x1A4) => new(content, mode, path, FileOp.Create, new("config.yaml", 7));

    /// <summary>A node process of its own each time: nothing is remembered but what lies in files.</summary>
    private string Apply(params MachineFile[] files) => string.Join('\n', new MachineFiles(_root.Path, _store.Path).Apply(files));

    /// <summary>On a thread whose mounts nobody else sees; the kernel undoes them when it ends.</summary>
    private static void Privately(Action test)
    {
        Requirement.Met(Libc.GetUid() == 0, "mounts need root");
        Exception? failure = null;
        var thread = new Thread(() =>
        {
            try
            {
                Libc.Check(Unshare(CLONE_NEWNS), "unshare");
                Libc.Check(Libc.Mount(null, "/", null, Libc.MS_REC | Libc.MS_PRIVATE, null), "make mounts private");
                test();
            }
            catch (Exception e)
            {
                failure = e;
            }
        });
        thread.Start();
        thread.Join();
        if (failure is not null)
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(failure);
    }

    [Fact]
    public void A_certificate_is_appended_after_a_line_break_by_either_name() => Privately(() =>
    {
        Assert.Equal("", Apply(Append(Link, "OURS\n"), Append(Bundle, "AND THIS\n")));

        Assert.Equal("MOZILLA\nOURS\nAND THIS\n", _root[Bundle]);
        Assert.Equal("MOZILLA\nOURS\nAND THIS\n", _root[Link]);
        Assert.Equal("ca-certificates.crt", new FileInfo(_root.Path + Link).LinkTarget);
    });

    [Fact]
    public void The_next_life_of_the_node_adds_nothing_again() => Privately(() =>
    {
        MachineFile[] files = [Append(Bundle, "OURS\n"), Create("/var/lib/x", "1\n"), Append("/var/lib/x", "2\n")];
        Apply(files);
        var mounts = File.ReadAllLines("/proc/thread-self/mountinfo").Length;

        Assert.Equal("", Apply(files));

        Assert.Equal("MOZILLA\nOURS\n", _root[Bundle]);
        Assert.Equal("1\n2\n", _root["/var/lib/x"]);
        Assert.Equal(mounts, File.ReadAllLines("/proc/thread-self/mountinfo").Length);
    });

    [Fact]
    public void Another_config_starts_from_the_images_own_file() => Privately(() =>
    {
        Apply(Append(Bundle, "FIRST\n"));

        Assert.Equal("", Apply(Append(Bundle, "SECOND\n")));

        Assert.Equal("MOZILLA\nSECOND\n", _root[Bundle]);
    });

    [Fact]
    public void What_is_mounted_cannot_be_written_even_by_root() => Privately(() =>
    {
        Assert.Equal("", Apply(Overwrite("/etc/motd", "changed\n", 0x1A4)));

        Assert.Equal("changed\n", _root["/etc/motd"]);
        Assert.True(Libc.Open(_root.Path + "/etc/motd", Libc.O_WRONLY) < 0);
        Assert.Equal(Errno.EROFS, Libc.LastError);
    });

    [Fact]
    public void What_vanishes_from_the_config_is_as_it_was_without_it() => Privately(() =>
    {
        _root.Put("/var/log", "old\n");
        Apply(Append(Bundle, "OURS\n"), Overwrite("/etc/motd", "changed\n"), Create("/var/lib/x", "1\n"), Create("/var/lib/y", "1\n"), Append("/var/log", "new\n"));
        _root.Put("/var/lib/y", "somebody's\n");

        Assert.Equal("", Apply(Overwrite("/etc/motd", "changed\n")));
        Assert.Equal("MOZILLA", _root[Bundle]);
        Assert.False(File.Exists(_root.Path + "/var/lib/x"));
        Assert.Equal("somebody's\n", _root["/var/lib/y"]);
        Assert.Equal("old\n", _root["/var/log"]);

        Assert.Equal("", Apply());
        Assert.Equal("hello\n", _root["/etc/motd"]);
        Assert.Equal("", Apply(Append(Bundle, "AGAIN\n")));
        Assert.Equal("MOZILLA\nAGAIN\n", _root[Bundle]);
    });

    [Fact]
    public void Permissions_are_as_written() => Privately(() =>
    {
        Assert.Equal("", Apply(Overwrite("/etc/motd", "hello\n", 0x100), Create("/var/secret", "s", 0x180), Create("/var/bin/run", "#!", 0x1ED)));

        Assert.Equal("400", _root.Mode("/etc/motd"));       // the content was there already, the mode was not
        Assert.Equal("600", _root.Mode("/var/secret"));
        Assert.Equal("755", _root.Mode("/var/bin/run"));
    });

    [Fact]
    public void What_a_service_made_of_its_file_survives_the_node() => Privately(() =>
    {
        var file = Create("/var/lib/state", "initial\n");
        Apply(file);
        _root.Put("/var/lib/state", "grown\n");

        Assert.Equal("", Apply(file));

        Assert.Equal("grown\n", _root["/var/lib/state"]);
    });

    [Fact]
    public void Bytes_that_are_no_text_are_kept() => Privately(() =>
    {
        byte[] odd = [0xEF, 0xBB, 0xBF, 0xFF, 0xFE, 0x80, 0x0A];
        File.WriteAllBytes(_root.Path + "/etc/odd", odd);

        Apply(Append("/etc/odd", "x"));

        Assert.Equal([.. odd, (byte)'x'], File.ReadAllBytes(_root.Path + "/etc/odd"));
    });

    [Fact]
    public void One_bad_entry_and_none_is_applied()
    {
        Assert.Equal("config.yaml:6: machine.files[1]: path: '/etc/none' is not a file of the image; overwrite needs one",
            Apply(Create("/var/a", "x"), Overwrite("/etc/none", "y")));
        Assert.False(File.Exists(_root.Path + "/var/a"));
    }

    [Theory]
    [InlineData("/var/../etc/motd", "is not an absolute path of a file without '.', '..' or doubled '/'")]
    [InlineData("/var//x", "is not an absolute path of a file without '.', '..' or doubled '/'")]
    [InlineData("/var/./x", "is not an absolute path of a file without '.', '..' or doubled '/'")]
    [InlineData("/var/x/", "is not an absolute path of a file without '.', '..' or doubled '/'")]
    [InlineData("var/x", "is not an absolute path of a file without '.', '..' or doubled '/'")]
    [InlineData("/var/x\0y", "is not an absolute path of a file without '.', '..' or doubled '/'")]
    [InlineData("/variable/x", "op create makes files below /var only")]
    [InlineData("/etc/new", "op create makes files below /var only")]
    [InlineData("/var/folder", "is a folder")]
    [InlineData("/var/leads-out", "op create makes files below /var only")]
    public void A_file_is_not_created_elsewhere(string path, string problem)
    {
        Directory.CreateDirectory(_root.Path + "/var/folder");
        File.CreateSymbolicLink(_root.Path + "/var/leads-out", "/etc/motd");

        Assert.Contains(problem, Apply(Create(path, "x")));
        Assert.Equal("hello\n", _root["/etc/motd"]);
    }

    [Theory]
    [InlineData("/etc/resolv.conf", "is not a file of the image: it leads to /run/ichor/resolv.conf, which the node keeps itself")]
    [InlineData("/proc/sys/kernel/hostname", "is not a file of the image")]
    [InlineData("/etc", "is not a file of the image; overwrite needs one")]
    public void What_is_not_of_the_image_is_not_overwritten(string path, string problem) => Assert.Contains(problem, Apply(Overwrite(path, "x")));

    [LibraryImport("libc", EntryPoint = "unshare", SetLastError = true)]
    private static partial int Unshare(int flags);
}
