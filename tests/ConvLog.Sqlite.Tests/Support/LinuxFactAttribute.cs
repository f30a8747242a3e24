namespace ConvLog.Sqlite.Tests.Support;

/// <summary>A test that asks the system what only Linux tells.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class LinuxFactAttribute : FactAttribute
{
    public LinuxFactAttribute()
    {
        if (!OperatingSystem.IsLinux())
        {
            Skip = "Only Linux tells.";
        }
    }
}
