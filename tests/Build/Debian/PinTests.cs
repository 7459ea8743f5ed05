using System.Net;
using Ichor.Build.Debian;

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
            kernel/packages.lock: linux-image-6.12.1-amd64 6.12.1-1 (amd64) has vanished from the package archive
              asked:         http://mirror.test/debian-security/pool/updates/main/l/linux/linux-image-6.12.1-amd64_6.12.1-1_amd64.deb
                             http://mirror.test/debian/pool/updates/main/l/linux/linux-image-6.12.1-amd64_6.12.1-1_amd64.deb
              available now: linux-image-6.12-amd64 6.12.9-1
              move the pin:  make pin
            """, error);
    }

    [Fact]
    public async Task A_vanished_version_of_which_apt_knows_nothing_says_so()
    {
        using var folder = new Temporary();
        Assert.Contains("available now: this machine's package lists know no linux-image-6.12-amd64 (refresh them: apt-get update)",
            await Refused(new FakeArchive(HttpStatusCode.NotFound, ""), folder, Apt()), StringComparison.Ordinal);
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

    static PackageSource Apt(string versions = "") => new(new AptMetadata((command, _) => Task.FromResult(
        command[0] == "apt-get" ? "http://mirror.test/debian/\nhttp://mirror.test/debian/\nhttp://mirror.test/debian-security/\n" : versions)), mirrors: null);

    static async Task<string> Refused(FakeArchive archive, Temporary folder, PackageSource source) =>
        (await Assert.ThrowsAsync<BuildException>(() => archive.Downloads(folder, source).GetAsync(Kernel, _ => { }, TestContext.Current.CancellationToken))).Message;

    /// <summary>An archive that answers everything alike.</summary>
    sealed class FakeArchive(HttpStatusCode status, string body) : HttpMessageHandler
    {
        public List<string> Asked { get; } = [];

        public Downloads Downloads(Temporary folder, PackageSource source) => new(folder.Path, source, new HttpClient(this, disposeHandler: false));

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Asked.Add(request.RequestUri!.ToString());
            return Task.FromResult(new HttpResponseMessage(status) { Content = new StringContent(body) });
        }
    }
}
