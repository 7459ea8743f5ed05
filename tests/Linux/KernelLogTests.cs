namespace Ichor.Linux.Tests;

public sealed class KernelLogTests : IDisposable
{
    readonly string _path = Path.GetTempFileName();

    public void Dispose() => File.Delete(_path);

    [Fact]
    public void Every_record_ends_in_a_newline_or_the_console_would_hold_it_back()
    {
        new KernelLog(_path).Write(LogLevel.Info, "init", "one\ntwo");
        Assert.Equal("<6>init: one\n<6>init: two\n", File.ReadAllText(_path));
    }
}
