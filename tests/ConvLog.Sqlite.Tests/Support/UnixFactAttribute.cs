namespace ConvLog.Sqlite.Tests.Support;

/// <summary>A test of something only Unix allows, such as deleting an open file.</summary>
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
