namespace ConvLog.Sqlite.Tests.Support;

/// <summary>A test with cases that applies to Linux only.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class LinuxTheoryAttribute : TheoryAttribute
{
    public LinuxTheoryAttribute()
    {
        if (!OperatingSystem.IsLinux())
        {
            Skip = "The numbers are those of Linux.";
        }
    }
}
