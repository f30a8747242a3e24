namespace ConvLog.Sqlite.Files;

/// <summary>The space on the volume of a file.</summary>
/// <param name="Free">Bytes that this process can still write there.</param>
/// <param name="Total">The size of the volume in bytes.</param>
internal readonly record struct DiskSpace(long Free, long Total)
{
    // For a volume smaller than ten times the threshold, a tenth is enough.
    private const int SmallVolumePart = 10;

    /// <summary>
    /// Reads the space of a volume; null if it cannot be determined, as for a missing folder. On Windows, a volume that is mounted as a folder counts as its
    /// drive.
    /// </summary>
    public static DiskSpace? Of(string path)
    {
        try
        {
            var volume = new DriveInfo(OperatingSystem.IsWindows() ? Path.GetPathRoot(path)! : Path.GetDirectoryName(path)!);
            return new DiskSpace(volume.AvailableFreeSpace, volume.TotalSize);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return null;
        }
    }

    /// <summary>Whether less space is free than the threshold, or than a tenth of a small volume.</summary>
    public bool IsBelow(long threshold) => Free < Math.Min(threshold, Total / SmallVolumePart);
}
