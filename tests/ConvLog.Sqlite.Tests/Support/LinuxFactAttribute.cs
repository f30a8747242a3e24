namespace ConvLog.Sqlite.Tests.Support;

/// <summary>A test that uses information only Linux provides.</summary>
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
