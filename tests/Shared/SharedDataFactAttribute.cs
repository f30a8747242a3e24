namespace ConvLog.Tests.Shared;

/// <summary>A test that needs <c>../shared</c>, and is skipped visibly where that is absent.</summary>
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
