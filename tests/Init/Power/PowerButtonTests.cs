using System.Text;
using Ichor.Init.Power;
using Ichor.Netlink;

namespace Ichor.Init.Tests.Power;

public sealed class PowerButtonTests
{
    /// <summary>nlmsghdr (16), genlmsghdr (4), then attribute 1: struct acpi_genl_event of 44 bytes.</summary>
    static byte[] Event(string deviceClass)
    {
        var message = new byte[20 + 4 + 44];
        message[0] = (byte)message.Length;
        (message[20], message[22]) = (48, 1);
        Encoding.ASCII.GetBytes(deviceClass).CopyTo(message, 24);
        Encoding.ASCII.GetBytes("PNP0C0C:00").CopyTo(message, 44);
        return message;
    }

    [Theory]
    [InlineData("button/power", true)]
    [InlineData("button/sleep", false)]
    [InlineData("ac_adapter", false)]
    [InlineData("", false)]
    public void Only_the_power_button_is_one(string deviceClass, bool pressed) =>
        Assert.Equal(pressed, PowerButton.IsPowerButton(Event(deviceClass)));

    [Fact]
    public void Shortened_messages_are_not_the_button()
    {
        var message = Event("button/power");
        for (var length = 0; length < 30; length++)
            Assert.False(IsButtonOrRefused(message.AsSpan(0, length)));
    }

    static bool IsButtonOrRefused(ReadOnlySpan<byte> message)
    {
        try
        {
            return PowerButton.IsPowerButton(message);
        }
        catch (NetlinkFormatException)   // the loop survives it
        {
            return false;
        }
    }

    [Theory]
    [InlineData("rootfs / rootfs ro 0 0\nproc /proc proc rw 0 0\n", "")]
    [InlineData("/dev/sda1 /var ext4 rw 0 0\n/dev/sr0 /var/my\\040disk iso9660 ro 0 0\n", "/var/my disk;/var")]
    [InlineData("", "")]
    public void What_lasts_is_unmounted_last_mounted_first(string mounts, string expected) =>
        Assert.Equal(expected, string.Join(';', FileSystems.LastingMounts(mounts)));
}
