using Ichor.Network.Names;

namespace Ichor.Network.Tests.Names;

public class SysfsNumberTests
{
    [Theory]
    [InlineData("0", 0UL)]
    [InlineData("10", 10UL)]
    [InlineData("010", 8UL)]
    [InlineData("0x1a", 26UL)]
    [InlineData("0X1A", 26UL)]
    [InlineData("0b101", 5UL)]
    [InlineData("0o17", 15UL)]
    [InlineData(" 7", 7UL)]
    [InlineData("+6", 6UL)]
    [InlineData("-0", 0UL)]
    [InlineData("4294967295", 4294967295UL)]
    public void Read(string text, ulong expected) => Assert.Equal(expected, SysfsNumber.Parse(text));

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("08")]
    [InlineData("5x")]
    [InlineData("0x")]
    [InlineData("-1")]
    [InlineData("7 ")]
    [InlineData("4294967296")]
    [InlineData("99999999999999999999999")]
    [InlineData("5-1")]
    [InlineData("١")]
    public void Refused(string text) => Assert.Null(SysfsNumber.Parse(text));
}
