namespace ConvLog.Tests.Shared;

/// <summary>A test that requires <c>../shared</c> and is reported as skipped without it.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class SharedDataFactAttribute : FactAttribute
{
    public SharedDataFactAttribute()
    {
        if (!SharedFolder.Exists)
        {
            Skip = "../shared is not on this machine.";
        }
    }
}
