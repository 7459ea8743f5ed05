using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using Ichor.Lab.Machines;

namespace Ichor.Lab.Tests;

/// <summary>Talks as QEMU does: greets, answers by id, and says events in between.</summary>
public sealed class QmpTests : IDisposable
{
    readonly string path = Path.Combine(Path.GetTempPath(), $"ichor-qmp-{Guid.NewGuid():n}");
    readonly QmpClient client;
    readonly Socket qemu = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    readonly StreamReader requests;

    public QmpTests()
    {
        client = new QmpClient(path);
        qemu.Connect(new UnixDomainSocketEndPoint(path));
        requests = new StreamReader(new NetworkStream(qemu));
    }

    void Says(string text) => qemu.Send(Encoding.UTF8.GetBytes(text));

    async Task<JsonNode> HearsAsync() => JsonNode.Parse((await requests.ReadLineAsync(TestContext.Current.CancellationToken))!)!;

    async Task GreetAsync()
    {
        var ready = client.NegotiateAsync();
        Says("""{"QMP": {"version": {}, "capabilities": []}}""" + "\r\n");
        Says($$"""{"return": {}, "id": {{(await HearsAsync())["id"]}}}""" + "\r\n");
        await ready;
    }

    [Fact]
    public async Task A_command_gets_its_answer_though_an_event_comes_first_and_lines_are_cut()
    {
        await GreetAsync();
        var asking = client.ExecuteAsync("query-status");
        var request = await HearsAsync();
        Says("""{"event": "RESUME", "timestamp": {}}""" + "\r\n" + """{"return": {"status": "run""");
        Says($$"""ning"}, "id": {{request["id"]}}}""" + "\r\n");

        Assert.Equal("query-status", request["execute"]!.GetValue<string>());
        Assert.Equal("running", (await asking)!["status"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_refusal_is_told_in_QEMUs_words()
    {
        await GreetAsync();
        var asking = client.ExecuteAsync("device_del", new JsonObject { ["id"] = "nic9" });
        var request = await HearsAsync();
        Says($$"""{"error": {"class": "DeviceNotFound", "desc": "Device 'nic9' not found"}, "id": {{request["id"]}}}""" + "\n");

        Assert.Equal("qmp device_del: Device 'nic9' not found", (await Assert.ThrowsAsync<LabException>(() => asking)).Message);
    }

    [Fact]
    public async Task An_event_is_found_before_and_after_it_is_asked_for()
    {
        await GreetAsync();
        var coming = client.EventAsync("DEVICE_DELETED", data => data["device"]?.GetValue<string>() == "nic1");
        Says("""{"event": "DEVICE_DELETED", "data": {"device": "nic0"}}""" + "\n" + """{"event": "DEVICE_DELETED", "data": {"device": "nic1"}}""" + "\n");

        Assert.Equal("nic1", (await coming).Data["device"]!.GetValue<string>());
        Assert.True(client.EventAsync("DEVICE_DELETED").IsCompleted);
    }

    [Fact]
    public async Task When_QEMU_is_gone_whoever_waits_is_told()
    {
        await GreetAsync();
        var asking = client.ExecuteAsync("stop");
        await HearsAsync();
        qemu.Shutdown(SocketShutdown.Both);

        Assert.Contains("the machine has stopped", (await Assert.ThrowsAsync<LabException>(() => asking)).Message);
    }

    public void Dispose()
    {
        requests.Dispose();
        qemu.Dispose();
        client.Dispose();
    }
}
