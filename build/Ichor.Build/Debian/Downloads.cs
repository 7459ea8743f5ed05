using System.Net;
using Ichor.Build.Graph;
using Ichor.Build.Progress;

namespace Ichor.Build.Debian;

/// <summary>Downloaded packages, shared by every checkout of a user and verified by SHA-256.</summary>
public sealed class Downloads(string folder, PackageSource source, HttpClient http)
{
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
        foreach (var address in asked)
            if (await TryDownloadAsync(pin, address, path, report, stopping))
                return path;
        throw await source.VanishedAsync(pin, asked, stopping);
    }

    async Task<bool> TryDownloadAsync(PackagePin pin, Uri address, string path, Action<string> report, CancellationToken stopping)
    {
        HttpResponseMessage response;
        try
        {
            response = await http.GetAsync(address, HttpCompletionOption.ResponseHeadersRead, stopping);
        }
        catch (HttpRequestException error)
        {
            throw new BuildException($"download {pin.Name}: {address}: {error.Message}", error);
        }
        using var _ = response;
        if (response.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.Gone) return false;
        if (!response.IsSuccessStatusCode)
            throw new BuildException($"download {pin.Name}: {address}: {(int)response.StatusCode} {response.ReasonPhrase}");

        Directory.CreateDirectory(folder);
        var part = $"{path}.{Guid.NewGuid():N}.part";
        try
        {
            await CopyAsync(response, part, pin.Size, report, stopping);
            var got = FileHashes.OfContent(part);
            if (got != pin.Sha256)
                throw new BuildException($"download {pin.Name}: {address}: SHA-256 is {got}, pinned is {pin.Sha256}");
            File.Move(part, path, overwrite: true);
            return true;
        }
        finally
        {
            File.Delete(part);
        }
    }

    static async Task CopyAsync(HttpResponseMessage response, string path, long size, Action<string> report, CancellationToken stopping)
    {
        await using var from = await response.Content.ReadAsStreamAsync(stopping);
        await using var to = File.Create(path);
        var buffer = new byte[1 << 18];
        for (int read; (read = await from.ReadAsync(buffer, stopping)) > 0;)
        {
            await to.WriteAsync(buffer.AsMemory(0, read), stopping);
            report($"{OutputTable.Bytes(to.Position)} of {OutputTable.Bytes(size)}");
        }
    }
}
