using System.Globalization;

namespace ConvLog.Reliability.Tests.Support;

/// <summary>A small separate file system for one test.</summary>
internal sealed class MountedDisk : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private MountedDisk(Func<MountedDisk, string> mount)
    {
        Path = _folder.File("disk");
        Directory.CreateDirectory(Path);
        try
        {
            Machine.RunAsRoot(mount(this));
            Machine.RunAsRoot($"chmod 1777 {Path}");
        }
        catch
        {
            _folder.Dispose();
            throw;
        }
    }

    /// <summary>The mount point.</summary>
    public string Path { get; }

    /// <summary>The image file.</summary>
    public string Image => _folder.File("image");

    /// <summary>Creates a small file system in memory.</summary>
    public static MountedDisk InMemory(int kilobytes)
        => new(disk => string.Create(CultureInfo.InvariantCulture, $"mount -t tmpfs -o size={kilobytes}k,mode=1777 tmpfs {disk.Path}"));

    /// <summary>Creates an ext4 file system in an image file that writes nothing without a sync: the image is what a power loss would leave.</summary>
    public static MountedDisk InFile(int megabytes) => new(disk =>
    {
        using (var image = new FileStream(disk.Image, FileMode.CreateNew))
        {
            image.SetLength(megabytes * 1_048_576L);
        }

        Machine.RunAsRoot($"mkfs.ext4 -q -F {disk.Image}");
        return MountOf(disk);
    });

    /// <summary>Mounts a copy of the image of another disk: the state after a power loss at this moment.</summary>
    public static MountedDisk AfterPowerCut(MountedDisk cut) => new(disk =>
    {
        System.IO.File.Copy(cut.Image, disk.Image);
        return MountOf(disk);
    });

    public string File(string name) => System.IO.Path.Combine(Path, name);

    /// <summary>Fills the disk up to the remaining space.</summary>
    /// <returns>The file that uses the space. Deleting it frees the space.</returns>
    public string Fill(int kilobytesLeft)
    {
        string ballast = File("ballast");
        using var file = new FileStream(ballast, FileMode.Create);
        long room = new DriveInfo(Path).AvailableFreeSpace - (kilobytesLeft * 1_024L);
        file.Write(new byte[room]);
        return ballast;
    }

    /// <summary>Makes a disk with an image file read-only, as a disk error does, including open files. Only a new mount makes it writable.</summary>
    public void FailReadOnly() => Machine.RunAsRoot($"mount -o remount,abort {Path}");

    /// <summary>Mounts the image again at the same path. Open files remain on the old mount.</summary>
    public void MountAgain()
    {
        string copy = _folder.File("again");
        System.IO.File.Copy(Image, copy);
        Machine.RunAsRoot($"umount -l {Path}");
        Machine.RunAsRoot($"mount -o loop,commit=300 {copy} {Path}");
    }

    public void Dispose()
    {
        Machine.RunAsRoot($"umount -l {Path}");
        _folder.Dispose();
    }

    private static string MountOf(MountedDisk disk) => $"mount -o loop,commit=300 {disk.Image} {disk.Path}";
}
