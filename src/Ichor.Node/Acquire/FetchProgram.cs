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

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    public static int Run(string[] arguments)
    {
        if (arguments is not [var text])
        {
            System.Console.Error.WriteLine("usage: ichor fetch URL");
            return UsageError;
        }
        try
        {
            return Fetch(text);
        }
        catch (Exception e) when (e is HttpRequestException or IOException or OperationCanceledException or UriFormatException or InvalidOperationException)
        {
            System.Console.Error.WriteLine($"{text}: {e.GetBaseException().Message}");
            return Failed;
        }
    }

    private static int Fetch(string text)
    {
        var url = new Uri(text);
        if (url.Scheme != Uri.UriSchemeHttp)
        {
            System.Console.Error.WriteLine($"{text}: this image downloads over http only (scheme '{url.Scheme}')");
            return Failed;
        }
        using var client = new HttpClient { Timeout = Limit, MaxResponseContentBufferSize = MaxSize };
        using var request = new HttpRequestMessage(HttpMethod.Get, url);
        using var response = client.Send(request);
        if (response.StatusCode != System.Net.HttpStatusCode.OK)
        {
            System.Console.Error.WriteLine($"{text}: the server answers {(int)response.StatusCode} {response.ReasonPhrase}");
            return Failed;
        }
        using var body = response.Content.ReadAsStream();
        using var plain = IsGzip(body) ? new System.IO.Compression.GZipStream(body, System.IO.Compression.CompressionMode.Decompress) : body;
        using var output = System.Console.OpenStandardOutput();
        CopyLimited(plain, output);
        return 0;
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
                throw new IOException($"the answer is larger than {MaxSize / 1024 / 1024} MiB");
            to.Write(buffer, 0, count);
        }
    }
}
