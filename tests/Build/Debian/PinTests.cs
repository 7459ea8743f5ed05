using System.Net;
using Ichor.Build.Debian;
using Microsoft.Extensions.Time.Testing;

namespace Ichor.Build.Tests.Debian;

public sealed class PinTests
{
    static readonly PackagePin Kernel = new("linux-image-6.12-amd64", "linux-image-6.12.1-amd64", "6.12.1-1", "amd64", "debian-security",
        "pool/updates/main/l/linux/linux-image-6.12.1-amd64_6.12.1-1_amd64.deb", 3, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");

    [Fact]
    public async Task A_package_is_asked_for_where_its_archive_is_and_kept()
    {
        using var folder = new Temporary();
        var archive = new FakeArchive(HttpStatusCode.OK, "abc");
        var path = await archive.Downloads(folder, Apt()).GetAsync(Kernel, _ => { }, TestContext.Current.CancellationToken);
        Assert.Equal("abc", await File.ReadAllTextAsync(path));
        Assert.Equal(["http://mirror.test/debian-security/" + Kernel.Path], archive.Asked);

        await archive.Downloads(folder, Apt()).GetAsync(Kernel, _ => { }, TestContext.Current.CancellationToken);
        Assert.Single(archive.Asked);
    }

    [Fact]
    public async Task A_vanished_version_names_itself_what_is_there_now_and_the_way_out()
    {
        using var folder = new Temporary();
        var error = await Refused(new FakeArchive(HttpStatusCode.NotFound, ""), folder, Apt("linux-image-6.12-amd64 | 6.12.9-1 | http://mirror.test/debian-security x/main amd64 Packages\n"));
        Assert.Equal("""
            kernel/packages.lock: linux-image-6.12.1-amd64 6.12.1-1 (amd64) is not, or no longer, in the package archive
              asked:         http://mirror.test/debian-security/pool/updates/main/l/linux/linux-image-6.12.1-amd64_6.12.1-1_amd64.deb
                             http://mirror.test/debian/pool/updates/main/l/linux/linux-image-6.12.1-amd64_6.12.1-1_amd64.deb
              available now: linux-image-6.12-amd64 6.12.9-1
              move the pin:  make pin
            """, error);
    }

    [Fact]
    public async Task A_vanished_version_of_which_apt_knows_nothing_says_what_to_do()
    {
        using var folder = new Temporary();
        var error = await Refused(new FakeArchive(HttpStatusCode.NotFound, ""), folder, Apt());
        Assert.Contains("available now: this machine's package lists know no linux-image-6.12-amd64\n", error, StringComparison.Ordinal);
        Assert.EndsWith("""
              what to do:    refresh the lists (apt-get update) and move the pin (make pin), or
                             set ICHOR_DEBIAN_MIRROR to the base addresses of a Debian archive and its security archive, separated by a space
            """, error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]                                                                        // the kernel
    [InlineData("linux-image-6.12-amd64 | 9-1other1 | http://mirror.test/other x/main\n")]   // what another distribution has under the same name
    public async Task On_a_machine_that_is_not_Debian_the_variable_is_named_and_not_make_pin(string versions)
    {
        using var folder = new Temporary();
        var error = await Refused(new FakeArchive(HttpStatusCode.NotFound, ""), folder, Apt(versions, "http://mirror.test/other/\n"));
        Assert.EndsWith("""
              available now: nothing: this machine's apt has no archive of Debian's called debian-security
              what to do:    set ICHOR_DEBIAN_MIRROR to the base addresses of a Debian archive and its security archive, separated by a space
            """, error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_mirror_that_is_set_and_lacks_the_package_is_what_to_look_at()
    {
        using var folder = new Temporary();
        var source = new PackageSource(new AptMetadata((_, _) => Task.FromResult("")), "http://own.test/debian");
        Assert.Contains("look whether ICHOR_DEBIAN_MIRROR has the base addresses of a Debian archive and its security archive", await Refused(new FakeArchive(HttpStatusCode.NotFound, ""), folder, source), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Archives_that_only_apt_can_read_are_passed_over()
    {
        using Temporary folder = new(), empty = new();
        var archive = new FakeArchive(HttpStatusCode.OK, "abc");
        await archive.Downloads(folder, Apt("", "mirror+file:/etc/apt/mirrors/debian-security.list/\ncdrom:[Disk]/\nhttps://mirror.test/d/\n"))
            .GetAsync(Kernel, _ => { }, TestContext.Current.CancellationToken);
        Assert.Equal(["https://mirror.test/d/" + Kernel.Path], archive.Asked);

        var error = await Refused(archive, empty, Apt("", "mirror+file:/etc/apt/mirrors/debian.list/\n"));
        Assert.StartsWith("no package archive to download linux-image-6.12.1-amd64 from: mirror+file:/etc/apt/mirrors/debian.list/ is neither http nor https; set ICHOR_DEBIAN_MIRROR", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_an_archive_that_fails_the_next_is_asked()
    {
        using var folder = new Temporary();
        var archive = new FakeArchive(HttpStatusCode.OK, "abc") { Broken = "/debian-security/" };
        Assert.Equal("abc", await File.ReadAllTextAsync(await archive.Downloads(folder, Apt()).GetAsync(Kernel, _ => { }, TestContext.Current.CancellationToken)));
        Assert.Equal(2, archive.Asked.Count);
    }

    [Fact]
    public async Task Every_archive_that_failed_is_told_with_its_reason()
    {
        using var folder = new Temporary();
        Assert.Equal($"""
            download linux-image-6.12.1-amd64: no archive has given it
              http://mirror.test/debian-security/{Kernel.Path}: no route to host
              http://mirror.test/debian/{Kernel.Path}: 503 Service Unavailable
            """, await Refused(new FakeArchive(HttpStatusCode.ServiceUnavailable, "") { Broken = "/debian-security/" }, folder, Apt()));
    }

    [Fact]
    public async Task An_archive_that_falls_silent_is_left()
    {
        using var folder = new Temporary();
        var time = new FakeTimeProvider();
        var archive = new FakeArchive(HttpStatusCode.OK, "abc") { Silent = "/debian-security/", Fallen = new(TaskCreationOptions.RunContinuationsAsynchronously) };
        var asking = archive.Downloads(folder, Apt(), time).GetAsync(Kernel, _ => { }, TestContext.Current.CancellationToken);
        await archive.Fallen.Task;
        time.Advance(TimeSpan.FromSeconds(60));
        Assert.Equal("abc", await File.ReadAllTextAsync(await asking));
        Assert.Single(Directory.GetFiles(folder.Path));
    }

    [Fact]
    public async Task Other_bytes_than_the_pinned_ones_are_refused_and_not_kept()
    {
        using var folder = new Temporary();
        var error = await Refused(new FakeArchive(HttpStatusCode.OK, "abd"), folder, Apt());
        Assert.EndsWith("pinned is " + Kernel.Sha256, error, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(folder.Path));
    }

    [Fact]
    public async Task Without_any_archive_the_variable_to_set_is_named()
    {
        using var folder = new Temporary();
        var error = await Refused(new FakeArchive(HttpStatusCode.OK, "abc"), folder, new PackageSource(new AptMetadata((_, _) => Task.FromResult("")), mirrors: null));
        Assert.Contains("set ICHOR_DEBIAN_MIRROR", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_mirror_that_is_set_is_asked_instead_of_the_machines_own()
    {
        using var folder = new Temporary();
        var archive = new FakeArchive(HttpStatusCode.OK, "abc");
        await archive.Downloads(folder, new PackageSource(new AptMetadata((_, _) => Task.FromResult("http://wrong.test/debian/")), "http://own.test/d http://own.test/debian-security/"))
            .GetAsync(Kernel, _ => { }, TestContext.Current.CancellationToken);
        Assert.Equal(["http://own.test/debian-security/" + Kernel.Path], archive.Asked);
    }

    [Fact]
    public async Task A_metapackage_is_followed_to_the_kernel_it_stands_for()
    {
        var apt = new AptMetadata((command, _) => Task.FromResult(command switch
        {
            ["apt-cache", "show", _, "linux-image-6.12-amd64"] => "Package: linux-image-6.12-amd64\nDepends: linux-image-6.12.1-amd64 (= 6.12.1-1)\n\nPackage: older\n",
            ["apt-cache", "show", _, "linux-image-6.12.1-amd64"] => $"Package: {Kernel.Name}\nVersion: 6.12.1-1\nArchitecture: amd64\nDepends: kmod, linux-base\nFilename: {Kernel.Path}\nSize: 3\nSHA256: {Kernel.Sha256}\nDescription: x\n folded\n",
            ["apt-get", "download", "--print-uris", _] => $"'http://mirror.test/debian-security/{Kernel.Path}' name 3 SHA256:0\n",
            _ => "",
        }));
        Assert.Equal([Kernel], await new PinUpdate(apt).ResolveAsync(["linux-image-6.12-amd64"], TestContext.Current.CancellationToken));
    }

    [Fact]
    public void The_lock_has_every_package_of_the_list()
    {
        var pins = PackageLock.Read(SourceRoot.Path);
        Assert.Equal(PackageList.Read(SourceRoot.Path), pins.Select(pin => pin.Wanted));
        Assert.All(pins, pin => Assert.Matches("^[0-9a-f]{64}$", pin.Sha256));
    }

    [Fact]
    public void A_damaged_lock_is_named_with_its_line()
    {
        using var folder = new Temporary();
        folder.File("kernel/packages.lock", "[\n  {\n    \"name\": 7\n  }\n]\n");
        Assert.StartsWith("kernel/packages.lock:3: ", Assert.Throws<BuildException>(() => PackageLock.Read(folder.Path)).Message, StringComparison.Ordinal);
    }

    static PackageSource Apt(string versions = "", string archives = "http://mirror.test/debian/\nhttp://mirror.test/debian/\nhttp://mirror.test/debian-security/\n") =>
        new(new AptMetadata((command, _) => Task.FromResult(command[0] == "apt-get" ? archives : versions)), mirrors: null);

    static async Task<string> Refused(FakeArchive archive, Temporary folder, PackageSource source) =>
        (await Assert.ThrowsAsync<BuildException>(() => archive.Downloads(folder, source).GetAsync(Kernel, _ => { }, TestContext.Current.CancellationToken))).Message;
}
