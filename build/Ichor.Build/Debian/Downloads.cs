using System.Net;
using Ichor.Build.Graph;
using Ichor.Build.Progress;

namespace Ichor.Build.Debian;

/// <summary>Downloaded packages, shared by every checkout of a user and verified by SHA-256.</summary>
/// <remarks>The client's own timeout covers a whole download, which may take as long as the line needs: it should have none.</remarks>
public sealed class Downloads(string folder, PackageSource source, HttpClient http, TimeProvider? time = null)
{
    /// <summary>A slow archive is no fault, a silent one is.</summary>
    static readonly TimeSpan LongestSilence = TimeSpan.FromSeconds(60);

    /// <summary>The folder when nobody says otherwise: <c>$XDG_CACHE_HOME/ichor/downloads</c>.</summary>
    public static string DefaultFolder => Path.Combine(
        Environment.GetEnvironmentVariable("XDG_CACHE_HOME") is { Length: > 0 } cache
            ? cache
            : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache"),
        "ichor", "downloads");

    /// <summary>The verified .deb of a pin; downloaded when it is not there, or there with other bytes.</summary>
    public async Task<string> GetAsync(PackagePin pin, Action<string> report, CancellationToken stopping)
    {
        var path = Path.Combine(folder, pin.FileName);
        if (File.Exists(path) && FileHashes.OfContent(path) == pin.Sha256) return path;
        var asked = await source.AddressesAsync(pin, stopping);
        var failures = new List<(Uri Address, Failure Failure)>();
        foreach (var address in asked)
            if (await DownloadAsync(pin, address, path, report, stopping) is { } failure)
                failures.Add((address, failure));
            else
                return path;
        throw failures.TrueForAll(failed => failed.Failure.IsMissing)
            ? await source.VanishedAsync(pin, asked, stopping)
            : new BuildException($"download {pin.Name}: no archive has given it\n" + string.Join('\n', failures.Select(failed => $"  {failed.Address}: {failed.Failure.Reason}")));
    }

    /// <summary>Why one address did not give the package.</summary>
    readonly record struct Failure(string Reason, bool IsMissing = false);

    async Task<Failure?> DownloadAsync(PackagePin pin, Uri address, string path, Action<string> report, CancellationToken stopping)
    {
        using var silence = new CancellationTokenSource(LongestSilence, time ?? TimeProvider.System);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stopping, silence.Token);
        try
        {
            using var response = await http.GetAsync(address, HttpCompletionOption.ResponseHeadersRead, either.Token);
            if (!response.IsSuccessStatusCode)
                return new Failure($"{(int)response.StatusCode} {response.ReasonPhrase}", response.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.Gone);
            await using var content = await response.Content.ReadAsStreamAsync(either.Token);
            return await KeepAsync(pin, content, path, read =>
            {
                silence.CancelAfter(LongestSilence);
                report($"{OutputTable.Bytes(read)} of {OutputTable.Bytes(pin.Size)}");
            }, either.Token);
        }
        catch (OperationCanceledException) when (silence.IsCancellationRequested && !stopping.IsCancellationRequested)
        {
            return new Failure($"not a byte for {LongestSilence.TotalSeconds:0} s");
        }
        catch (HttpRequestException error)
        {
            return new Failure(error.Message);
        }
    }

    async Task<Failure?> KeepAsync(PackagePin pin, Stream content, string path, Action<long> progress, CancellationToken stopping)
    {
        Directory.CreateDirectory(folder);
        var part = $"{path}.{Guid.NewGuid():N}.part";
        try
        {
            await CopyAsync(content, part, progress, stopping);
            var got = FileHashes.OfContent(part);
            if (got != pin.Sha256)
                return new Failure($"SHA-256 is {got}, pinned is {pin.Sha256}");
            File.Move(part, path, overwrite: true);
            return null;
        }
        finally
        {
            File.Delete(part);
        }
    }

    static async Task CopyAsync(Stream from, string path, Action<long> progress, CancellationToken stopping)
    {
        await using var to = File.Create(path);
        var buffer = new byte[1 << 18];
        while (await ReadAsync(from, buffer, stopping) is > 0 and var read)
        {
            await to.WriteAsync(buffer.AsMemory(0, read), stopping);
            progress(to.Position);
        }
    }

    /// <summary>A connection that breaks is told apart from a disk that is full.</summary>
    static async Task<int> ReadAsync(Stream from, byte[] buffer, CancellationToken stopping)
    {
        try
        {
            return await from.ReadAsync(buffer, stopping);
        }
        catch (IOException broken)
        {
            throw new HttpRequestException(broken.Message, broken);
        }
    }
}
