using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Ichor.Disks;
using Ichor.Lab.Machines;

namespace Ichor.Images.Tests;

/// <summary>A disk as an installed machine has it: a partition table with a partition META.</summary>
static class MetaDisk
{
    const int CopySize = 256 * 1024, HashSize = 32;

    extension(Machine machine)
    {
        /// <summary>Adds such a disk.</summary>
        /// <param name="folder">Where its file is put.</param>
        /// <param name="firstIsBad">Whether a power cut has spoilt the first copy.</param>
        /// <param name="values">By their numbers.</param>
        public Machine Meta(string folder, bool firstIsBad, params ReadOnlySpan<(int Key, string Text)> values)
        {
            var good = Copy(values);
            var bad = good.ToArray();
            bad[1000] ^= 1;
            var disk = new GptDisk { Name = "meta" };
            disk.Add(new GptPartition("EFI", GptTypes.EfiSystem, Content.FromBytes(new byte[4096])));
            disk.Add(new GptPartition("META", GptTypes.LinuxData, Content.FromBytes((byte[])[.. firstIsBad ? bad : good, .. good])));
            var file = Path.Combine(folder, $"{machine.Name}.meta.img");
            disk.Build().WriteFile(file);
            return machine.Qemu("-drive", $"if=none,id=meta,format=raw,file={file}", "-device", "virtio-blk-pci,drive=meta");
        }
    }

    static byte[] Copy(ReadOnlySpan<(int Key, string Text)> values)
    {
        var copy = new byte[CopySize];
        BinaryPrimitives.WriteUInt32BigEndian(copy, 0x5a4b3c2d);
        var at = 4;
        foreach (var (key, text) in values)
        {
            BinaryPrimitives.WriteInt32BigEndian(copy.AsSpan(at), key);
            BinaryPrimitives.WriteInt32BigEndian(copy.AsSpan(at + 4), Encoding.UTF8.GetByteCount(text));
            at += 8 + Encoding.UTF8.GetBytes(text, copy.AsSpan(at + 8));
        }
        BinaryPrimitives.WriteUInt32BigEndian(copy.AsSpan(CopySize - 4), 0xa5b4c3d2);
        SHA256.HashData(copy).CopyTo(copy, CopySize - 4 - HashSize);
        return copy;
    }
}
