using System.Text;

namespace Ichor.Linux.Tests;

public sealed class KernelLogReaderTests
{
    [Theory]
    [InlineData("4,339,5140900,-;dummy: unknown parameter 'x' ignored\n", "dummy: unknown parameter 'x' ignored")]
    [InlineData("6,1,2,-;a; b\n SUBSYSTEM=pci\n DEVICE=+pci:0000:00:03.0\n", "a; b")]
    [InlineData("6,1,2,-,caller=T1;cut", "cut")]
    [InlineData("nonsense", null)]
    public void A_record_is_told_by_its_text(string record, string? text) => Assert.Equal(text, KernelLogReader.TextOf(Encoding.UTF8.GetBytes(record)));

    [Fact]
    public void What_was_there_before_is_no_news_and_a_log_that_may_not_be_read_has_none()
    {
        var path = Path.GetTempFileName();
        try
        {
            File.WriteAllText(path, "6,1,2,-;old\n");
            using var log = new KernelLogReader(path);
            Assert.Empty(log.News());
            File.AppendAllText(path, "6,2,3,-;new\n");
            Assert.Equal(["new"], log.News());
        }
        finally
        {
            File.Delete(path);
        }
        using var none = new KernelLogReader(path);
        Assert.Empty(none.News());
    }
}
