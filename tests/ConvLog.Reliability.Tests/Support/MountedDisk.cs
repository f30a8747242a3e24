using System.Globalization;

namespace ConvLog.Reliability.Tests.Support;

/// <summary>A small file system of its own, for one test.</summary>
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

    /// <summary>Where it is mounted.</summary>
    public string Path { get; }

    /// <summary>The file that it stands in.</summary>
    public string Image => _folder.File("image");

    /// <summary>One in memory, which is soon full.</summary>
    public static MountedDisk InMemory(int kilobytes)
        => new(disk => string.Create(CultureInfo.InvariantCulture, $"mount -t tmpfs -o size={kilobytes}k,mode=1777 tmpfs {disk.Path}"));

    /// <summary>One in a file, ext4, that writes nothing out of its own accord: what is in the file is what a power cut would leave.</summary>
    public static MountedDisk InFile(int megabytes) => new(disk =>
    {
        using (var image = new FileStream(disk.Image, FileMode.CreateNew))
        {
            image.SetLength(megabytes * 1_048_576L);
        }

        Machine.RunAsRoot($"mkfs.ext4 -q -F {disk.Image}");
        return MountOf(disk);
    });

    /// <summary>One in a copy of another's file: what the next start finds after a power cut at this moment.</summary>
    public static MountedDisk AfterPowerCut(MountedDisk cut) => new(disk =>
    {
        System.IO.File.Copy(cut.Image, disk.Image);
        return MountOf(disk);
    });

    public string File(string name) => System.IO.Path.Combine(Path, name);

    /// <summary>Fills it up to so much room.</summary>
    /// <returns>The file that does; deleting it makes room again.</returns>
    public string Fill(int kilobytesLeft)
    {
        string ballast = File("ballast");
        using var file = new FileStream(ballast, FileMode.Create);
        long room = new DriveInfo(Path).AvailableFreeSpace - (kilobytesLeft * 1_024L);
        file.Write(new byte[room]);
        return ballast;
    }

    /// <summary>Makes one that stands in a file read-only, as an error of the disk does: open files too. Only mounting it again makes it writable.</summary>
    public void FailReadOnly() => Machine.RunAsRoot($"mount -o remount,abort {Path}");

    /// <summary>Mounts what is in its file again, in the same place. Who has files of the old one open, keeps that.</summary>
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
