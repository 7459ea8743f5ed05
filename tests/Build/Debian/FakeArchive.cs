using System.Net;
using Ichor.Build.Debian;

namespace Ichor.Build.Tests.Debian;

/// <summary>An archive that answers everything alike, but for parts of it that fail.</summary>
sealed class FakeArchive(HttpStatusCode status, string body) : HttpMessageHandler
{
    /// <summary>Every address that was asked for.</summary>
    public List<string> Asked { get; } = [];

    /// <summary>Addresses with this in them are not reached.</summary>
    public string? Broken { get; init; }

    /// <summary>Addresses with this in them give one byte and then no other.</summary>
    public string? Silent { get; init; }

    /// <summary>Completes when it has fallen silent.</summary>
    public TaskCompletionSource Fallen { get; init; } = new();

    public Downloads Downloads(Temporary folder, PackageSource source, TimeProvider? time = null) =>
        new(folder.Path, source, new HttpClient(this, disposeHandler: false) { Timeout = Timeout.InfiniteTimeSpan }, time);

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var address = request.RequestUri!.ToString();
        Asked.Add(address);
        if (Broken is not null && address.Contains(Broken, StringComparison.Ordinal))
            throw new HttpRequestException("no route to host");
        HttpContent content = Silent is not null && address.Contains(Silent, StringComparison.Ordinal) ? new StreamContent(new SilentStream(Fallen)) : new StringContent(body);
        return Task.FromResult(new HttpResponseMessage(status) { Content = content });
    }

    /// <summary>One byte, and then nothing until whoever reads gives up.</summary>
    sealed class SilentStream(TaskCompletionSource fallen) : MemoryStream([0])
    {
        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (Position < Length)
                return await base.ReadAsync(buffer, cancellationToken);
            fallen.TrySetResult();
            await Task.Delay(Timeout.Infinite, cancellationToken);      // an archive that has fallen silent: ends only when it is given up
            return 0;
        }
    }
}
