namespace ConvLog.Sqlite.Tests.Support;

/// <summary>A test of what only Unix allows, such as deleting a file that is open.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class UnixFactAttribute : FactAttribute
{
    public UnixFactAttribute()
    {
        if (OperatingSystem.IsWindows())
        {
            Skip = "Windows does not let it happen.";
        }
    }
}
