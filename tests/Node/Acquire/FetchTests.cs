using System.IO.Compression;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Ichor.Node.Acquire;

namespace Ichor.Node.Tests.Acquire;

/// <summary><c>ichor fetch</c> against a server that answers what a test says, byte for byte; also one in the place of a proxy.</summary>
public sealed class FetchTests : IDisposable
{
    // The client reads the variables of the process once, at its first use: nothing else here uses one.
    private static readonly TcpListener ProxyListener = Listen();

    static FetchTests()
    {
        Environment.SetEnvironmentVariable("http_proxy", $"http://{ProxyListener.LocalEndpoint}");
        Environment.SetEnvironmentVariable("no_proxy", "127.0.0.1");
    }

    private readonly TcpListener _listener = Listen();
    private readonly MemoryStream _output = new();
    private readonly StringWriter _errors = new();

    public void Dispose()
    {
        _listener.Dispose();
        _output.Dispose();
        _errors.Dispose();
    }

    private string Url => $"http://{_listener.LocalEndpoint}/c.yaml";

    private static TcpListener Listen()
    {
        var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return listener;
    }

    /// <summary>Answers so many requests, each on a connection of its own; what they asked for.</summary>
    private static async Task<string> ServeAsync(TcpListener listener, params byte[][] answers)
    {
        var asked = new List<string>();
        foreach (var answer in answers)
        {
            using var client = await listener.AcceptTcpClientAsync(TestContext.Current.CancellationToken);
            await using var stream = client.GetStream();
            using var reader = new StreamReader(stream, leaveOpen: true);
            asked.Add(await reader.ReadLineAsync(TestContext.Current.CancellationToken) ?? "");
            while (await reader.ReadLineAsync(TestContext.Current.CancellationToken) is { Length: > 0 })
            {
            }
            try
            {
                await stream.WriteAsync(answer, TestContext.Current.CancellationToken);
            }
            catch (IOException)
            {
                // It has read enough.
            }
        }
        return string.Join('|', asked);
    }

    private static byte[] Answer(string status, byte[] body, string headers = "") =>
        [.. Encoding.ASCII.GetBytes($"HTTP/1.1 {status}\r\nContent-Length: {body.Length}\r\nConnection: close\r\n{headers}\r\n"), .. body];

    private static byte[] Answer(string status, string body = "", string headers = "") => Answer(status, Encoding.UTF8.GetBytes(body), headers);

    private static byte[] To(string target, string status = "302 Found") => Answer(status, headers: $"Location: {target}\r\n");

    private async Task<string> FetchAsync(string url, params byte[][] answers)
    {
        var serving = ServeAsync(_listener, answers);
        var code = await Task.Run(() => FetchProgram.Run([url], _output, _errors), TestContext.Current.CancellationToken);
        Assert.Equal(code == 0, _errors.ToString().Length == 0);
        await serving;
        return code == 0 ? Encoding.UTF8.GetString(_output.ToArray()) : _errors.ToString().TrimEnd();
    }

    private static byte[] Packed(byte[] plain)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
            gzip.Write(plain);
        return packed.ToArray();
    }

    [Fact]
    public async Task The_body_is_the_config() => Assert.Equal("machine: {} # é", await FetchAsync(Url, Answer("200 OK", "machine: {} # é")));

    [Fact]
    public async Task A_packed_body_is_unpacked_whatever_its_type_is() =>
        Assert.Equal("machine: {}", await FetchAsync(Url, Answer("200 OK", Packed("machine: {}"u8.ToArray()), "Content-Type: application/octet-stream\r\n")));

    [Fact]
    public async Task A_body_that_is_too_large_is_refused() =>
        Assert.Equal($"{Url}: the answer is larger than 4 MiB", await FetchAsync(Url, Answer("200 OK", new byte[5 * 1024 * 1024])));

    [Fact]
    public async Task One_that_unpacks_to_too_much_as_well() =>
        Assert.Equal($"{Url}: the answer is larger than 4 MiB", await FetchAsync(Url, Answer("200 OK", Packed(new byte[5 * 1024 * 1024]))));

    [Theory]
    [InlineData("404 Not Found", "the server answers 404 Not Found")]
    [InlineData("503 Service Unavailable", "the server answers 503 Service Unavailable")]
    [InlineData("204 No Content", "the server answers 204 No Content")]
    [InlineData("302 Found", "the server answers 302 Found")]
    public async Task Anything_but_a_body_is_told(string status, string expected) => Assert.Equal($"{Url}: {expected}", await FetchAsync(Url, Answer(status)));

    [Fact]
    public async Task Redirections_over_http_are_followed() =>
        Assert.Equal("machine: {}", await FetchAsync(Url, To("/other.yaml", "301 Moved Permanently"), To(Url, "307 Temporary Redirect"), Answer("200 OK", "machine: {}")));

    [Fact]
    public async Task One_to_https_is_told_with_its_target() => Assert.Equal(
        $"{Url}: leads to https://config.example/c.yaml, and this image downloads over http only (scheme 'https')", await FetchAsync(Url, To("https://config.example/c.yaml")));

    [Fact]
    public async Task One_without_end_is_left() => Assert.Equal(
        $"{Url}: more than 10 redirections, the last to {Url}", await FetchAsync(Url, [.. Enumerable.Repeat(To(Url), 11)]));

    [Fact]
    public async Task A_proxy_is_asked_for_the_whole_URL()
    {
        var serving = ServeAsync(ProxyListener, Answer("200 OK", "machine: {}"));

        Assert.Equal("machine: {}", await FetchAsync("http://config.example/c.yaml?mac=1"));
        Assert.Equal("GET http://config.example/c.yaml?mac=1 HTTP/1.1", await serving);
    }

    [Theory]
    [InlineData("https://config.example/c.yaml", "https://config.example/c.yaml: this image downloads over http only (scheme 'https')")]
    [InlineData("nonsense", "nonsense: Invalid URI: The format of the URI could not be determined.")]
    public async Task What_cannot_be_fetched_is_told(string url, string expected) => Assert.Equal(expected, await FetchAsync(url));
}
