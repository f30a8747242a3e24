namespace ConvLog.Sqlite.Tests.Support;

/// <summary>A test that mounts a file system, and is visibly skipped where that is not allowed.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class SmallDiskFactAttribute : FactAttribute
{
    public SmallDiskFactAttribute()
    {
        if (!SmallDisk.IsPossible)
        {
            Skip = "This process may not mount a file system.";
        }
    }
}
