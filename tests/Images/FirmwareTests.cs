using Ichor.Lab.Machines;

namespace Ichor.Images.Tests;

/// <summary>The images as firmware starts them.</summary>
[Trait("Category", "Qemu")]
public class FirmwareTests : LaboratoryTest
{
    [Theory]
    [InlineData(BootMedium.IsoAsCdRom, Firmware.Uefi)]
    [InlineData(BootMedium.IsoAsCdRom, Firmware.Bios)]
    [InlineData(BootMedium.IsoAsUsbDisk, Firmware.Uefi)]
    [InlineData(BootMedium.IsoAsUsbDisk, Firmware.Bios)]
    [InlineData(BootMedium.RawAsVirtioDisk, Firmware.Uefi)]
    [InlineData(BootMedium.RawAsVirtioDisk, Firmware.Bios)]
    [InlineData(BootMedium.RawAsUsbDisk, Firmware.Bios)]
    [InlineData(BootMedium.Qcow2AsVirtioDisk, Firmware.Uefi)]
    public async Task Medium_boots_and_answers_ping(BootMedium medium, Firmware firmware)
    {
        var lan = Lab.Network("lan").WithDhcp("10.0.0.0/24");
        var node = Lab.Machine("node").Nic(lan).Boots(medium, firmware);
        await Lab.StartAsync();

        // The same card is in a hot-plug slot of the one board and on the root bus of the other.
        await lan.PingsAsync(await node.AddressAsync(firmware == Firmware.Uefi ? "enp0s3" : "ens3"));
        await node.ReadyAsync();
    }
}
