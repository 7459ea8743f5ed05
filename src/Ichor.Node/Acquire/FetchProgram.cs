using System.Diagnostics.CodeAnalysis;

namespace Ichor.Node.Acquire;

/// <summary>
/// <c>ichor fetch URL</c>: one download to standard output. A process of its own, because the bytes come from the network
/// and because what an HTTP client needs in memory is then needed for a moment only.
/// </summary>
public static class FetchProgram
{
    private const int Failed = 1;
    private const int UsageError = 64;

    /// <summary>A config is text for people (bytes).</summary>
    private const int MaxSize = 4 * 1024 * 1024;

    private static readonly string TooLarge = $"the answer is larger than {MaxSize / 1024 / 1024} MiB";

    private const int MostRedirections = 10;

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    public static int Run(string[] arguments)
    {
        using var output = System.Console.OpenStandardOutput();
        return Run(arguments, output, System.Console.Error);
    }

    internal static int Run(string[] arguments, Stream output, TextWriter errors)
    {
        if (arguments is not [var text])
        {
            errors.WriteLine("usage: ichor fetch URL");
            return UsageError;
        }
        try
        {
            if (Fetch(new Uri(text), output) is not { } problem)
                return 0;
            errors.WriteLine($"{text}: {problem}");
        }
        catch (HttpRequestException e) when (e.HttpRequestError == HttpRequestError.ConfigurationLimitExceeded)
        {
            errors.WriteLine($"{text}: {TooLarge}");
        }
        catch (Exception e) when (e is HttpRequestException or IOException or OperationCanceledException or UriFormatException or InvalidOperationException)
        {
            errors.WriteLine($"{text}: {e.GetBaseException().Message}");
        }
        return Failed;
    }

    /// <summary>
    /// Null, or why there is nothing. Redirections are followed here, as the client's own following stops without a word where
    /// one leads to https.
    /// </summary>
    private static string? Fetch(Uri url, Stream output)
    {
        using var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { Timeout = Limit, MaxResponseContentBufferSize = MaxSize };
        for (var redirections = 0; ; redirections++)
        {
            if (url.Scheme != Uri.UriSchemeHttp)
                return $"{(redirections == 0 ? "" : $"leads to {url}, and ")}this image downloads over http only (scheme '{url.Scheme}')";
            using var request = new HttpRequestMessage(HttpMethod.Get, url);
            using var response = client.Send(request);
            if (response.StatusCode == System.Net.HttpStatusCode.OK)
            {
                Unpack(response, output);
                return null;
            }
            if (!IsRedirection(response, out var target))
                return $"the server answers {(int)response.StatusCode} {response.ReasonPhrase}";
            if (redirections == MostRedirections)
                return $"more than {MostRedirections} redirections, the last to {target}";
            url = new Uri(url, target);
        }
    }

    private static bool IsRedirection(HttpResponseMessage response, [NotNullWhen(true)] out Uri? target)
    {
        target = response.Headers.Location;
        return (int)response.StatusCode is 301 or 302 or 303 or 307 or 308 && target is not null;
    }

    private static void Unpack(HttpResponseMessage response, Stream output)
    {
        using var body = response.Content.ReadAsStream();
        using var plain = IsGzip(body) ? new System.IO.Compression.GZipStream(body, System.IO.Compression.CompressionMode.Decompress) : body;
        CopyLimited(plain, output);
    }

    private static bool IsGzip(Stream body)
    {
        var gzip = body.ReadByte() == 0x1F && body.ReadByte() == 0x8B;
        body.Position = 0;
        return gzip;
    }

    /// <summary>A few packed kilobytes can unpack to gigabytes.</summary>
    private static void CopyLimited(Stream from, Stream to)
    {
        var buffer = new byte[16 * 1024];
        for (var total = 0; from.Read(buffer) is > 0 and var count;)
        {
            if ((total += count) > MaxSize)
                throw new IOException(TooLarge);
            to.Write(buffer, 0, count);
        }
    }
}
